"""The index follows what happens to messages, in the transaction in which it happens."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from madoguchi.desk.conversations.models import Message
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.search import saying
from madoguchi.desk.search.marks import marks_of, marks_of_tags
from madoguchi.desk.search.models import Entry
from madoguchi.engines.japanese import VERSION, index_terms

COLUMNS = ("client", "conversation", "message", "kind", "at", "words")
KEEP = """
insert into search_entry (client_id, conversation_id, message_id, kind, at, words, version)
select client_id, conversation_id, message_id, kind, at, words::tsvector, %(version)s::text
from unnest(%(client)s::bigint[], %(conversation)s::bigint[], %(message)s::bigint[],
  %(kind)s::text[], %(at)s::timestamptz[], %(words)s::text[])
  said (client_id, conversation_id, message_id, kind, at, words)
on conflict (message_id) do update set conversation_id = excluded.conversation_id,
  kind = excluded.kind, at = excluded.at, words = excluded.words, version = excluded.version
returning message_id
"""


class Said(Protocol):
    """A happening that is about one message."""

    @property
    def message_id(self) -> int:
        """Which."""


class Moved(Protocol):
    """A happening between two conversations, after which messages may be in the other one."""

    @property
    def conversation_id(self) -> int | None:
        """Where it is told."""

    @property
    def other_id(self) -> int:
        """The other one."""


class Tagged(Protocol):
    """A happening that changes what one conversation is called by."""

    @property
    def conversation_id(self) -> int | None:
        """Which."""


def index_said(said: Sequence[Said]) -> None:
    """Make messages findable as soon as they are there."""
    index_messages(one.message_id for one in said)


def forget_message(said: Said) -> None:
    """Make a message unfindable: a reply that was taken back was never said."""
    Entry.objects.filter(message=said.message_id).delete()


def follow_messages(moved: Moved) -> None:
    """Find messages in the conversation that they belong to now, by its subject, customer and tags."""
    _index_conversations([moved.conversation_id, moved.other_id])


def follow_tags(tagged: Tagged) -> None:
    """Find what was said in a conversation by the words that are put on it."""
    _index_conversations([tagged.conversation_id])


def index_messages(message_ids: Iterable[int]) -> int:
    """Write the entries of these messages anew; returns how many there are."""
    values = [_values(message) for message in saying.said_in(message_ids)]
    if values:
        columns = (list(column) for column in zip(*values, strict=True))
        prepared.rows_of(KEEP, {"version": VERSION, **dict(zip(COLUMNS, columns, strict=True))})
    return len(values)


def _index_conversations(pks: Sequence[int | None]) -> None:
    messages = Message.objects.filter(conversation__in=pks)
    index_messages(messages.values_list("pk", flat=True))


def _values(message: saying.Said) -> tuple[int | str | datetime, ...]:
    marks = (*marks_of(message.client_id, message.at), *marks_of_tags(message.tag_ids))
    words = index_terms(*saying.texts_of(message), marks=marks)
    return (
        message.client_id,
        message.conversation_id,
        message.pk,
        message.kind,
        message.at,
        words,
    )
