"""The talk with the mail server that delivers; never inside a transaction."""

import smtplib
import ssl
from contextlib import suppress

from django.conf import settings
from django.db import connection

from madoguchi.config import Delivery, Security
from madoguchi.desk.mail.composing import Envelope

TIMEOUT_SECONDS = 8  # for each answer of the server; a talk has at most seven of them


def send(envelope: Envelope) -> None:
    """Hand over one mail; raises smtplib.SMTPException or OSError when it was not taken."""
    assert not connection.in_atomic_block, "no network inside a transaction"
    delivery: Delivery = settings.CONFIG.delivery
    server = _connect(delivery)
    try:
        if delivery.security == Security.STARTTLS:
            server.starttls(context=ssl.create_default_context())
        if delivery.user:
            server.login(delivery.user, delivery.password)
        server.sendmail(envelope.sender, [envelope.recipient], envelope.raw)
    finally:
        _part(server)


def _part(server: smtplib.SMTP) -> None:
    """Say goodbye. The mail is taken or not by now: no answer to this can change it."""
    with suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def _connect(delivery: Delivery) -> smtplib.SMTP:
    host, port = delivery.host, delivery.port
    if delivery.security == Security.TLS:
        return smtplib.SMTP_SSL(
            host, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
        )
    return smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
