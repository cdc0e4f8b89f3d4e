"""Writes the days and times of the story's texts out in Japanese, seen from the entry's moment."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

WEEKDAYS = "月火水木金土日"
_TOKEN = re.compile(r"\{(day|dayw|dom|month|year|promise)([+-]\d+)?\}")
_QUARTER = 15


def fill(text: str, *, at: datetime, due: datetime | None = None) -> str:
    """The text with its tokens written out; ``at`` and ``due`` are in the client's zone.

    ``{day+8}`` 11月28日 · ``{dayw+6}`` 11月26日(木) · ``{dom+5}`` 25 · ``{month+1}`` 12 (months
    ahead) · ``{year}`` 2026 · ``{promise}`` 本日15時. Offsets count in days from ``at``. Raises
    ValueError where a text speaks of a promise and ``due`` is missing.
    """
    return _TOKEN.sub(lambda found: _written(found[1], int(found[2] or 0), at, due), text)


def promised(due: datetime) -> datetime:
    """The due time as a person would say it: the next quarter of an hour."""
    whole = due.replace(second=0, microsecond=0)
    if whole < due:
        whole += timedelta(minutes=1)
    return whole + timedelta(minutes=-whole.minute % _QUARTER)


def _written(token: str, offset: int, at: datetime, due: datetime | None) -> str:
    if token == "promise":  # noqa: S105 - the name of a token in a text
        return _due(due, at)
    if token == "month":  # noqa: S105 - the same
        return str((at.month - 1 + offset) % 12 + 1)
    return _DAYS[token](at + timedelta(days=offset))


def _due(due: datetime | None, at: datetime) -> str:
    if due is None:
        raise ValueError("a text that speaks of a promise needs its due time")
    clock = f"{due.hour}時{due.minute}分" if due.minute else f"{due.hour}時"
    day = "本日" if due.date() == at.date() else _with_weekday(due)
    return day + clock


def _with_weekday(at: datetime) -> str:
    return f"{at.month}月{at.day}日({WEEKDAYS[at.weekday()]})"


_DAYS: dict[str, Callable[[datetime], str]] = {
    "day": lambda at: f"{at.month}月{at.day}日",
    "dayw": _with_weekday,
    "dom": lambda at: str(at.day),
    "year": lambda at: str(at.year),
}
