"""One conversation becomes two: chosen messages go to a new one of the same customer."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import clocks, seeing
from madoguchi.desk.conversations.actions import moving, ownership
from madoguchi.desk.conversations.events import (
    ConversationOpened,
    MessagesJoined,
    MessagesParted,
)
from madoguchi.desk.conversations.models import Ball, Channel, Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.engines import replyclock
from madoguchi.engines.replyclock import State, Waiting


class CannotSplit(Refusal):
    """新しい対応に移すメッセージを選んでください。"""


class NotInPrivate(CannotSplit):
    """個別スレッドは分けられません。"""


class NothingWouldStay(CannotSplit):
    """お客様とのやり取りが、元の対応に1通は残るように選んでください。"""


@transaction.atomic
def split_conversation(
    *,
    conversation_id: int,
    message_ids: Sequence[int],
    subject: str,
    person: Person,
    now: datetime,
) -> Conversation:
    """Move the messages; each side's clock runs from the oldest that waits there.

    An empty subject is that of the conversation. Returns the new one, of the same owner.
    """
    source = Conversation.objects.lock(conversation_id)
    ownership.admit(person, source, now)
    if source.channel == Channel.DIRECT:
        raise NotInPrivate
    moved = list(source.messages.filter(pk__in=message_ids).order_by("at", "pk"))
    if not moved or len(moved) != len(set(message_ids)):
        raise CannotSplit
    chosen = [one.pk for one in moved]
    if not source.messages.filter(kind__in=seeing.SAID).exclude(pk__in=chosen).exists():
        raise NothingWouldStay
    state = clocks.state_of(source)
    opened = _open(source, moved, subject.strip(), person, now)
    moving.move_messages(chosen, to=opened)
    _part(source, opened, chosen, person, now)
    _join(opened, source, state, chosen, person, now)
    for one in (source, opened):
        moving.refresh_summary(one)
    return opened


def _open(
    source: Conversation, moved: Sequence[Message], subject: str, person: Person, now: datetime
) -> Conversation:
    opened = Conversation.objects.create(
        client_id=source.client_id,
        customer_id=source.customer_id,
        channel=source.channel,
        subject=subject or source.subject,
        ball=Ball.THEM,
        owner_id=source.owner_id,
        opened_at=moved[0].at,
        last_message_at=moved[-1].at,
    )
    events.record(
        ConversationOpened(
            client_id=opened.client_id,
            conversation_id=opened.pk,
            customer_id=opened.customer_id,
        ),
        at=now,
        actor_id=person.pk,
    )
    return opened


def _part(
    source: Conversation,
    opened: Conversation,
    chosen: Sequence[int],
    person: Person,
    now: datetime,
) -> None:
    parted = MessagesParted(
        client_id=source.client_id,
        conversation_id=source.pk,
        other_id=opened.pk,
        message_ids=tuple(chosen),
    )
    clocks.advance(source, events.record(parted, at=now, actor_id=person.pk))


def _join(
    opened: Conversation,
    source: Conversation,
    state: State,
    chosen: Sequence[int],
    person: Person,
    now: datetime,
) -> None:
    joined = MessagesJoined(
        client_id=opened.client_id,
        conversation_id=opened.pk,
        other_id=source.pk,
        waiting=clocks.told_waiting(_waiting_of(state, chosen)),
        rest=_rest_of(state, chosen).value,
        policy_id=policies.current(opened.client_id).pk,
    )
    clocks.advance(opened, events.record(joined, at=now, actor_id=person.pk))


def _waiting_of(state: State, chosen: Sequence[int]) -> tuple[Waiting, ...]:
    return tuple(one for one in state.waiting if one.message_id in chosen)


def _rest_of(state: State, chosen: Sequence[int]) -> replyclock.Ball:
    """Ours when one of the messages was closed unanswered: that is why it is taken out."""
    aside = state.set_aside.waiting if state.set_aside else ()
    is_ours = any(one.message_id in chosen for one in aside)
    return replyclock.Ball.US if is_ours else replyclock.Ball.THEM
