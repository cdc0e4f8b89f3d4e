"""A question of ours that nobody has read yet is taken back, so that the next one joins it."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.events import ReplyRecalled
from madoguchi.desk.conversations.models import Channel, Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rooms.models import ReadMark, Told


class ReadAlready(Refusal):
    """もう相手に読まれたか、メールで届いています。取り消せません。"""


@transaction.atomic
def gather_question(*, message_id: int, person: Person, now: datetime) -> Message:
    """The message is a draft again, before what its author has begun meanwhile.

    What a director has begun, who takes it back for its author, is a text of its own and stays.
    Raises what recall_reply raises, and ReadAlready.
    """
    rooms = Message.objects.exclude(channel=Channel.MAIL)
    message = rooms.filter(pk=message_id, author=person).first()
    if message is None:
        return recall_reply(message_id=message_id, person=person, now=now)
    conversation = Conversation.objects.lock(message.conversation_id)
    begun = drafts.draft_of(conversation=conversation, person=person)
    drafts.discard_draft(conversation=conversation, person=person)
    recalled = recall_reply(message_id=message_id, person=person, now=now)
    if begun.body.strip():
        drafts.put_after(begun, conversation=conversation, now=now)
    return recalled


def refuse_if_read(recalled: ReplyRecalled) -> None:
    """What somebody of the client has read, or got by mail, was said. Raises ReadAlready."""
    known = Message.objects.filter(pk=recalled.message_id).exclude(channel=Channel.MAIL).first()
    if known is None:
        return
    read = ReadMark.objects.filter(
        conversation=known.conversation_id, person__side="client", up_to__gte=known.pk
    )
    told = Told.objects.filter(conversation=known.conversation_id, up_to__gte=known.pk)
    if read.exists() or told.exists():
        raise ReadAlready
