"""Messages that answer: each joins its conversation, and the ball is ours; many of one client at once."""

from collections.abc import Sequence
from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import clocks_together
from madoguchi.desk.conversations.actions import keeping, ownership, snoozing
from madoguchi.desk.conversations.incoming import Incoming
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.platform import events
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.numbers import next_numbers
from madoguchi.desk.platform.postgresql import many

# With what the clock's events say of it (clocks.Replayed.listed).
COLUMNS = (
    "state",
    "ball",
    "owner",
    "last_message_at",
    "snippet",
    "newest_customer_message_id",
    "asked_client_at",
    "due_at",
    "late_at",
    "limit_at",
)
Told = tuple[events.Happening, datetime]


def join_conversations(answers: Sequence[tuple[Conversation, Incoming]]) -> list[Message]:
    """Record messages of one client in conversations that are held, each in another one.

    However many there are, it costs the same number of statements, inside a running action.
    """
    if not answers:
        return []
    messages = [keeping.message_of(conversation, incoming) for conversation, incoming in answers]
    for message, pk in zip(messages, next_numbers(Message, len(messages)), strict=True):
        message.pk = pk
    many.insert(messages)
    many.insert(
        [
            file
            for message, (_, incoming) in zip(messages, answers, strict=True)
            for file in keeping.files_of(message, incoming)
        ]
    )
    told = [(keeping.noticed(one), one.at) for one in messages if one.notice]
    events.record_all([*told, *_passed_to_us([one for one in messages if not one.notice])])
    return messages


def _passed_to_us(messages: Sequence[Message]) -> list[Told]:
    """The conversations of what people wrote, moved and written; returns what happened to them."""
    if not messages:
        return []
    terms = ownership.terms_of(messages[0].client_id)
    between = ownership.between_of([message.conversation for message in messages])
    policy = policies.in_force(messages[0].client_id)
    told: list[Told] = []
    moved: list[tuple[Conversation, Event]] = []
    for message in messages:
        conversation = message.conversation
        conversation.last_message_at = max(conversation.last_message_at, message.at)
        conversation.snippet = keeping.snippet_of(message.text)
        conversation.newest_customer_message_id = message.pk
        owner_id = terms.owner_at(
            message.at, of_now=conversation.owner_id, between=between.get(conversation.pk)
        )
        if owner_id != conversation.owner_id:
            conversation.owner_id = owner_id
            told.append((ownership.owned(conversation), message.at))
        snoozing.end(conversation, why="message", now=message.at, actor_id=None)
        received = keeping.received(message, policy.version)
        told.append((received, message.at))
        moved.append((conversation, events.told(received, at=message.at)))
    clocks_together.advance_all(moved)
    many.update([one for one, _ in moved], COLUMNS)
    return told
