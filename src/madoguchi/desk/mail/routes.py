"""Which mail server a reply leaves through: its mailbox's, or the provider's own."""

import smtplib
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.mail import accounts, diagnosis, tokens, troubles
from madoguchi.desk.mail.diagnosis import said
from madoguchi.desk.mail.models import Mailbox, OutgoingMail
from madoguchi.desk.platform import jobs
from madoguchi.desk.platform.secrets import SecretUnreadable

__all__ = ["TROUBLES", "Route", "account_of", "in_words", "one_of_few", "route_of", "said"]

TALKS = 2  # at one time with one server: one that hangs must not keep every slot from the others
WAIT_SECONDS = 1
TROUBLES = (
    OSError,
    smtplib.SMTPException,
    troubles.SignInRefused,
    troubles.TokenRefused,
    SecretUnreadable,
    troubles.AddressForbidden,
    troubles.StartTlsMissing,
    troubles.AuthMissing,
)


@dataclass(frozen=True)
class Route:
    """A mailbox with a server for what leaves, or None: the provider's own server."""

    mailbox: Mailbox | None

    @property
    def server(self) -> str:
        """The server's name and port."""
        if self.mailbox is None:
            return accounts.providers_account().server
        return f"{self.mailbox.smtp_host}:{self.mailbox.smtp_port}"


_talks: defaultdict[str, threading.BoundedSemaphore] = defaultdict(
    lambda: threading.BoundedSemaphore(TALKS)
)


@transaction.atomic
def route_of(outgoing_mail_id: int) -> Route:
    """The way of one mail, by the address that it leaves from."""
    sender = OutgoingMail.objects.values_list("sender", flat=True).get(pk=outgoing_mail_id)
    found = Mailbox.objects.filter(address__address=sender, active=True).exclude(smtp_host="")
    return Route(found.first() if sender else None)


@contextmanager
def one_of_few(route: Route) -> Iterator[None]:
    """Hold one of the talks with this server; raise jobs.TryLater while all of them last."""
    talks = _talks[route.server]
    if not talks.acquire(timeout=WAIT_SECONDS):
        raise jobs.TryLater("the mail server is slow to answer")
    try:
        yield
    finally:
        talks.release()


def account_of(route: Route, *, now: datetime) -> accounts.Account:
    """How to sign in; may ask for an access token, so never inside a transaction. Raise TROUBLES."""
    if route.mailbox is None:
        return accounts.providers_account()
    return accounts.smtp_account(route.mailbox, token=tokens.access_token(route.mailbox, now=now))


def in_words(error: BaseException, route: Route) -> str:
    """The trouble with the server as a sentence."""
    return diagnosis.in_words(error, _named(route))


def _named(route: Route) -> accounts.Account:
    host, _, port = route.server.rpartition(":")
    security = accounts.providers_account().security
    return accounts.Account(host=host, port=int(port), security=security)
