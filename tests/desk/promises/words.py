"""Replies that promise, answer, or do neither; and promises made of them."""

import uuid
from datetime import UTC, datetime, timedelta

from madoguchi.desk.conversations.actions.replies import Reply, send_reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.promises.given import Promised
from madoguchi.desk.promises.models import Promise
from tests import builders

NOW = builders.NOW  # a Tuesday, 14:00 in Tokyo
LATER = NOW + timedelta(minutes=10)
HOLDING = "田中様\n本日17時までに交換の可否を回答いたします。"
SAID = "本日17時までに交換の可否を回答いたします"
AT_FIVE = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)
ANSWER = "田中様\n交換を承りました。"


def sent(
    conversation: Conversation,
    author: Person,
    body: str = HOLDING,
    *,
    promised: Promised | None = None,
    now: datetime = LATER,
) -> Message:
    """A reply of somebody who has seen everything."""
    reply = Reply(
        body=body,
        draft_key=uuid.uuid4(),
        last_seen_id=2**62,
        promised=promised or Promised(),
    )
    return send_reply(conversation_id=conversation.pk, author=author, reply=reply, now=now)


def promised(conversation: Conversation, author: Person, body: str = HOLDING) -> Promise:
    """The one promise of such a reply."""
    message = sent(conversation, author, body)
    return Promise.objects.get(message=message)
