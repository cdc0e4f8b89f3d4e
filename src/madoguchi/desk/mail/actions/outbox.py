"""What people do with the outbox: take a reply back, send one again."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.clients import access
from madoguchi.desk.conversations.actions.delivery import record_sending_again
from madoguchi.desk.conversations.events import ReplyRecalled
from madoguchi.desk.conversations.models import Channel, Conversation, Message
from madoguchi.desk.mail.actions import delivery
from madoguchi.desk.mail.events import ReplySentAgain
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal


class AlreadySent(Refusal):
    """もう送信されました。取り消せません。"""


class CannotSendAgain(Refusal):
    """この返信をもう一度送ることはできません。"""


@transaction.atomic
def withdraw(happening: ReplyRecalled) -> None:
    """A reply is taken back: out of the outbox; refused once a worker has begun to hand it over."""
    mails = Message.objects.filter(pk=happening.message_id, channel=Channel.MAIL)
    if not mails.exists():
        return
    outgoing = _of_message(happening.message_id)
    if outgoing is None or outgoing.state != OutgoingMail.State.QUEUED:
        raise AlreadySent
    if outgoing.claimed_until is not None:  # even an old claim: the server may have said "ok"
        raise AlreadySent
    outgoing.state = OutgoingMail.State.WITHDRAWN
    outgoing.save(update_fields=["state"])


@transaction.atomic
def send_again(*, message_id: int, person: Person, now: datetime) -> Message:
    """Have a reply that failed or came back leave once more; refused to who is not assigned.

    One that no server ever took keeps its Message-ID. One that bounced gets a new one, since mail
    servers and programs drop an id that they have seen.
    """
    message = _undelivered(message_id)
    Conversation.objects.lock(message.conversation_id)
    if access.role_at(person, message.client_id, now) is None:
        raise CannotSendAgain
    outgoing = _of_message(message_id)
    if outgoing is None or outgoing.state not in {
        OutgoingMail.State.FAILED,
        OutgoingMail.State.SENT,
    }:
        raise CannotSendAgain(_("この返信は、いま送信しているところです。"))
    if outgoing.state == OutgoingMail.State.SENT:
        outgoing.mail_id = f"<{uuid.uuid4()}@{outgoing.sender.rpartition('@')[2] or 'localhost'}>"
    _queue_again(outgoing, now)
    record_sending_again(message_id=message_id, now=now)
    events.record(
        ReplySentAgain(
            client_id=message.client_id,
            conversation_id=message.conversation_id,
            message_id=message_id,
        ),
        at=now,
        actor_id=person.pk,
    )
    return message


def _undelivered(message_id: int) -> Message:
    undelivered = {Message.Delivery.FAILED, Message.Delivery.BOUNCED}
    found = Message.objects.filter(
        pk=message_id, kind=Message.Kind.REPLY, delivery__in=undelivered
    ).first()
    if found is None:
        raise CannotSendAgain
    return found


def _queue_again(outgoing: OutgoingMail, now: datetime) -> None:
    outgoing.state = OutgoingMail.State.QUEUED
    outgoing.queued_at = now
    outgoing.not_before = now
    outgoing.attempts = 0
    outgoing.sent_at = None
    outgoing.last_error = ""
    outgoing.failing_since = None
    outgoing.save()
    delivery.put_in_line(outgoing)


def _of_message(message_id: int) -> OutgoingMail | None:
    locked = OutgoingMail.objects.select_for_update(of=("self",), no_key=True)
    return locked.filter(message=message_id).first()
