"""When a desk is open, opens next and closes next."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from madoguchi.engines.businesstime.calendar import Calendar
from madoguchi.engines.businesstime.moments import micros, moment_at
from madoguchi.engines.businesstime.windows import SEARCHED, WIDTH, Span, joined, window

CLOSING_SEARCHED = 27  # fortnights: a desk that stays open for a year counts as never closing


class Interval(NamedTuple):
    """Open from `opens` up to, not including, `closes`, both in the calendar's offset."""

    opens: datetime
    closes: datetime


@lru_cache(maxsize=256)  # a page asks the same of each of its fifty rows
def is_open(moment: datetime, calendar: Calendar) -> bool:
    """Whether the desk is open: an opening is, a closing is not. Raises BadMoment."""
    return _open_at(micros(moment), calendar)


@lru_cache(maxsize=256)  # the same
def next_opening(moment: datetime, calendar: Calendar) -> datetime | None:
    """`moment` itself when open then, else the next opening; None without one in twenty years."""
    instant = micros(moment)
    span = next(_spans(instant, calendar, SEARCHED), None)
    return None if span is None else moment_at(max(instant, span.opens), calendar.zone)


def closing_after(moment: datetime, calendar: Calendar) -> datetime | None:
    """When the present open time ends, or the next one when closed at `moment`.

    None for a desk that does not close within a year, or has no opening ahead.
    """
    opening = next_opening(moment, calendar)
    if opening is None:
        return None
    begin = micros(opening)
    span = next(_spans(begin, calendar, CLOSING_SEARCHED))
    endless = span.closes >= (begin // WIDTH + CLOSING_SEARCHED) * WIDTH
    return None if endless else moment_at(span.closes, calendar.zone)


def open_intervals(first: date, last: date, calendar: Calendar) -> tuple[Interval, ...]:
    """Open time of the days from `first` to `last`, both included, cut at their midnights.

    In order and apart: what overlaps or touches is one interval, also across midnight. Empty when
    `last` is before `first`. Raises BadMoment.
    """
    begin = micros(datetime.combine(first, time(), calendar.zone))
    end = micros(datetime.combine(last, time(), calendar.zone) + timedelta(days=1))
    count = end // WIDTH - begin // WIDTH + 1
    return tuple(
        Interval(
            moment_at(max(span.opens, begin), calendar.zone),
            moment_at(min(span.closes, end), calendar.zone),
        )
        for span in _spans(begin, calendar, count)
        if max(span.opens, begin) < end
    )


def first_touch(instant: int, calendar: Calendar, searched: int) -> int | None:
    """`instant` when it is open or a closing, else the next opening, as far as searched."""
    if _open_at(instant, calendar) or _open_at(instant - 1, calendar):
        return instant
    span = next(_spans(instant, calendar, searched), None)
    return None if span is None else span.opens


def last_touch(instant: int, calendar: Calendar, searched: int) -> int | None:
    """`instant` when it is open or a closing, else the closing before it, as far as searched."""
    if _open_at(instant, calendar):
        return instant
    number = instant // WIDTH
    for back in range(searched):
        for span in reversed(window(calendar, number - back).spans):
            if span.closes <= instant:
                return span.closes
    return None


def _open_at(instant: int, calendar: Calendar) -> bool:
    stretch = window(calendar, instant // WIDTH)
    return stretch.open_until(instant + 1) > stretch.open_until(instant)


def _spans(instant: int, calendar: Calendar, count: int) -> Iterator[Span]:
    """Spans that end after `instant`, whole across the fortnights, for `count` fortnights."""
    first = instant // WIDTH
    pieces = (
        span
        for number in range(first, first + count)
        for span in window(calendar, number).spans
        if span.closes > instant
    )
    return joined(pieces)
