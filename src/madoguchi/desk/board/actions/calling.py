"""A director calls whoever owns a conversation: a note that names them, told to them at once."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations.actions import notes
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal

LONGEST_CALL = 1_000  # characters


class NobodyToCall(Refusal):
    """この対応には、もう担当がいません。割り当ててください。"""


class CallTooLong(Refusal):
    """長すぎます。1000字までで書いてください。"""


@transaction.atomic
def call_owner(*, conversation_id: int, person: Person, text: str, now: datetime) -> Message:
    """Write the note to whoever owns the conversation when it is written; its events are the note's.

    Raises what `notes.write_note` raises, too.
    """
    conversation = Conversation.objects.lock(conversation_id)
    if conversation.owner_id is None:
        raise NobodyToCall
    if len(text) > LONGEST_CALL:
        raise CallTooLong
    return notes.write_note(
        conversation_id=conversation.pk,
        author=person,
        text=text,
        now=now,
        mentioned_ids=[conversation.owner_id],
    )
