"""Asks the database's function for the newest messages that hold the words (migration 0002)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.search.asking import ME, NOBODY, Question
from madoguchi.engines.japanese import query_terms

FIND = """
select message_id from search_entries(
  %s::tsquery, %s, %s::timestamptz, %s, %s::bigint[], %s::text[], %s::timestamptz, %s, %s)
"""
LAST_ID = 2**63 - 1
FOREVER = "infinity"
NOBODYS = 0


@dataclass(frozen=True)
class _Start:
    """Everything found is older than this."""

    at: datetime | str = FOREVER
    message: int = LAST_ID


def find(question: Question, *, person: Person, most: int) -> list[int]:
    """Ids of the messages in sight that answer the question, newest first."""
    if question.q and not question.words:
        return []
    start = _start_of(question)
    with connection.cursor() as cursor:
        cursor.execute(
            FIND,
            [
                question.words,
                most,
                start.at,
                start.message,
                None if question.client_id is None else [question.client_id],
                [question.kind] if question.kind else None,
                question.since_at,
                question.state or None,
                _owner_of(question, person),
            ],
        )
        return [pk for (pk,) in cursor.fetchall()]


def find_words(text: str, *, most: int) -> list[int]:
    """The same for words alone."""
    words = query_terms(text)
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(FIND, [words, most, FOREVER, LAST_ID, None, None, None, None, None])
        return [pk for (pk,) in cursor.fetchall()]


def _start_of(question: Question) -> _Start:
    until = _Start() if question.until_at is None else _Start(question.until_at, 0)
    if not question.before:
        return until
    last = Message.objects.filter(pk=int(question.before)).values_list("at", "pk").first()
    if last is None or (question.until_at is not None and last[0] >= question.until_at):
        return until
    return _Start(*last)


def _owner_of(question: Question, person: Person) -> int | None:
    if question.owner == ME:
        return person.pk
    if question.owner == NOBODY:
        return NOBODYS
    return int(question.owner) if question.owner else None
