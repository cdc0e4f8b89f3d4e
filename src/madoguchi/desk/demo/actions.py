"""The demo's other end: customers receive what we send, and write through the real intake."""

import smtplib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from madoguchi.desk.clients import access
from madoguchi.desk.demo.models import CustomerMail
from madoguchi.desk.mail import addresses
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.engines import mailtext

TIMEOUT_SECONDS = 10


class CannotPost(Refusal):
    """メールを渡せませんでした。本文は残っています。少し待ってから、もう一度送ってください。"""


class NothingWritten(CannotPost):
    """本文を書いてください。"""


class Unwritable(CannotPost):
    """メールにできない文字かアドレスがあります。直して、もう一度送ってください。"""


@dataclass(frozen=True)
class Letter:
    """What a customer of the demo writes."""

    from_name: str
    from_email: str
    to: str
    subject: str
    body: str
    mail_id: str
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()


def receive_as_customer(
    *, raw: bytes, sender: str, recipients: tuple[str, ...], now: datetime
) -> None:
    """Put a mail of ours into its customers' mailboxes; a second copy of a Message-ID is not shown."""
    client_id = access.client_of_address(addresses.base_of(sender))
    if client_id is None:
        return
    mail_id = mailtext.parse(raw).message_id or ""
    with walls.transaction([client_id]):
        for recipient in recipients:
            CustomerMail.objects.get_or_create(
                to=recipient,
                mail_id=mail_id,
                defaults={"client_id": client_id, "received_at": now, "raw": raw},
            )


def write_as_customer(*, letter: Letter, now: datetime) -> None:
    """Send a customer's letter by SMTP to the intake, as any mail server would; raises CannotPost."""
    if not letter.body.strip():
        raise NothingWritten
    raw = _bytes_of(letter, now)
    config = settings.CONFIG
    try:
        with smtplib.SMTP(config.smtp_host, config.smtp_port, timeout=TIMEOUT_SECONDS) as intake:
            intake.sendmail(letter.from_email, [letter.to], raw)
    except (OSError, smtplib.SMTPException) as error:
        raise CannotPost from error


@transaction.atomic
def mark_answered(*, customer_mail_id: int, now: datetime) -> None:
    """Show in the mailbox that the customer answered this mail."""
    CustomerMail.objects.filter(pk=customer_mail_id).update(answered_at=now)


def _bytes_of(letter: Letter, now: datetime) -> bytes:
    outgoing = mailtext.Outgoing(
        sender=mailtext.Address(name=letter.from_name, email=letter.from_email),
        to=(mailtext.Address(name="", email=letter.to),),
        subject=letter.subject,
        text=letter.body,
        date=now,
        message_id=letter.mail_id,
        in_reply_to=letter.in_reply_to,
        references=letter.references,
    )
    try:
        return mailtext.compose(outgoing)
    except ValueError as error:
        raise Unwritable from error
