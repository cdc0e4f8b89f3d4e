"""The board of somebody at a moment, without a page around it."""

from datetime import date, datetime
from typing import TypeVar

from madoguchi.desk.board.scope import Scope
from madoguchi.desk.board.spans import Asked, span_of
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries.sight import Sight, sight_of
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.platform.postgresql.together import Question, ask
from tests import builders

T = TypeVar("T")


def scope(
    person: Person,
    now: datetime = builders.NOW,
    *,
    span: str = "today",
    client: Client | None = None,
) -> Scope:
    """What this person's board counts at that moment; inside the wall of the running work."""
    sight = sight_of(person, now)
    asked = Asked(span_of(span, local_day(now)), client.pk if client else None)
    chips = tuple(one for one in sight.clients if client is None or one.pk == client.pk)
    return Scope(asked, chips, now)


def told(question: Question[T]) -> T:
    """The answer to a question that is asked alone."""
    ask(question)
    return question.answer


def seen(person: Person, now: datetime = builders.NOW) -> Sight:
    """Whom and what this person has in sight."""
    return sight_of(person, now)


def a_day(day: int, month: int = 11) -> date:
    """A day of the year in which the tests live."""
    return date(2026, month, day)
