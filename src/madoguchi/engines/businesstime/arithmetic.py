"""Business time added, taken away and measured."""

from datetime import datetime, timedelta

from madoguchi.engines.businesstime.calendar import Calendar, CalendarRefusal
from madoguchi.engines.businesstime.moments import duration, micros, moment_at
from madoguchi.engines.businesstime.opening import first_touch, last_touch
from madoguchi.engines.businesstime.windows import SEARCHED, WIDTH, window


class NoOpenTime(CalendarRefusal):
    """The calendar has not enough open time within twenty years."""


def add(start: datetime, seconds: float | timedelta, calendar: Calendar) -> datetime:
    """The first moment with `seconds` of open time since `start`, in the calendar's offset.

    The result lies within open time or on a closing: time that runs out exactly at a closing gives
    that closing, not the next opening. Zero seconds from closed time give the next opening, from
    open time and from a closing the start itself; so add(add(s, a), b) == add(s, a + b) always.
    Raises BadMoment, BadDuration, NoOpenTime.
    """
    begin, length = micros(start), duration(seconds)
    due = _worked_off(begin, length, calendar) if length else first_touch(begin, calendar, SEARCHED)
    if due is None:
        raise NoOpenTime(f"not enough open time in the twenty years after {start.isoformat()}")
    return moment_at(due, calendar.zone)


def subtract(end: datetime, seconds: float | timedelta, calendar: Calendar) -> datetime:
    """The latest start with `seconds` of open time from it up to `end`, in the calendar's offset.

    The mirror of `add`: add(subtract(end, s), s) == end whenever `end` can be a result of `add` at
    all, that is within open time or on a closing; otherwise it is the closing before `end`. Zero
    seconds from closed time give the last closing. Raises BadMoment, BadDuration, NoOpenTime.
    """
    finish, length = micros(end), duration(seconds)
    start = (
        _worked_back(finish, length, calendar) if length else last_touch(finish, calendar, SEARCHED)
    )
    if start is None:
        raise NoOpenTime(f"not enough open time in the twenty years before {end.isoformat()}")
    return moment_at(start, calendar.zone)


def elapsed(start: datetime, end: datetime, calendar: Calendar) -> float:
    """Seconds of open time from `start` up to `end`, exact to the microsecond.

    Zero when `end` is not after `start`: no business time lies between. The inverse of `add`:
    elapsed(s, add(s, x)) == x. Raises BadMoment.
    """
    begin, finish = micros(start), micros(end)
    if finish <= begin:
        return 0.0
    first, last = begin // WIDTH, finish // WIDTH
    whole = sum(window(calendar, number).total for number in range(first, last))
    ahead = window(calendar, last).open_until(finish)
    return (whole + ahead - window(calendar, first).open_until(begin)) / 1_000_000


def _worked_off(begin: int, length: int, calendar: Calendar) -> int | None:
    first = begin // WIDTH
    worked = window(calendar, first).open_until(begin) + length
    for number in range(first, first + SEARCHED):
        stretch = window(calendar, number)
        if worked <= stretch.total:
            return stretch.earliest(worked)
        worked -= stretch.total
    return None


def _worked_back(finish: int, length: int, calendar: Calendar) -> int | None:
    last = finish // WIDTH
    worked = window(calendar, last).open_until(finish) - length
    for number in range(last, last - SEARCHED, -1):
        if worked >= 0:
            return window(calendar, number).latest(worked)
        worked += window(calendar, number - 1).total
    return None
