"""Internal notes: never leave the house, never touch ball or clock."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.events import NoteWritten
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal


class CannotNote(Refusal):
    """メモの本文がまだありません。"""


@transaction.atomic
def write_note(*, conversation_id: int, author: Person, text: str, now: datetime) -> Message:
    """Keep a note for colleagues beside the conversation."""
    conversation = Conversation.objects.lock(conversation_id)
    ownership.refuse_unless_assigned(author, conversation, now)
    if not text.strip():
        raise CannotNote
    message = Message.objects.create(
        client_id=conversation.client_id,
        conversation=conversation,
        kind=Message.Kind.NOTE,
        author=author,
        sender_name=author.name,
        at=now,
        text=text,
    )
    events.record(
        NoteWritten(
            client_id=conversation.client_id,
            conversation_id=conversation.pk,
            message_id=message.pk,
        ),
        at=now,
        actor_id=author.pk,
    )
    return message
