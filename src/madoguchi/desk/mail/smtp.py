"""The talk with the mail server that delivers; never inside a transaction."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connection

from madoguchi.config import Security
from madoguchi.desk.mail import reach
from madoguchi.desk.mail.accounts import Account
from madoguchi.desk.mail.composing import Envelope
from madoguchi.desk.mail.troubles import AuthMissing, StartTlsMissing, TokenNotTaken, Unanswered

TIMEOUT_SECONDS = 8  # for each answer of the server; a talk has at most seven of them


class _Telling(smtplib.SMTP):
    """Knows whether the server owes the answer that decides whose the mail is."""

    is_unanswered = False

    def data(self, msg: bytes | str) -> tuple[int, bytes]:  # type: ignore[override] # bytes or text, as its caller has it
        self.is_unanswered = True
        try:
            answer = super().data(msg)
        except smtplib.SMTPDataError:  # it wants none: before anything of it was given
            self.is_unanswered = False
            raise
        self.is_unanswered = False
        return answer


class _Plain(_Telling):
    """Connects as `reach` allows; STARTTLS still asks for the server's name."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return reach.connected(host, port, timeout=timeout)


class _Protected(_Telling, smtplib.SMTP_SSL):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        there = reach.connected(host, port, timeout=timeout)
        return self.context.wrap_socket(there, server_hostname=host)


def send(envelope: Envelope, account: Account) -> str:
    """Hand over one mail; what the server said of recipients that it refused while it took the others.

    Raise smtplib.SMTPException, OSError or an exception of diagnosis when it took the mail for nobody;
    Unanswered when it may have.
    """
    with signed_in(account) as server:
        try:
            refused = server.sendmail(envelope.sender, list(envelope.recipients), envelope.raw)
        except OSError as error:  # an SMTPException is one
            if server.is_unanswered:
                raise Unanswered from error
            raise
    return "、".join(
        f"{who}: {code} {words.decode('utf-8', 'replace')}"
        for who, (code, words) in refused.items()
    )


@contextmanager
def signed_in(account: Account) -> Iterator[_Telling]:
    """A connection, protected and signed in as the account says."""
    assert not connection.in_atomic_block, "no network inside a transaction"
    server = _connect(account)
    try:
        if account.security == Security.STARTTLS:
            _protect(server)
        if account.user:
            _sign_in(server, account)
        yield server
    finally:
        _part(server)


def _protect(server: smtplib.SMTP) -> None:
    try:
        server.starttls(context=ssl.create_default_context())
    except smtplib.SMTPNotSupportedError:
        raise StartTlsMissing from None


def _sign_in(server: smtplib.SMTP, account: Account) -> None:
    try:
        if account.token:
            server.ehlo_or_helo_if_needed()
            server.auth("XOAUTH2", lambda challenge=None: "" if challenge else _bearer(account))
        else:
            server.login(account.user, account.password)
    except smtplib.SMTPNotSupportedError:
        raise AuthMissing from None
    except smtplib.SMTPAuthenticationError as error:
        if not account.token:
            raise
        raise TokenNotTaken(error.smtp_error) from None


def _bearer(account: Account) -> str:
    return f"user={account.user}\x01auth=Bearer {account.token}\x01\x01"


def _part(server: smtplib.SMTP) -> None:
    """Say goodbye. The mail is taken or not by now: no answer to this can change it."""
    with suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def _connect(account: Account) -> _Telling:
    host, port = account.host, account.port
    if account.security == Security.TLS:
        return _Protected(host, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
    return _Plain(host, port, timeout=TIMEOUT_SECONDS)
