"""The index follows what happens to messages, in the transaction in which it happens."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from django.db import connection

from madoguchi.desk.conversations.models import Message
from madoguchi.desk.search.marks import marks_of, marks_of_tags
from madoguchi.desk.search.models import Entry
from madoguchi.desk.search.saying import texts_of
from madoguchi.engines.japanese import VERSION, index_terms

KEEP = """
insert into search_entry (client_id, conversation_id, message_id, kind, at, words, version)
select client_id, conversation_id, message_id, kind, at, words::tsvector, %s
from unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::timestamptz[], %s::text[])
  said (client_id, conversation_id, message_id, kind, at, words)
on conflict (message_id) do update set conversation_id = excluded.conversation_id,
  kind = excluded.kind, at = excluded.at, words = excluded.words, version = excluded.version
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
    messages = (
        Message.objects.filter(pk__in=list(message_ids))
        .exclude(kind=Message.Kind.RECALLED)
        .select_related("conversation__customer")
        .prefetch_related("attachments", "conversation__tags__tag")
    )
    values = [_values(message) for message in messages]
    if values:
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [VERSION, *(list(column) for column in zip(*values, strict=True))])
    return len(values)


def _index_conversations(pks: Sequence[int | None]) -> None:
    messages = Message.objects.filter(conversation__in=pks)
    index_messages(messages.values_list("pk", flat=True))


def _values(message: Message) -> tuple[int | str | datetime, ...]:
    marks = (
        *marks_of(message.client_id, message.at),
        *marks_of_tags(one.tag_id for one in message.conversation.tags.all()),
    )
    words = index_terms(*texts_of(message), marks=marks)
    return (
        message.client_id,
        message.conversation_id,
        message.pk,
        message.kind,
        message.at,
        words,
    )
