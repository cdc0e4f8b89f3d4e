"""A customer's mail of the story as the bytes that a mail program would send."""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from madoguchi.desk.demo.story import shapes
from madoguchi.engines import mailtext


def letter(
    *,
    customer: shapes.Customer,
    to: str,
    subject: str,
    text: str,
    files: Sequence[shapes.Attachment],
    mail_id: str,
    answers: str | None,
    at: datetime,
) -> bytes:
    """One mail with its files; `answers` is the Message-ID that it replies to."""
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((customer.name, customer.email))
    message["To"] = to
    message["Subject"] = mailtext.reply_subject(subject) if answers else subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = mail_id
    if answers:
        message["In-Reply-To"] = answers
        message["References"] = answers
    message.set_content(text, charset="utf-8", cte="base64")
    for file in files:
        kind, _, subtype = file.content_type.partition("/")
        message.add_attachment(
            file.content, maintype=kind, subtype=subtype.split(";")[0], filename=file.name
        )
    return message.as_bytes()
