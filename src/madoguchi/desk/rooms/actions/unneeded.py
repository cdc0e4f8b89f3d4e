"""「返信不要」: either side says of a message that it waits for nothing; the other sees it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.conversations import clocks
from madoguchi.desk.conversations.actions import closing
from madoguchi.desk.conversations.events import BallPassed, NoAnswerNeeded
from madoguchi.desk.conversations.models import Ball, Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, walls
from madoguchi.desk.rooms.actions.joining_in import said


@transaction.atomic
def mark_unneeded(*, message_id: int, person: Person, now: datetime) -> Message:
    """Mark a message of the room as needing no answer, by somebody of either side.

    The ball is cleared where it lay with whoever would have answered. Raises
    closing.NothingToAnswer for what is answered or marked already, ownership.CannotAssign for
    somebody who has no part in the room.
    """
    with walls.as_the_desk():
        conversation, message = said(message_id, person, now)
        if message.needs_no_answer:
            raise closing.NothingToAnswer
        excuse(conversation, message, by=person, now=now)
        return message


def excuse(conversation: Conversation, message: Message, *, by: Person, now: datetime) -> None:
    """The same inside a running action that holds the conversation."""
    message.needs_no_answer = True
    message.no_answer_by = by
    message.no_answer_reason = _("返信不要の印")
    message.save(update_fields=["needs_no_answer", "no_answer_reason", "no_answer_by"])
    if message.kind == Message.Kind.CUSTOMER:
        _tell(conversation, _not_needed(conversation, message), by, now)
    if conversation.ball == Ball.THEM and _is_last(message):
        # Where the other side's word ends a matter, nobody is left to act.
        cleared = BallPassed(
            client_id=conversation.client_id,
            conversation_id=conversation.pk,
            to=str(Ball.NOBODY),
        )
        _tell(conversation, cleared, by, now)


def _not_needed(conversation: Conversation, message: Message) -> NoAnswerNeeded:
    return NoAnswerNeeded(
        client_id=conversation.client_id,
        conversation_id=conversation.pk,
        message_id=message.pk,
        reason=message.no_answer_reason,
    )


def _tell(
    conversation: Conversation, happening: events.Happening, by: Person, now: datetime
) -> None:
    clocks.advance(conversation, events.record(happening, at=now, actor_id=by.pk))


def _is_last(message: Message) -> bool:
    later = Message.objects.filter(conversation=message.conversation_id, pk__gt=message.pk)
    return not later.filter(kind=Message.Kind.REPLY).exists()
