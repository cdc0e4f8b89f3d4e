"""The spans of time that the board counts over, and what each is compared with."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from madoguchi.desk.platform.days import midnight, next_month
from madoguchi.desk.platform.words import later

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WORDS: dict[str, Any] = {"today": later("今日"), "week": later("今週"), "month": later("今月")}
FIRST = "today"


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` up to but not including `end`, in the desk's time zone.

    `edges` part the span: by the hour for a day, else by the day. `before` is the first day of what
    the rules are compared with: the week before, or the month before a month.
    """

    slug: str
    first: date
    end: date
    before: date
    edges: tuple[datetime, ...]

    @property
    def since(self) -> datetime:
        return self.edges[0]

    @property
    def until(self) -> datetime:
        return self.edges[-1]

    @property
    def compared_since(self) -> datetime:
        return midnight(self.before)

    @property
    def compared_until(self) -> datetime:
        """The end of what is compared with: that of the week before, or of the month before."""
        first = self.first if self.slug == "month" else _monday(self.first)
        return midnight(first)

    def shown(self, now: datetime) -> int:
        """How many of its parts have begun."""
        return sum(edge <= now for edge in self.edges[:-1])


@dataclass(frozen=True, slots=True)
class Asked:
    """What the board is asked for: a span, and one client or (None) all."""

    span: Span
    client_id: int | None = None

    def query(self, **changed: object) -> str:
        """「span=week&client=3」, with some of it changed; what is empty is left out."""
        given: dict[str, object] = {"span": self.span.slug, "client": self.client_id, **changed}
        return urlencode({name: one for name, one in given.items() if one not in (None, "")})


def span_of(slug: str, today: date) -> Span:
    """The span of that name around today; today itself for a name that there is not."""
    match slug:
        case "week":
            first = _monday(today)
            return _span(slug, first, first + 7 * DAY, first - 7 * DAY)
        case "month":
            first = today.replace(day=1)
            return _span(slug, first, next_month(first), (first - DAY).replace(day=1))
        case _:
            hours = tuple(midnight(today) + number * HOUR for number in range(24))
            edges = (*hours, midnight(today + DAY))
            return Span(FIRST, today, today + DAY, _monday(today) - 7 * DAY, edges)


def _span(slug: str, first: date, end: date, before: date) -> Span:
    days = (end - first).days
    edges = tuple(midnight(first + number * DAY) for number in range(days + 1))
    return Span(slug, first, end, before, edges)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
