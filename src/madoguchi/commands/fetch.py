"""`madoguchi fetch`: fetch mail from the mailboxes by IMAP and store it raw."""

import argparse
import signal
import threading

from madoguchi.commands import desk


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    words.add_parser("fetch", help="fetch mail from the mailboxes").set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Fetch until SIGTERM or SIGINT."""
    desk.set_up()
    from madoguchi.desk.mail import keeper

    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    keeper.keep(stopping)
    return 0
