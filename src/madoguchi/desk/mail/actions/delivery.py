"""The outbox: queued in the action's transaction, delivered outside of any, recorded after."""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from madoguchi.desk.conversations.actions.delivery import record_delivery
from madoguchi.desk.conversations.events import ReplySent
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.files import store
from madoguchi.desk.mail import composing, routes, smtp, troubles
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.platform import clock, jobs
from madoguchi.desk.platform.postgresql import many

MAX_ATTEMPTS = 150  # about a day, at ten minutes between tries; then a person is told
CLAIM = timedelta(seconds=60)  # longer than a talk with the mail server may take
BETWEEN_CALLS = timedelta(minutes=1)
CALLED = 500
PERMANENT = range(500, 600)


def queue_delivery(happening: ReplySent) -> None:
    """A reply was sent: its mail goes into the outbox, in the same transaction.

    It leaves after the seconds in which its sender can take it back (MADOGUCHI_UNDO_SECONDS).
    """
    leaving = composing.leaving_of(happening.message_id)
    if not leaving.is_mail:
        return
    outgoing = OutgoingMail(
        client_id=leaving.client_id,
        message_id=happening.message_id,
        queued_at=leaving.at,
        not_before=leaving.at + timedelta(seconds=settings.CONFIG.undo_seconds),
        sender=leaving.sender,
    )
    many.insert([outgoing])
    put_in_line(outgoing)


def put_in_line(outgoing: OutgoingMail) -> None:
    """Queue the talk with the mail server, for when the mail may leave."""
    jobs.defer(
        "mail.deliver",
        client_id=outgoing.client_id,
        outgoing_mail_id=outgoing.pk,
        at=outgoing.not_before if settings.CONFIG.undo_seconds else None,
    )


def deliver(*, client_id: int, outgoing_mail_id: int) -> None:
    """Hand one mail to the mail server: claim, commit, talk, record.

    Raises jobs.TryLater when the server is away or says "later". A crash between the server's "ok" and
    our record sends the same Message-ID again, which mail programs show once.
    """
    route = routes.route_of(outgoing_mail_id)
    with routes.one_of_few(route):
        try:
            claimed = _claim(client_id, outgoing_mail_id)
        except ValueError as error:  # an address or a text that no mail can carry
            _not_taken(outgoing_mail_id, str(error), permanent=True)
            return
        envelope = _envelope(claimed) if claimed else None
        if claimed is not None and envelope is not None:
            _talk(claimed, route, envelope)


@dataclass(frozen=True)
class _Claimed:
    """A mail in our hands. In doubt: an earlier try got no answer, and a server may have it."""

    pk: int
    letter: composing.Letter
    is_in_doubt: bool


def _envelope(claimed: _Claimed) -> composing.Envelope | None:
    """The claimed mail with its files; None when it cannot be handed over."""
    try:
        return composing.sealed(claimed.letter)
    except ValueError as error:
        _not_taken(claimed.pk, str(error), permanent=True)
    except (store.NotKept, OSError):
        words = _("添付ファイルを読み出せませんでした。")
        _not_taken(claimed.pk, words, permanent=False, is_in_doubt=claimed.is_in_doubt)
    return None


def _talk(claimed: _Claimed, route: routes.Route, envelope: composing.Envelope) -> None:
    refusing = partial(_not_taken, claimed.pk, is_in_doubt=claimed.is_in_doubt)
    try:
        refused = smtp.send(envelope, routes.account_of(route, now=clock.now()))
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        permanent = error.smtp_code in PERMANENT
        refusing(routes.said(error), permanent=permanent)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        answer = smtplib.SMTPResponseException(code, words)
        refusing(routes.said(answer), permanent=code in PERMANENT)
    except troubles.Unanswered as error:
        _not_taken(claimed.pk, routes.in_words(error, route), permanent=False, is_in_doubt=True)
    except routes.TROUBLES as error:
        # A wrong password, a greeting of 554: about the server, not about this mail.
        refusing(routes.in_words(error, route), permanent=False)
    else:
        record_sent(outgoing_mail_id=claimed.pk, now=clock.now(), note=refused)


@transaction.atomic
def record_sent(*, outgoing_mail_id: int, now: datetime, note: str = "") -> None:
    """The mail server took the mail; `note` is what it said of those in Cc that it refused."""
    outgoing = _locked(outgoing_mail_id)
    was_away = outgoing.failing_since is not None
    outgoing.state = OutgoingMail.State.SENT
    outgoing.sent_at = now
    outgoing.claimed_until = None
    outgoing.last_error = ""
    outgoing.failing_since = None
    outgoing.save(
        update_fields=["state", "sent_at", "claimed_until", "last_error", "failing_since"]
    )
    _tell(outgoing, Message.Delivery.SENT, note, now)
    _call_the_next(outgoing)
    if was_away:
        _call_the_others(outgoing, now)


def _call_the_next(outgoing: OutgoingMail) -> None:
    """The reply that waited behind this one in its conversation need not wait for its own next try."""
    behind = _queued(outgoing).filter(message__conversation=outgoing.message.conversation_id)
    for pk in behind.order_by("message_id").values_list("pk", flat=True)[:1]:
        jobs.defer("mail.deliver", client_id=outgoing.client_id, outgoing_mail_id=pk)


def _call_the_others(outgoing: OutgoingMail, now: datetime) -> None:
    """The server is back: what it did not take before goes now. Each is called once in a while only."""
    waiting = _queued(outgoing).filter(
        sender=outgoing.sender, attempts__gt=0, not_before__lt=now - BETWEEN_CALLS
    )
    called = list(waiting.order_by("message_id").values_list("pk", flat=True)[:CALLED])
    OutgoingMail.objects.filter(pk__in=called).update(not_before=now)
    for pk in called:
        jobs.defer("mail.deliver", client_id=outgoing.client_id, outgoing_mail_id=pk)


def _queued(outgoing: OutgoingMail) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(client=outgoing.client_id, state=OutgoingMail.State.QUEUED)


@transaction.atomic
def _claim(client_id: int, outgoing_mail_id: int) -> _Claimed | None:
    outgoing = OutgoingMail.objects.select_for_update(of=("self",), no_key=True).get(
        pk=outgoing_mail_id, client_id=client_id
    )
    now = clock.now()
    if outgoing.state != OutgoingMail.State.QUEUED:
        return None
    if outgoing.claimed_until is not None and outgoing.claimed_until > now:
        raise jobs.TryLater("another worker is talking to the mail server, or died while it did")
    if outgoing.not_before is not None and outgoing.not_before > now:
        raise jobs.TryLater("its sender can still take it back")
    if _earlier_waits(outgoing):
        raise jobs.TryLater("an earlier reply of the conversation leaves first")
    is_in_doubt = outgoing.claimed_until is not None
    outgoing.attempts += 1
    outgoing.claimed_until = now + CLAIM
    outgoing.save(update_fields=["attempts", "claimed_until"])
    return _Claimed(outgoing.pk, composing.letter_of(outgoing), is_in_doubt)


def _earlier_waits(outgoing: OutgoingMail) -> bool:
    behind = outgoing.message.conversation_id
    return (
        _queued(outgoing)
        .filter(message__conversation=behind, message__lt=outgoing.message_id)
        .exists()
    )


def _not_taken(
    outgoing_mail_id: int, words: str, *, permanent: bool, is_in_doubt: bool = False
) -> None:
    now = clock.now()
    with transaction.atomic():
        outgoing = _locked(outgoing_mail_id)
        given_up = permanent or outgoing.attempts >= MAX_ATTEMPTS
        outgoing.state = OutgoingMail.State.FAILED if given_up else OutgoingMail.State.QUEUED
        # A claim that has ended, and is kept: what a server may have is not taken back any more.
        outgoing.claimed_until = now if is_in_doubt else None
        outgoing.last_error = words
        outgoing.failing_since = outgoing.failing_since or now
        outgoing.save(update_fields=["state", "claimed_until", "last_error", "failing_since"])
        told = Message.Delivery.FAILED if given_up else Message.Delivery.QUEUED
        _tell(outgoing, told, words, now)
        if given_up:
            _call_the_next(outgoing)
    if not given_up:
        raise jobs.TryLater(words)


def _locked(outgoing_mail_id: int) -> OutgoingMail:
    return (
        OutgoingMail.objects.select_related("message")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=outgoing_mail_id)
    )


def _tell(outgoing: OutgoingMail, delivery: Message.Delivery, note: str, now: datetime) -> None:
    record_delivery(message_id=outgoing.message_id, delivery=delivery, note=note, now=now)
