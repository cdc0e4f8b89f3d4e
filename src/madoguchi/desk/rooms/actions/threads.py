"""A thread of a room is opened: by us, with a first message that the guard reads, or by a member."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import access
from madoguchi.desk.conversations import drafting, drafts, urgency
from madoguchi.desk.conversations.actions import ownership, replies
from madoguchi.desk.conversations.actions.replies import Reply, send_reply
from madoguchi.desk.conversations.events import ConversationOpened
from madoguchi.desk.conversations.models import Ball, Channel, Conversation
from madoguchi.desk.guard import gate
from madoguchi.desk.guard.gate import CannotSend
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rooms.own_side import own_side
from madoguchi.engines.rulebook import Severity

LONGEST_TITLE = 200


class TitleMissing(Refusal):
    """スレッドの題名を書いてください。"""


class TitleTooLong(TitleMissing):
    """題名が長すぎます。200字までにしてください。"""


class WarningsUnheard(CannotSend):
    """指摘があります。返信欄で確かめてから送信してください。本文は残っています。"""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What somebody of ours typed to begin a thread. The same draft twice is one thread."""

    title: str
    body: str
    draft_key: uuid.UUID


@dataclass(frozen=True, slots=True)
class Opened:
    """The thread, and why its first message was not sent: then it is a draft there."""

    conversation: Conversation
    refusal: Refusal | None = None


@transaction.atomic
def open_thread(*, client_id: int, person: Person, opening: Opening, now: datetime) -> Opened:
    """Open a thread and send its first message; one that the guard stops waits in the composer.

    Until something is said in it, no member sees the thread. Raises TitleMissing, ReplyEmpty,
    ownership.CannotAssign.
    """
    if access.role_at(person, client_id, now) is None:
        raise ownership.CannotAssign
    title = title_of(opening.title)
    if not opening.body.strip():
        raise replies.ReplyEmpty
    conversation = begin(client_id=client_id, title=title, owner_id=person.pk, by=person, now=now)
    return say_first(conversation, person, opening.body, opening.draft_key, now)


def say_first(
    conversation: Conversation, person: Person, body: str, draft_key: uuid.UUID, now: datetime
) -> Opened:
    """Send the first message inside a running action; what is refused is a draft in the thread."""
    reply = Reply(body=body, draft_key=draft_key, last_seen_id=0)
    try:
        with transaction.atomic():
            # The form of a new thread has no button for a better moment: its composer has.
            urgency.refuse_unless_good(conversation, body, author=person, now=now)
            _refuse_unless_heard(conversation, body, person, now)
            send_reply(conversation_id=conversation.pk, author=person, reply=reply, now=now)
    except (CannotSend, replies.CannotReply) as refusal:
        drafts.save_draft(conversation=conversation, person=person, body=body, now=now)
        return Opened(conversation, refusal)
    return Opened(conversation)


def _refuse_unless_heard(
    conversation: Conversation, body: str, person: Person, now: datetime
) -> None:
    """The form of a new thread has no room for what the guard says: its composer shows it.

    From there it is sent over a warning as any other text.
    """
    given = drafting.for_guard(conversation, body, author=person, now=now)
    found = gate.findings_on(given.draft, given.severities)
    # What stops is said by the gate itself.
    if max((one.severity for one in found), default=None) == Severity.WARN:
        raise WarningsUnheard(found)


def title_of(typed: str) -> str:
    """The title on one line. Raises TitleMissing, TitleTooLong."""
    title = " ".join(typed.split())
    if not title:
        raise TitleMissing
    if len(title) > LONGEST_TITLE:
        raise TitleTooLong
    return title


def begin(
    *,
    client_id: int,
    title: str,
    by: Person,
    now: datetime,
    owner_id: int | None = None,
    channel: Channel = Channel.ROOM,
    pk: int | None = None,
) -> Conversation:
    """An empty thread inside a running action: the ball is nobody's until somebody speaks."""
    conversation = Conversation.objects.create(
        pk=pk,
        client_id=client_id,
        customer=own_side(client_id, now=now),
        channel=channel,
        subject=title,
        ball=Ball.NOBODY,
        owner_id=owner_id,
        opened_at=now,
        last_message_at=now,
    )
    opened = ConversationOpened(
        client_id=client_id,
        conversation_id=conversation.pk,
        customer_id=conversation.customer_id,
    )
    events.record(opened, at=now, actor_id=by.pk)
    if owner_id is not None:
        events.record(ownership.owned(conversation), at=now, actor_id=by.pk)
    return conversation
