"""The outbox: queued in the action's transaction, delivered outside of any, recorded after."""

import smtplib
import threading
from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.desk.conversations.actions.delivery import record_delivery
from madoguchi.desk.conversations.events import ReplySent
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail import composing, smtp
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.platform import clock, jobs

MAX_ATTEMPTS = 150  # about a day, at ten minutes between tries; then a person is told
CLAIM = timedelta(seconds=60)  # longer than a talk with the mail server may take
PERMANENT = range(500, 600)

# A mail server that hangs must not keep every slot of the worker from mail that comes in.
_talks = threading.BoundedSemaphore(2)


def queue_delivery(happening: ReplySent) -> None:
    """A reply was sent: its mail goes into the outbox, in the same transaction."""
    message = Message.objects.get(pk=happening.message_id)
    outgoing = OutgoingMail.objects.create(
        client_id=message.client_id, message=message, queued_at=message.at
    )
    jobs.defer("mail.deliver", client_id=message.client_id, outgoing_mail_id=outgoing.pk)


def deliver(*, client_id: int, outgoing_mail_id: int) -> None:
    """Hand one mail to the mail server: claim, commit, talk, record.

    Raises jobs.TryLater when the server is away or says "later". A crash between the server's "ok" and
    our record sends the same Message-ID again, which mail programs show once.
    """
    if not _talks.acquire(timeout=1):
        raise jobs.TryLater("the mail server is slow to answer")
    try:
        _deliver(client_id, outgoing_mail_id)
    finally:
        _talks.release()


def _deliver(client_id: int, outgoing_mail_id: int) -> None:
    try:
        envelope = _claim(client_id, outgoing_mail_id)
    except ValueError as error:  # an address or a text that no mail can carry
        _not_taken(outgoing_mail_id, str(error), permanent=True)
        return
    if envelope is None:
        return
    try:
        smtp.send(envelope)
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        _not_taken(
            outgoing_mail_id,
            f"{error.smtp_code} {_words(error.smtp_error)}",
            permanent=error.smtp_code in PERMANENT,
        )
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        _not_taken(outgoing_mail_id, f"{code} {_words(words)}", permanent=code in PERMANENT)
    except (OSError, smtplib.SMTPException) as error:
        # A wrong password, a greeting of 554: about the server, not about this mail.
        _not_taken(outgoing_mail_id, str(error), permanent=False)
    else:
        record_sent(outgoing_mail_id=outgoing_mail_id, now=clock.now())


@transaction.atomic
def record_sent(*, outgoing_mail_id: int, now: datetime) -> None:
    """The mail server took the mail."""
    outgoing = OutgoingMail.objects.select_for_update(of=("self",), no_key=True).get(
        pk=outgoing_mail_id
    )
    outgoing.state = OutgoingMail.State.SENT
    outgoing.sent_at = now
    outgoing.claimed_until = None
    outgoing.last_error = ""
    outgoing.save(update_fields=["state", "sent_at", "claimed_until", "last_error"])
    _tell(outgoing, Message.Delivery.SENT, "", now)


@transaction.atomic
def _claim(client_id: int, outgoing_mail_id: int) -> composing.Envelope | None:
    outgoing = OutgoingMail.objects.select_for_update(of=("self",), no_key=True).get(
        pk=outgoing_mail_id, client_id=client_id
    )
    now = clock.now()
    if outgoing.state != OutgoingMail.State.QUEUED:
        return None
    if outgoing.claimed_until is not None and outgoing.claimed_until > now:
        raise jobs.TryLater("another worker is talking to the mail server, or died while it did")
    outgoing.attempts += 1
    outgoing.claimed_until = now + CLAIM
    outgoing.save(update_fields=["attempts", "claimed_until"])
    return composing.envelope_of(outgoing)


def _not_taken(outgoing_mail_id: int, words: str, *, permanent: bool) -> None:
    with transaction.atomic():
        outgoing = OutgoingMail.objects.select_for_update(of=("self",), no_key=True).get(
            pk=outgoing_mail_id
        )
        given_up = permanent or outgoing.attempts >= MAX_ATTEMPTS
        outgoing.state = OutgoingMail.State.FAILED if given_up else OutgoingMail.State.QUEUED
        outgoing.claimed_until = None
        outgoing.last_error = words
        outgoing.save(update_fields=["state", "claimed_until", "last_error"])
        told = Message.Delivery.FAILED if given_up else Message.Delivery.QUEUED
        _tell(outgoing, told, words, clock.now())
    if not given_up:
        raise jobs.TryLater(words)


def _tell(outgoing: OutgoingMail, delivery: Message.Delivery, note: str, now: datetime) -> None:
    record_delivery(message_id=outgoing.message_id, delivery=delivery, note=note, now=now)


def _words(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
