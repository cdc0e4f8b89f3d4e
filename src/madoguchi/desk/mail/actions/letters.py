"""The desk's own letters leave through the provider's mail server; what they say is then forgotten."""

import smtplib
import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction

from madoguchi.desk.mail import accounts, routes, smtp
from madoguchi.desk.mail.composing import Envelope
from madoguchi.desk.mail.diagnosis import said
from madoguchi.desk.people.letters import mark_failed, mark_sent, waiting_letters
from madoguchi.desk.people.models import Letter
from madoguchi.desk.people.provider import provider_name
from madoguchi.desk.platform import clock, jobs
from madoguchi.engines import mailtext

AT_ONCE = 50
NAME = "Madoguchi 窓口"  # while the provider has not said its own


def send_letters() -> None:
    """Send what waits, the oldest first. Raise jobs.TryLater when the server is away or says "later".

    One that it refuses for good is marked so, and the next one goes.
    """
    with transaction.atomic():
        waiting, name = waiting_letters(AT_ONCE), provider_name() or NAME
    for letter in waiting:
        _send(letter, name, clock.now())
    if len(waiting) == AT_ONCE:
        raise jobs.TryLater("more letters wait")


def _send(letter: Letter, name: str, now: datetime) -> None:
    try:
        smtp.send(_envelope(letter, name, now), accounts.providers_account())
    except ValueError as error:  # an address or a text that no mail can carry
        _fail(letter, str(error), now)
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        _refused(letter, error, now)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        _refused(letter, smtplib.SMTPResponseException(code, words), now)
    except routes.TROUBLES as error:
        raise jobs.TryLater(type(error).__name__) from error
    else:
        with transaction.atomic():
            mark_sent(letter.pk, now)


def _refused(letter: Letter, answer: smtplib.SMTPResponseException, now: datetime) -> None:
    if answer.smtp_code < 500:
        raise jobs.TryLater(said(answer))
    _fail(letter, said(answer), now)


@transaction.atomic
def _fail(letter: Letter, reason: str, now: datetime) -> None:
    mark_failed(letter.pk, reason, now)


def _envelope(letter: Letter, name: str, now: datetime) -> Envelope:
    """The same Message-ID at each try, so that mail programs show it once."""
    sender = settings.CONFIG.letters_from
    made = uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.CONFIG.public_url}/letters/{letter.pk}")
    raw = mailtext.compose(
        mailtext.Outgoing(
            sender=mailtext.Address(name=name, email=sender),
            to=(mailtext.Address(name="", email=letter.to),),
            subject=letter.subject,
            text=letter.body,
            date=now,
            message_id=f"<{made}@{sender.rpartition('@')[2]}>",
        )
    )
    return Envelope(sender=sender, recipients=(mailtext.header_address(letter.to),), raw=raw)
