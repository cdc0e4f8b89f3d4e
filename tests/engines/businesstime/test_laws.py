"""What holds for every calendar, and agreement with an independent slow implementation."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from madoguchi.engines.businesstime import (
    NoOpenTime,
    add,
    closing_after,
    elapsed,
    is_open,
    next_opening,
    parse_calendar,
    subtract,
)
from tests.engines.businesstime import oracle
from tests.engines.businesstime.hours import JST
from tests.engines.businesstime.strategies import CALENDARS, ZONED

MOMENTS = st.timedeltas(timedelta(0), timedelta(days=90)).map(
    lambda after: datetime(2026, 9, 1, tzinfo=UTC) + after
)
SECONDS = st.one_of(
    st.integers(0, 6 * 3600), st.integers(0, 10**6).map(lambda tenth: tenth / 10), st.just(0)
)
MINUTES = st.integers(0, 30 * 1440)


@given(ZONED, MOMENTS, MOMENTS, SECONDS)
@settings(deadline=None)
def test_a_later_start_is_never_due_earlier(
    data: dict[str, Any], one: datetime, other: datetime, seconds: float
) -> None:
    calendar = parse_calendar(data)
    early, late = sorted((one, other))
    assert add(early, seconds, calendar) <= add(late, seconds, calendar)


@given(ZONED, MOMENTS, SECONDS, SECONDS)
@settings(deadline=None)
def test_more_time_is_never_due_earlier(
    data: dict[str, Any], start: datetime, one: float, other: float
) -> None:
    calendar = parse_calendar(data)
    less, more = sorted((one, other))
    assert start <= add(start, less, calendar) <= add(start, more, calendar)


@given(ZONED, MOMENTS, SECONDS, SECONDS)
@settings(deadline=None)
def test_adding_twice_is_adding_the_sum(
    data: dict[str, Any], start: datetime, one: float, other: float
) -> None:
    calendar = parse_calendar(data)
    both = timedelta(seconds=one) + timedelta(seconds=other)
    assert add(add(start, one, calendar), other, calendar) == add(start, both, calendar)


@given(ZONED, MOMENTS, SECONDS)
@settings(deadline=None)
def test_measuring_undoes_adding(data: dict[str, Any], start: datetime, seconds: float) -> None:
    calendar = parse_calendar(data)
    assert elapsed(start, add(start, seconds, calendar), calendar) == seconds


@given(ZONED, MOMENTS, SECONDS)
@settings(deadline=None)
def test_adding_undoes_taking_away(data: dict[str, Any], moment: datetime, seconds: float) -> None:
    calendar = parse_calendar(data)
    due = add(moment, 1, calendar)
    start = subtract(due, seconds, calendar)
    assert add(start, seconds, calendar) == due
    assert not seconds or is_open(start, calendar)


@given(ZONED, MOMENTS)
@settings(deadline=None)
def test_openings_and_closings_bound_open_time(data: dict[str, Any], moment: datetime) -> None:
    calendar = parse_calendar(data)
    opening, closing = next_opening(moment, calendar), closing_after(moment, calendar)
    assume(opening is not None and closing is not None)
    assert opening is not None
    assert closing is not None
    assert elapsed(moment, opening, calendar) == 0
    assert elapsed(opening, closing, calendar) == (closing - opening).total_seconds()
    assert is_open(opening, calendar)
    assert not is_open(closing, calendar)


@given(CALENDARS, MINUTES, st.integers(1, 3000))
@settings(deadline=None, max_examples=150)
def test_minutes_counted_one_by_one_agree(data: dict[str, Any], start: int, minutes: int) -> None:
    strip, calendar = oracle.open_minutes(data), parse_calendar(data)
    begin = oracle.FIRST.replace(tzinfo=JST) + timedelta(minutes=start)
    due = oracle.add(strip[: oracle.DAYS * 1440], start, minutes)
    if due is not None:
        expected = begin + timedelta(minutes=due - start)
        assert add(begin, minutes * 60, calendar) == expected
        assert elapsed(begin, expected, calendar) == minutes * 60
    assert is_open(begin, calendar) == bool(strip[start])
    earlier = oracle.subtract(strip, start, minutes)
    if earlier is not None:
        assert subtract(begin, minutes * 60, calendar) == begin - timedelta(minutes=start - earlier)


@given(CALENDARS, MOMENTS)
@settings(deadline=None, max_examples=30)
def test_every_calendar_answers_or_refuses(data: dict[str, Any], moment: datetime) -> None:
    calendar = parse_calendar(
        {**data, "weekly": {}, "open_extra": {"2026-10-01": [["9:00", "10:00"]]}}
    )
    try:
        due = add(moment, 1800, calendar)
    except NoOpenTime:
        assert moment > datetime(2026, 10, 1, 0, 30, tzinfo=UTC)
    else:
        assert due <= datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
