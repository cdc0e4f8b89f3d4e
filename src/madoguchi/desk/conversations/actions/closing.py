"""A matter is done, or not done after all; a message that needs no answer."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations import clocks, seeing
from madoguchi.desk.conversations.actions import ownership, snoozing
from madoguchi.desk.conversations.events import (
    BallPassed,
    ConversationClosed,
    ConversationReopened,
    NoAnswerNeeded,
)
from madoguchi.desk.conversations.models import Ball, Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.events import Happening
from madoguchi.desk.platform.refusals import Refusal


class CannotClose(Refusal):
    """この対応はもう完了しています。"""


class CannotReopen(Refusal):
    """この対応は完了していません。"""


class ReasonNeeded(Refusal):
    """返信がいらない理由を書いてください。"""


class NothingToAnswer(Refusal):
    """返信を待っているお客様のメッセージではありません。"""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the screen showed of it: the newest message; the newest merge, or when the list was drawn."""

    message_id: int
    merge_id: int | None = None
    drawn_at: datetime | None = None


@transaction.atomic
def close_conversation(
    *, conversation_id: int, person: Person, now: datetime, seen: Seen | None = None
) -> Conversation:
    """Mark the matter as done: the ball is nobody's and the clock stops.

    Refuses when something was said, or merged in, that is not `seen`; None for who has no screen.
    """
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(person, conversation, now)
    if conversation.state == Conversation.State.CLOSED:
        raise CannotClose
    if seen is not None:
        _refuse_if_unseen(conversation, seen)
    close(conversation, person=person, now=now)
    return conversation


def close(
    conversation: Conversation, *, person: Person, now: datetime, message_id: int | None = None
) -> None:
    """Close inside a running action that holds the conversation; `message_id`: by sending that reply."""
    snoozing.end(conversation, why="closing", now=now, actor_id=person.pk)
    _move(conversation, Conversation.State.CLOSED, Ball.NOBODY)
    _record(
        conversation,
        ConversationClosed(
            client_id=conversation.client_id,
            conversation_id=conversation.pk,
            message_id=message_id,
        ),
        person,
        now,
    )


@transaction.atomic
def reopen_conversation(*, conversation_id: int, person: Person, now: datetime) -> Conversation:
    """Take the matter up again: the ball is ours. What was closed unanswered waits with the time that
    it had left; what was answered has no clock until the customer writes.
    """
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(person, conversation, now)
    if conversation.state == Conversation.State.OPEN:
        raise CannotReopen
    _move(conversation, Conversation.State.OPEN, Ball.US)
    _record(
        conversation,
        ConversationReopened(client_id=conversation.client_id, conversation_id=conversation.pk),
        person,
        now,
    )
    return conversation


@transaction.atomic
def mark_no_answer_needed(
    *, conversation_id: int, message_id: int, person: Person, reason: str, now: datetime
) -> Conversation:
    """A "thank you" needs no answer: who says so and why is kept, and the clock goes on without it.

    In a room the client's people read the message: there the reason stands in the log alone.
    """
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(person, conversation, now)
    if not reason.strip():
        raise ReasonNeeded
    message = conversation.messages.filter(
        pk=message_id, kind=Message.Kind.CUSTOMER, needs_no_answer=False
    ).first()
    if message is None or (_is_answered(message) and not _waits(conversation, message)):
        raise NothingToAnswer
    message.needs_no_answer = True
    message.no_answer_reason = reason.strip() if conversation.is_mail else ""
    message.no_answer_by = person
    message.save(update_fields=["needs_no_answer", "no_answer_reason", "no_answer_by"])
    _record(
        conversation,
        NoAnswerNeeded(
            client_id=conversation.client_id,
            conversation_id=conversation.pk,
            message_id=message.pk,
            reason=reason.strip(),
        ),
        person,
        now,
    )
    clear_ball(conversation, message, person=person, now=now)
    return conversation


def clear_ball(
    conversation: Conversation, message: Message, *, person: Person, now: datetime
) -> None:
    """Where a word that waits for nothing ends a thread of a room, nobody is left to act.

    Inside a running action that holds the conversation, after the message was marked.
    """
    if conversation.is_mail or conversation.ball != Ball.THEM or _is_answered(message):
        return
    cleared = BallPassed(
        client_id=conversation.client_id,
        conversation_id=conversation.pk,
        to=str(Ball.NOBODY),
        message_id=message.pk if message.kind == Message.Kind.REPLY else None,
    )
    _record(conversation, cleared, person, now)


def _refuse_if_unseen(conversation: Conversation, seen: Seen) -> None:
    seeing.refuse_if_unseen(conversation, seen.message_id)
    if seen.merge_id is not None:
        seeing.refuse_if_merged_unseen(conversation, seen.merge_id)
    if seen.drawn_at is not None:
        seeing.refuse_if_merged_since(conversation, seen.drawn_at)


def _waits(conversation: Conversation, message: Message) -> bool:
    """What came from another conversation may wait although a later message was answered."""
    waiting = clocks.state_of(conversation).waiting
    return any(one.message_id == message.pk for one in waiting)


def _is_answered(message: Message) -> bool:
    later = Message.objects.filter(conversation=message.conversation_id, pk__gt=message.pk)
    return later.filter(kind=Message.Kind.REPLY).exists()


def _move(conversation: Conversation, state: Conversation.State, ball: Ball) -> None:
    conversation.state = state
    conversation.ball = ball
    conversation.save(update_fields=["state", "ball"])


def _record(
    conversation: Conversation, happening: Happening, person: Person, now: datetime
) -> None:
    clocks.advance(conversation, events.record(happening, at=now, actor_id=person.pk))
