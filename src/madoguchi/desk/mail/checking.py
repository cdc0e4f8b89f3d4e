"""The test of a mailbox: each step of both directions, without touching a mail."""

import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from madoguchi.config import Security
from madoguchi.desk.mail import accounts, diagnosis, imap, smtp, tokens, troubles
from madoguchi.desk.mail.models import Mailbox
from madoguchi.desk.mail.rows import CheckRow
from madoguchi.desk.platform.secrets import SecretUnreadable

TROUBLES = (
    OSError,
    smtplib.SMTPException,
    IMAPClientError,
    IMAPClient.AbortError,
    SecretUnreadable,
    troubles.AddressForbidden,
    troubles.AuthMissing,
    troubles.FolderMissing,
    troubles.SignInRefused,
    troubles.StartTlsMissing,
    troubles.TokenRefused,
)


@dataclass(frozen=True, slots=True)
class _Direction:
    label: str
    account: Callable[[str], accounts.Account]
    where: accounts.Account
    look: Callable[[accounts.Account], Iterator[CheckRow]]


def check(mailbox: Mailbox, address: str, *, now: datetime) -> tuple[CheckRow, ...]:
    """What works and what does not, in words. Talks to the servers: never inside a transaction."""
    rows: list[CheckRow] = []
    for one in _directions(mailbox, address):
        try:
            token = tokens.access_token(mailbox, now=now)
            rows += list(one.look(one.account(token)))
        except TROUBLES as error:
            rows.append(CheckRow(one.label, "bad", diagnosis.in_words(error, one.where)))
    return tuple(rows)


def _directions(mailbox: Mailbox, address: str) -> Iterator[_Direction]:
    if mailbox.imap_host:
        yield _Direction(
            _("受信"),
            lambda token: accounts.imap_account(mailbox, token=token),
            _where(mailbox.imap_host, mailbox.imap_port, mailbox.imap_security),
            lambda account: _look_at_imap(account, mailbox),
        )
    if mailbox.smtp_host:
        yield _Direction(
            _("送信"),
            lambda token: accounts.smtp_account(mailbox, token=token),
            _where(mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security),
            lambda account: _look_at_smtp(account, address),
        )


def _where(host: str, port: int, security: str) -> accounts.Account:
    return accounts.Account(host=host, port=port, security=Security(security))


def _look_at_imap(account: accounts.Account, mailbox: Mailbox) -> Iterator[CheckRow]:
    label = _("受信")
    with imap.signed_in(account) as server:
        yield CheckRow(label, "good", _("ログインできました。"))
        for name in mailbox.folders:
            try:
                found = imap.opened(server, name)
            except troubles.FolderMissing as error:
                yield CheckRow(label, "bad", diagnosis.in_words(error, account))
            else:
                words = _("フォルダー「{name}」にメールが{n}通あります。").format(
                    name=name, n=found.mails
                )
                yield CheckRow(label, "good", words)
        if not imap.can_idle(server):
            words = _("新着の通知（IDLE）がないので、30秒ごとに確かめます。")
            yield CheckRow(label, "note", words)


def _look_at_smtp(account: accounts.Account, address: str) -> Iterator[CheckRow]:
    label = _("送信")
    with smtp.signed_in(account) as server:
        server.ehlo_or_helo_if_needed()
        if not account.user and server.has_extn("auth"):
            yield CheckRow(label, "note", _("ユーザー名がないので、ログインせずに送ります。"))
        code, answer = server.mail(address)
        server.rset()
    if code >= 300:
        refused = smtplib.SMTPSenderRefused(code, answer, address)
        yield CheckRow(label, "bad", diagnosis.in_words(refused, account))
        return
    yield CheckRow(label, "good", _("{address} から送れます。").format(address=address))
