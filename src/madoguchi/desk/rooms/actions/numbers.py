"""A number to be copied goes once more, alone: on a smartphone it can be copied then."""

import uuid
from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations import seeing
from madoguchi.desk.conversations.actions.replies import Reply, send_reply
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rooms.actions.joining_in import said
from madoguchi.desk.rooms.copyable import numbers_in


class NoSuchNumber(Refusal):
    """このメッセージに、その番号はありません。"""


@transaction.atomic
def send_number(*, message_id: int, words: str, person: Person, now: datetime) -> Message:
    """Send what stands in a message of ours as one of its own; twice the same is sent once.

    Raises NoSuchNumber, and whatever send_reply refuses.
    """
    conversation, message = said(message_id, person, now)
    if message.kind != Message.Kind.REPLY or words not in numbers_in(message.text):
        raise NoSuchNumber
    reply = Reply(
        body=words,
        draft_key=uuid.uuid5(uuid.NAMESPACE_URL, f"{message.pk}/{words}"),
        last_seen_id=seeing.newest_said(conversation),
    )
    return send_reply(conversation_id=conversation.pk, author=person, reply=reply, now=now)
