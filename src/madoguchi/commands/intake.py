"""`madoguchi intake`: receive mail by SMTP and store it raw."""

import argparse

from madoguchi.commands import desk


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    words.add_parser("intake", help="receive mail by SMTP").set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Listen until SIGTERM."""
    desk.set_up()
    from django.conf import settings

    from madoguchi.desk.mail import server
    from madoguchi.desk.mail.actions.intake import store_raw
    from madoguchi.desk.platform import clock

    def store(raw: bytes, sender: str, recipients: tuple[str, ...]) -> None:
        store_raw(raw=raw, envelope_from=sender, recipients=recipients, now=clock.now())

    config = settings.CONFIG
    server.serve(
        host=config.smtp_host,
        port=config.smtp_port,
        max_bytes=config.max_mail_bytes,
        store=store,
    )
    return 0
