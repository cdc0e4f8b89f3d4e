"""Asks the database's function for the newest messages that hold the words (migration 0003)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from madoguchi.desk.conversations.models import Message, Tag
from madoguchi.desk.search.asking import ME, NOBODY, Question
from madoguchi.desk.search.marks import marks_of_tags
from madoguchi.desk.search.vocabulary import others_in_sight

FIND = """
select message_id, at from search_entries(
  %s::tsquery, %s::tsquery, %s, %s, %s, %s::timestamptz, %s, %s::bigint[], %s::text[],
  %s::timestamptz, %s, %s)
"""
# What one question costs at most, about: entries that are read one by one, and milliseconds.
MOST_READ = 800
MOST_MS = 16
LAST_ID = 2**63 - 1
FOREVER = "infinity"
NOBODYS = 0


@dataclass(frozen=True)
class Found:
    """Ids of messages, newest first; the moment beyond which nothing was looked at, if there is one."""

    message_ids: tuple[int, ...] = ()
    looked_back_to: datetime | None = None


@dataclass(frozen=True)
class _Start:
    """Everything found is older than this."""

    at: datetime | str = FOREVER
    message: int = LAST_ID


def find(question: Question, *, person_id: int, most: int) -> Found:
    """The messages in sight that answer the question."""
    if question.q and not question.words:
        return Found()
    tags = _tags_of(question)
    if question.tag and not tags:
        return Found()
    others = others_in_sight(question.q)
    asked = _and(question.words_besides(others), tags)
    loosely = _and(question.words_besides(others, loosely=True), tags)
    start = _start_of(question)
    with connection.cursor() as cursor:
        cursor.execute(
            FIND,
            [
                asked,
                loosely if loosely != asked else None,
                most,
                MOST_READ,
                MOST_MS,
                start.at,
                start.message,
                None if question.client_id is None else [question.client_id],
                [question.kind] if question.kind else None,
                question.since_at,
                question.state or None,
                _owner_of(question, person_id),
            ],
        )
        rows: list[tuple[int | None, datetime]] = cursor.fetchall()
    return Found(
        message_ids=tuple(pk for pk, _at in rows if pk is not None),
        looked_back_to=rows[-1][1] if rows and rows[-1][0] is None else None,
    )


def _tags_of(question: Question) -> str:
    """The marks of the tag, which each client has of its own."""
    if not question.tag:
        return ""
    named = Tag.objects.filter(name=question.tag).order_by("pk").values_list("pk", flat=True)
    return " | ".join(f"'{mark}'" for mark in marks_of_tags(named))


def _and(words: str, tags: str) -> str:
    return " & ".join(f"({one})" for one in (words, tags) if one)


def _start_of(question: Question) -> _Start:
    limits = [limit for limit in (question.until_at, question.older_than) if limit is not None]
    limit = _Start(min(limits), 0) if limits else _Start()
    if not question.before:
        return limit
    last = Message.objects.filter(pk=int(question.before)).values_list("at", "pk").first()
    if last is None or (limits and last[0] >= min(limits)):
        return limit
    return _Start(*last)


def _owner_of(question: Question, person_id: int) -> int | None:
    if question.owner == ME:
        return person_id
    if question.owner == NOBODY:
        return NOBODYS
    return int(question.owner) if question.owner else None
