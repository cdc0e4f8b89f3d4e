"""The index follows what happens to messages, in the transaction in which it happens."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from django.db import connection
from django.db.models import F

from madoguchi.desk.conversations.models import Message
from madoguchi.desk.search.marks import marks_of
from madoguchi.desk.search.models import Entry
from madoguchi.engines.japanese import VERSION, index_terms

KEEP = """
insert into search_entry (client_id, conversation_id, message_id, kind, at, words, version)
select client_id, conversation_id, message_id, kind, at, words::tsvector, %s
from unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::timestamptz[], %s::text[])
  said (client_id, conversation_id, message_id, kind, at, words)
on conflict (message_id) do update set conversation_id = excluded.conversation_id,
  kind = excluded.kind, at = excluded.at, words = excluded.words, version = excluded.version
"""
QUOTE = (">", "＞")


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


def index_said(said: Sequence[Said]) -> None:
    """Make messages findable as soon as they are there."""
    index_messages(one.message_id for one in said)


def forget_message(said: Said) -> None:
    """Make a message unfindable: a reply that was taken back was never said."""
    Entry.objects.filter(message=said.message_id).delete()


def follow_messages(moved: Moved) -> None:
    """Find messages in the conversation that they belong to now, by its subject and customer."""
    both = Message.objects.filter(conversation__in=[moved.conversation_id, moved.other_id])
    left = both.exclude(search_entry__conversation=F("conversation"))
    index_messages(left.values_list("pk", flat=True))


def index_messages(message_ids: Iterable[int]) -> int:
    """Write the entries of these messages anew; returns how many there are."""
    messages = (
        Message.objects.filter(pk__in=list(message_ids))
        .exclude(kind=Message.Kind.RECALLED)
        .select_related("conversation__customer")
        .prefetch_related("attachments")
    )
    values = [_values(message) for message in messages]
    if values:
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [VERSION, *(list(column) for column in zip(*values, strict=True))])
    return len(values)


def _values(message: Message) -> tuple[int | str | datetime, ...]:
    words = index_terms(*_texts(message), marks=marks_of(message.client_id, message.at))
    return (
        message.client_id,
        message.conversation_id,
        message.pk,
        message.kind,
        message.at,
        words,
    )


def _texts(message: Message) -> Iterable[str]:
    """What a message is found by: with each one the subject and the customer, so that words combine."""
    conversation = message.conversation
    customer = conversation.customer
    yield conversation.subject
    yield customer.name
    yield customer.email
    if message.kind == Message.Kind.CUSTOMER:
        yield from {message.sender_name, message.sender_address} - {customer.name, customer.email}
    yield message.text
    yield _beside(message)
    for file in message.attachments.all():
        yield file.name


def _beside(message: Message) -> str:
    """What the page folds away but nobody quoted: a signature with its telephone number."""
    shown = set(message.text.splitlines())
    return "\n".join(
        line
        for line in message.quoted_text.splitlines()
        if line not in shown and not line.lstrip().startswith(QUOTE)
    )
