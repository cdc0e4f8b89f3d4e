"""The talk with a server that keeps mail; never inside a transaction, and never changing anything there."""

import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from imaplib import IMAP4, IMAP4_SSL
from typing import Any

from django.db import connection
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, IMAPClientError, LoginError

from madoguchi.config import Security
from madoguchi.desk.mail import reach
from madoguchi.desk.mail.accounts import Account
from madoguchi.desk.mail.troubles import (
    FolderMissing,
    SignInRefused,
    StartTlsMissing,
    TokenNotTaken,
)

CONNECT_SECONDS, ANSWER_SECONDS = 10, 60


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as the server describes it when it is opened."""

    uidvalidity: int
    mails: int
    next_uid: int  # of the next mail that comes; 0: not said


@dataclass(frozen=True, slots=True)
class Size:
    """One mail on the server: how many bytes, and when it arrived there (None: not said)."""

    uid: int
    size: int
    at: datetime | None


class _Plain(IMAP4):
    """Connects as `reach` allows; STARTTLS still asks for the server's name."""

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return reach.connected(self.host, self.port, timeout=timeout or CONNECT_SECONDS)


class _Protected(IMAP4_SSL):
    def _create_socket(self, timeout: float | None) -> socket.socket:
        there = reach.connected(self.host, self.port, timeout=timeout or CONNECT_SECONDS)
        protected: ssl.SSLSocket = self.ssl_context.wrap_socket(there, server_hostname=self.host)
        return protected


class _Client(IMAPClient):  # type: ignore[misc]  # it ships no types
    def _create_IMAP4(self) -> IMAP4:  # noqa: N802 (IMAPClient's name)
        if self.ssl:
            return _Protected(
                self.host, self.port, ssl_context=self.ssl_context, timeout=CONNECT_SECONDS
            )
        return _Plain(self.host, self.port, timeout=CONNECT_SECONDS)


@contextmanager
def signed_in(account: Account) -> Iterator[IMAPClient]:
    """A connection, signed in; raise OSError, IMAPClientError or an exception of diagnosis."""
    assert not connection.in_atomic_block, "no network inside a transaction"
    server = _connected(account)
    try:
        _sign_in(server, account)
        yield server
    finally:
        server.__exit__(None, None, None)


def _connected(account: Account) -> IMAPClient:
    context = ssl.create_default_context()
    is_tls = account.security == Security.TLS
    server = _Client(
        account.host,
        account.port,
        ssl=is_tls,
        ssl_context=context if is_tls else None,
        timeout=SocketTimeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS),
    )
    server.normalise_times = False
    if account.security == Security.STARTTLS:
        try:
            server.starttls(context)
        except CapabilityError:
            server.shutdown()
            raise StartTlsMissing from None
        except BaseException:
            server.shutdown()
            raise
    return server


def _sign_in(server: IMAPClient, account: Account) -> None:
    try:
        if account.token:
            server.oauth2_login(account.user, account.token)
        else:
            server.login(account.user, account.password)
    except IMAPClient.AbortError:
        raise
    except (LoginError, IMAPClientError) as error:
        refused = TokenNotTaken if account.token else SignInRefused
        raise refused(*error.args[:1]) from None


def opened(server: IMAPClient, name: str) -> Folder:
    """Open a folder for looking only: no mail of it can be changed. Raise FolderMissing."""
    try:
        told = server.select_folder(name, readonly=True)
    except IMAPClient.AbortError:
        raise
    except IMAPClientError:
        raise FolderMissing(name) from None
    return Folder(int(told[b"UIDVALIDITY"]), int(told[b"EXISTS"]), int(told.get(b"UIDNEXT") or 0))


def uids(server: IMAPClient, *, after: int = 0) -> list[int]:
    """The numbers of the mails in the open folder above `after`, rising; read or unread is not asked."""
    found = server.search(["UID", f"{after + 1}:*"])
    return sorted(uid for uid in found if uid > after)  # n:* always names the last mail


def uids_from(server: IMAPClient, *, before: int, since: datetime) -> list[int]:
    """The numbers below `before` of the mails that came to the server at `since` or later, rising.

    SEARCH knows only days, in the server's own time zone (RFC 9051, 6.4.4): the three around that
    moment are asked for their times.
    """
    day = since.astimezone(UTC).date()
    below = ["UID", f"1:{before - 1}"]
    surely = server.search([*below, "SINCE", day + timedelta(days=2)])
    around = ["SINCE", day - timedelta(days=1), "BEFORE", day + timedelta(days=2)]
    asked = server.search([*below, *around])
    told = server.fetch(asked, ["INTERNALDATE"]) if asked else {}
    moments = {uid: _moment(told.get(uid, {}).get(b"INTERNALDATE")) for uid in asked}
    return sorted({*surely, *(uid for uid, at in moments.items() if at is None or at >= since)})


def sizes(server: IMAPClient, wanted: Sequence[int]) -> list[Size]:
    """What is known of these mails without fetching them; mails that are gone are left out."""
    told = server.fetch(wanted, ["RFC822.SIZE", "INTERNALDATE"])
    return [
        Size(uid, int(told[uid][b"RFC822.SIZE"]), _moment(told[uid].get(b"INTERNALDATE")))
        for uid in wanted
        if uid in told and b"RFC822.SIZE" in told[uid]
    ]


def raws(server: IMAPClient, wanted: Sequence[int], *, most_bytes: int = 0) -> dict[int, bytes]:
    """The bytes of these mails, unmarked; only their first `most_bytes` unless that is 0."""
    part = f"BODY.PEEK[]<0.{most_bytes}>" if most_bytes else "BODY.PEEK[]"
    answered = b"BODY[]<0>" if most_bytes else b"BODY[]"
    told = server.fetch(wanted, [part])
    return {uid: told[uid][answered] for uid in wanted if uid in told and told[uid].get(answered)}


def can_idle(server: IMAPClient) -> bool:
    """Whether the server tells of new mail by itself."""
    return bool(server.has_capability("IDLE"))


def _moment(told: Any) -> datetime | None:
    return told if isinstance(told, datetime) and told.tzinfo is not None else None
