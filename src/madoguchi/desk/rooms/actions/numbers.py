"""A number to be copied goes once more, alone: on a smartphone it can be copied then."""

import uuid
from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations import answering, drafts, seeing, urgency
from madoguchi.desk.conversations.actions.replies import ComposerTaken, Reply, send_reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rooms.actions.joining_in import said
from madoguchi.desk.rooms.copyable import numbers_in


class NoSuchNumber(Refusal):
    """このメッセージに、その番号はありません。"""


class NumberWaits(Refusal):
    """いまは相手の勤務時間ではありません。番号を返信欄に入れました。送信予約するか、急ぎの理由を書いて送信してください。"""


@transaction.atomic
def send_number(*, message_id: int, words: str, person: Person, now: datetime) -> Message:
    """Send what stands in a message of ours as one of its own; twice the same is sent once.

    Raises NoSuchNumber, gate.GoodMomentNeeded, and whatever send_reply refuses.
    """
    conversation, reply = _number(message_id, words, person, now)
    if not answering.known_of(conversation, author=person, draft_key=reply.draft_key).sent_id:
        # A button beside a message cannot offer a better moment: the composer does.
        urgency.refuse_unless_good(conversation, words, author=person, now=now)
    return send_reply(conversation_id=conversation.pk, author=person, reply=reply, now=now)


@transaction.atomic
def put_number(*, message_id: int, words: str, person: Person, now: datetime) -> None:
    """Put it into the person's composer, where it is scheduled, or sent with a reason.

    Raises NoSuchNumber, ComposerTaken where another text was begun.
    """
    conversation, _ = _number(message_id, words, person, now)
    if drafts.draft_body(conversation=conversation, person=person).strip() not in {"", words}:
        raise ComposerTaken
    drafts.save_draft(conversation=conversation, person=person, body=words, now=now)


def _number(
    message_id: int, words: str, person: Person, now: datetime
) -> tuple[Conversation, Reply]:
    """The thread, held, and what would be sent."""
    conversation, message = said(message_id, person, now)
    if message.kind != Message.Kind.REPLY or words not in numbers_in(message.text):
        raise NoSuchNumber
    return conversation, Reply(
        body=words,
        draft_key=uuid.uuid5(uuid.NAMESPACE_URL, f"{message.pk}/{words}"),
        last_seen_id=seeing.newest_said(conversation),
    )
