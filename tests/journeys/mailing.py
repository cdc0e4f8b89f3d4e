"""The customers' side: real mail by SMTP to the intake."""

import smtplib
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from tests.journeys.stack import Stack, wait_until

SUPPORT = "support@komorebi-shokki.example"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a customer writes; its subject is its own, so that a page can be asked for it."""

    subject: str
    text: str = "注文番号 K-20417 のお届け日を教えてください。"
    to: str = SUPPORT
    name: str = "倉田 しのぶ"
    email: str = "s-kurata@mail.example"
    answers: str | None = None
    mail_id: str = field(default_factory=lambda: f"<{uuid.uuid4()}@mail.example>")

    def as_mail(self) -> EmailMessage:
        """The mail as a mail program writes it."""
        mail = EmailMessage()
        mail["From"] = formataddr((self.name, self.email))
        mail["To"] = self.to
        mail["Subject"] = self.subject
        mail["Date"] = format_datetime(datetime.now(UTC))
        mail["Message-ID"] = self.mail_id
        if self.answers:
            mail["In-Reply-To"] = self.answers
            mail["References"] = self.answers
        mail.set_content(self.text, charset="utf-8")
        return mail


def unique(subject: str) -> str:
    """The subject with a number of its own."""
    return f"{subject} {uuid.uuid4().hex[:6]}"


def post(stack: Stack, letter: Letter, *, timeout: float = 20) -> None:
    """Hand one mail to the intake, as a mail server does; raises OSError or SMTPException."""
    with smtplib.SMTP("127.0.0.1", stack.smtp_port, timeout=timeout) as intake:
        intake.send_message(letter.as_mail(), from_addr=letter.email, to_addrs=[letter.to])


def conversation_of(stack: Stack, letter: Letter) -> int | None:
    """The number of the conversation that the letter became, None as long as it has not."""
    found = stack.rows(
        "select conversation_id from conversations_message where mail_id = %s", letter.mail_id
    )
    return int(found[0][0]) if found else None


def deliver(stack: Stack, letter: Letter) -> int:
    """Post a letter and wait for its conversation."""
    post(stack, letter)
    wait_until(lambda: conversation_of(stack, letter), seconds=20, explain=stack.written)
    number = conversation_of(stack, letter)
    assert number is not None
    return number
