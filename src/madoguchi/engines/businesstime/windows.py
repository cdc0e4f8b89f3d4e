"""A calendar's open time, in windows of a fortnight that are computed once and kept."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from madoguchi.engines.businesstime.calendar import Calendar
from madoguchi.engines.businesstime.moments import EPOCH, SECOND

WIDTH = 14 * 24 * 3600 * SECOND
SEARCHED = 522  # fortnights that a search goes through: twenty years
_ONE_DAY = timedelta(days=1)
_LONGEST_REACH = timedelta(days=2)  # a range may end at 48:00 of its day


class Span(NamedTuple):
    """Open time from `opens` up to, not including, `closes`, in microseconds since 1970."""

    opens: int
    closes: int


class Window(NamedTuple):
    """The open spans of one fortnight: apart, in order, cut at the fortnight's ends.

    `before[i]` is the window's open time ahead of span i; `total` is all of it.
    """

    spans: tuple[Span, ...]
    opens: tuple[int, ...]
    before: tuple[int, ...]
    total: int

    def open_until(self, instant: int) -> int:
        """Open microseconds of this window before `instant`."""
        at = bisect_right(self.opens, instant) - 1
        if at < 0:
            return 0
        return self.before[at] + min(instant, self.spans[at].closes) - self.opens[at]

    def earliest(self, worked: int) -> int:
        """The first instant with `worked` microseconds behind it, for 0 < worked <= total."""
        at = bisect_left(self.before, worked) - 1
        return self.opens[at] + worked - self.before[at]

    def latest(self, worked: int) -> int:
        """The last instant with `worked` microseconds behind it, for 0 <= worked < total."""
        at = bisect_right(self.before, worked) - 1
        return self.opens[at] + worked - self.before[at]


@lru_cache(maxsize=8192)
def window(calendar: Calendar, number: int) -> Window:
    """The fortnight that begins `number` fortnights after 1970 began in UTC."""
    start, end = number * WIDTH, (number + 1) * WIDTH
    cut = (
        Span(max(span.opens, start), min(span.closes, end)) for span in _starting(calendar, start)
    )
    spans = tuple(joined(iter(sorted(span for span in cut if span.opens < span.closes))))
    lengths = [span.closes - span.opens for span in spans]
    *before, total = accumulate(lengths, initial=0)
    return Window(spans, tuple(span.opens for span in spans), tuple(before), total)


def joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Spans in order of their opening, with those that overlap or touch made one."""
    current = next(spans, None)
    if current is None:
        return
    for span in spans:
        if span.opens <= current.closes:
            current = Span(current.opens, max(current.closes, span.closes))
        else:
            yield current
            current = span
    yield current


def _starting(calendar: Calendar, start: int) -> Iterator[Span]:
    begin = EPOCH + timedelta(microseconds=start)
    day = begin.astimezone(calendar.zone).date() - _LONGEST_REACH
    last = (begin + timedelta(microseconds=WIDTH)).astimezone(calendar.zone).date()
    while day <= last:
        for opens, closes in calendar.hours(day):
            yield Span(_wall_instant(calendar, day, opens), _wall_instant(calendar, day, closes))
        day += _ONE_DAY


def _wall_instant(calendar: Calendar, day: date, seconds: int) -> int:
    """When the clock on the wall shows `seconds` after the midnight that begins `day`.

    A wall time that comes twice is the first one, and one that is skipped is read with the offset
    before the change, as RFC 5545 3.3.5 has it.
    """
    wall = datetime.combine(day, time(), calendar.zone) + timedelta(seconds=seconds)
    return (wall - EPOCH) // timedelta(microseconds=1)
