"""「返信不要」: either side says of a message that it waits for nothing; the other sees it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.conversations import clocks
from madoguchi.desk.conversations.actions import closing
from madoguchi.desk.conversations.events import NoAnswerNeeded
from madoguchi.desk.conversations.models import Conversation, Message
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
    message.save(update_fields=["needs_no_answer", "no_answer_by"])
    if message.kind == Message.Kind.CUSTOMER:
        not_needed = _not_needed(conversation, message)
        clocks.advance(conversation, events.record(not_needed, at=now, actor_id=by.pk))
    closing.clear_ball(conversation, message, person=by, now=now)


def _not_needed(conversation: Conversation, message: Message) -> NoAnswerNeeded:
    return NoAnswerNeeded(
        client_id=conversation.client_id,
        conversation_id=conversation.pk,
        message_id=message.pk,
        reason=_("返信不要の印"),
    )
