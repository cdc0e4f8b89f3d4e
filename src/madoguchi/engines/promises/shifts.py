"""Words of a text that name another day when they are read than when they were written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from madoguchi.engines.promises.extract import MOST_TIMES, extract
from madoguchi.engines.promises.moments import Moment
from madoguchi.engines.promises.page import Page
from madoguchi.engines.timewords import Hours, due


@dataclass(frozen=True, slots=True)
class Shift:
    """`said` names the day `written` on the day of writing, and `read` on the day of reading."""

    said: str
    written: date
    read: date


def shifts(
    text: str, *, written_at: datetime, read_at: datetime, hours: Hours
) -> tuple[Shift, ...]:
    """明日, 本日中, 来週, 金曜 of a text that is read later; each word once, in the order of the text.

    A time of day alone (15時, 午後) counts only where something is promised by it: opening hours
    are the same every day. What is counted from something else (3日以内, 翌営業日) is none.
    """
    if written_at.date() == read_at.date():
        return ()
    promised = [(one.start, one.end) for one in extract(text, sent_at=written_at, hours=hours)] + [
        (one.start, one.end) for one in extract(text, sent_at=read_at, hours=hours)
    ]
    found = islice(_named(Page.of(text), promised), MOST_TIMES)
    told = (_shift(one, said, (written_at, read_at), hours) for one, said in found)
    return tuple({one.said: one for one in told if one}.values())


def _named(page: Page, promised: list[tuple[int, int]]) -> Iterator[tuple[Moment, str]]:
    for line in page.lines:
        for one in line.moments:
            start, end = page.normal.original_span(one.start, one.end)
            is_promised = any(first < end and start < last for first, last in promised)
            if not one.relative and (is_promised or not one.hourly):
                yield one, page.own[one.start : one.end]


def _shift(
    one: Moment, said: str, moments: tuple[datetime, datetime], hours: Hours
) -> Shift | None:
    ends = [due(one.said, sent_at=at, hours=hours) for at in moments]
    # What falls due at midnight is of the day that ends.
    days = [(end - timedelta(microseconds=1)).date() for end in ends if end]
    if len(days) < len(moments) or days[0] == days[1]:
        return None
    return Shift(said, *days)
