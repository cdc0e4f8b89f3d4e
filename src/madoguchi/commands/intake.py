"""`madoguchi intake`: receive mail by SMTP and store it raw; fetch from the mailboxes beside it, if asked to."""

import argparse
import os
import signal
import threading
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from madoguchi.commands import desk

if TYPE_CHECKING:
    from madoguchi.desk.mail.arrivals import Arrival

STOPPING_SECONDS = 5


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    word = words.add_parser("intake", help="receive mail by SMTP")
    word.add_argument(
        "--fetch", action="store_true", help="fetch from the mailboxes, too, in the same process"
    )
    word.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Listen until SIGTERM."""
    desk.set_up()
    from django.conf import settings

    from madoguchi.desk.mail import server
    from madoguchi.desk.mail.actions.intake import store_raw
    from madoguchi.desk.platform import clock

    def store(arrivals: "Sequence[Arrival]") -> None:
        store_raw(*arrivals, now=clock.now())

    config = settings.CONFIG
    with Fetching() if arguments.fetch else nullcontext() as fetching:
        server.serve(
            host=config.smtp_host,
            port=config.smtp_port,
            max_bytes=config.max_mail_bytes,
            store=store,
        )
    return 1 if fetching and fetching.has_failed else 0


class Fetching:
    """`madoguchi fetch` in a thread: a process of its own is 60 MB, most of it the same programs.

    If it fails, the process ends, and whoever watches it starts both anew.
    """

    def __init__(self) -> None:
        self.has_failed = False
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="fetch", daemon=True)

    def __enter__(self) -> "Fetching":
        self._thread.start()
        return self

    def __exit__(self, *_of_error: object) -> None:
        self._stopping.set()
        self._thread.join(STOPPING_SECONDS)

    def _keep(self) -> None:
        from madoguchi.desk.mail import keeper

        try:
            keeper.keep(self._stopping)
        finally:
            if not self._stopping.is_set():
                self.has_failed = True
                os.kill(os.getpid(), signal.SIGTERM)
