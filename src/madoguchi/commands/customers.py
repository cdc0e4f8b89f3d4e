"""`madoguchi customers`: the demo's other end, where the customers' mail arrives."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from madoguchi.commands import desk

if TYPE_CHECKING:
    from madoguchi.desk.mail.arrivals import Arrival


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    words.add_parser("customers", help="receive what the demo's customers are sent").set_defaults(
        run=run
    )


def run(_arguments: argparse.Namespace) -> int:
    """Listen until SIGTERM."""
    desk.set_up()
    from django.conf import settings
    from django.db import transaction

    from madoguchi.desk.demo.actions import receive_as_customer
    from madoguchi.desk.mail import server
    from madoguchi.desk.platform import clock

    def store(arrivals: "Sequence[Arrival]") -> None:
        with transaction.atomic():
            for one in arrivals:
                receive_as_customer(
                    raw=one.raw,
                    sender=one.envelope_from,
                    recipients=one.recipients,
                    now=clock.now(),
                )

    config = settings.CONFIG
    server.serve(
        host="127.0.0.1",
        port=config.demo_smtp_port,
        max_bytes=config.max_mail_bytes,
        store=store,
    )
    return 0
