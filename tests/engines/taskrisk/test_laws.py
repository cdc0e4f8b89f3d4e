"""What holds for every task, owner and calendar."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from madoguchi.engines.businesstime import Calendar, elapsed, parse_calendar
from madoguchi.engines.taskrisk import Outlook, Risk, Standing, Work, judge
from tests.engines.businesstime.strategies import CALENDARS

BEGIN = datetime(2026, 9, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 40 * 1440).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
DUES = st.none() | MOMENTS
WORKS = st.builds(
    Work, st.integers(2, 99), st.none() | st.integers(0, 3000), DUES, st.sampled_from(Standing)
)
ESTIMATED = st.builds(Work, st.just(1), st.integers(0, 3000), DUES, st.sampled_from(Standing))
OTHERS = st.lists(WORKS, max_size=4)
# The further down, the worse: only states that time and work alone move between.
WORSE = (Outlook.ON_TRACK, Outlook.WILL_BE_LATE, Outlook.LATE)


def badness(risk: Risk) -> tuple[int, timedelta]:
    worse = WORSE.index(risk.outlook) if risk.outlook in WORSE else 0
    return worse, risk.late_by


def is_no_better(risk: Risk, than: Risk) -> bool:
    if risk.expected_at is not None and than.expected_at is not None:
        return risk.expected_at >= than.expected_at and badness(risk) >= badness(than)
    return than.expected_at is not None or badness(risk) >= badness(than)


@given(CALENDARS, ESTIMATED, OTHERS, MOMENTS, st.integers(0, 2000))
@settings(deadline=None)
def test_more_work_left_is_never_better(
    data: dict[str, Any], task: Work, others: list[Work], now: datetime, more: int
) -> None:
    calendar = parse_calendar(data)
    grown = replace(task, minutes=(task.minutes or 0) + more)

    risk, worse = (judge(one, others, now=now, calendar=calendar) for one in (task, grown))

    assert is_no_better(worse, risk)


@given(CALENDARS, ESTIMATED, OTHERS, MOMENTS, MOMENTS)
@settings(deadline=None)
def test_later_with_the_same_work_left_is_never_better(
    data: dict[str, Any], task: Work, others: list[Work], one: datetime, other: datetime
) -> None:
    calendar = parse_calendar(data)

    risk, later = (judge(task, others, now=now, calendar=calendar) for now in sorted((one, other)))

    assert is_no_better(later, risk)


@given(CALENDARS, ESTIMATED, OTHERS, MOMENTS, st.sets(st.integers(0, 50), max_size=9))
@settings(deadline=None)
def test_more_open_time_is_never_worse(
    data: dict[str, Any], task: Work, others: list[Work], now: datetime, days: set[int]
) -> None:
    calendar = parse_calendar(data)
    closed = replace(
        calendar,
        closed=calendar.closed | {(BEGIN + timedelta(days=day)).date() for day in days},
        open_extra=(),
    )
    opened = replace(calendar, open_extra=())

    risk, worse = (judge(task, others, now=now, calendar=one) for one in (opened, closed))

    assert is_no_better(worse, risk)


@given(CALENDARS, ESTIMATED, OTHERS, MOMENTS)
@settings(deadline=None)
def test_pausing_a_task_never_shortens_it(
    data: dict[str, Any], task: Work, others: list[Work], now: datetime
) -> None:
    calendar = parse_calendar(data)
    going, still = (
        judge(replace(task, standing=standing), others, now=now, calendar=calendar)
        for standing in (Standing.GOES_ON, Standing.BLOCKED)
    )

    assert still.expected_at == going.expected_at
    assert still.late_by == going.late_by


@given(CALENDARS, ESTIMATED, OTHERS, WORKS, MOMENTS)
@settings(deadline=None)
def test_one_more_task_of_the_owner_is_never_better(
    data: dict[str, Any], task: Work, others: list[Work], more: Work, now: datetime
) -> None:
    calendar = parse_calendar(data)

    risk, worse = (
        judge(task, every, now=now, calendar=calendar) for every in (others, [*others, more])
    )

    assert is_no_better(worse, risk)


@given(CALENDARS, ESTIMATED, OTHERS, MOMENTS)
@settings(deadline=None)
def test_the_order_in_which_tasks_are_told_does_not_matter(
    data: dict[str, Any], task: Work, others: list[Work], now: datetime
) -> None:
    calendar: Calendar = parse_calendar(data)

    assert judge(task, others, now=now, calendar=calendar) == judge(
        task, others[::-1], now=now, calendar=calendar
    )


@given(CALENDARS, st.integers(0, 3000), ESTIMATED, MOMENTS, st.integers(0, 999))
@settings(deadline=None)
def test_while_its_owner_works_the_expected_time_stays_whenever_it_is_asked_for(
    data: dict[str, Any], before: int, task: Work, begin: datetime, later: int
) -> None:
    calendar, total = parse_calendar(data), before + (task.minutes or 0)
    ahead = Work(0, before, datetime.min.replace(tzinfo=UTC))
    first = judge(task, [ahead], now=begin, calendar=calendar)
    assume(total and first.expected_at)
    whole = ((first.expected_at or begin) - begin) // timedelta(minutes=1)
    now = begin + timedelta(minutes=whole * later // 1000)  # some way to where it is expected
    worked = int(elapsed(begin, now, calendar)) // 60

    ahead = replace(ahead, minutes=max(0, before - worked))
    left = replace(task, minutes=min(task.minutes or 0, total - worked))
    again = judge(left, [ahead], now=now, calendar=calendar)

    assert again.expected_at == first.expected_at


@given(CALENDARS, ESTIMATED, OTHERS, DUES, st.lists(st.integers(0, 900), max_size=5), MOMENTS)
@settings(deadline=None)
def test_tasks_of_one_due_moment_count_as_their_sum(
    data: dict[str, Any],
    task: Work,
    others: list[Work],
    due_at: datetime | None,
    minutes: list[int],
    now: datetime,
) -> None:
    calendar = parse_calendar(data)
    apart = [Work(100 + place, one, due_at) for place, one in enumerate(minutes)]
    summed = [Work(100, sum(minutes), due_at)]

    one_by_one, together = (
        judge(task, [*others, *every], now=now, calendar=calendar) for every in (apart, summed)
    )

    assert together == one_by_one
