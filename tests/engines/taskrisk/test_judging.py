"""Whether a task is done in time: the demo's afternoon, and each way in which a task stands."""

from datetime import timedelta

import pytest

from madoguchi.engines.businesstime import BadMoment, Calendar
from madoguchi.engines.taskrisk import Outlook, Risk, Standing, Work, judge
from tests.engines.businesstime.hours import OFFICE, hours, jst

NOW = jst("2026-11-20 14:36")  # a Friday
DUE = jst("2026-11-20 16:30")
LONG_GONE = hours(days=(), open_extra={"2026-01-05": [["10:00", "19:00"]]})


def a_task(minutes: int | None = 60, standing: Standing = Standing.GOES_ON, key: int = 321) -> Work:
    return Work(key, minutes, DUE, standing)


def risk_of(task: Work, *others: Work, calendar: Calendar = OFFICE) -> Risk:
    return judge(task, others, now=NOW, calendar=calendar)


def test_what_is_left_fits_before_the_due_time() -> None:
    assert risk_of(a_task(60)) == Risk(Outlook.ON_TRACK, jst("2026-11-20 15:36"))


def test_done_exactly_at_the_due_time_is_in_time() -> None:
    assert risk_of(a_task(114)) == Risk(Outlook.ON_TRACK, DUE)


def test_it_is_said_by_how_much_a_task_will_be_late_while_there_is_time() -> None:
    risk = risk_of(a_task(150))

    assert risk == Risk(Outlook.WILL_BE_LATE, jst("2026-11-20 17:06"), timedelta(minutes=36))
    assert risk.late_minutes == 36


def test_what_is_due_earlier_is_done_first() -> None:
    earlier = Work(400, 90, jst("2026-11-20 15:00"))

    assert risk_of(a_task(60), earlier).expected_at == jst("2026-11-20 17:06")


def test_what_is_due_later_or_never_waits() -> None:
    later = Work(1, 500, jst("2026-11-20 18:00"))
    undated = Work(2, 500, None)

    assert risk_of(a_task(60), later, undated).outlook is Outlook.ON_TRACK


def test_of_two_that_are_due_together_the_older_is_first() -> None:
    older, younger = a_task(90, key=300), a_task(90, key=400)

    assert risk_of(a_task(60), younger).expected_at == jst("2026-11-20 15:36")
    assert risk_of(a_task(60), older).expected_at == jst("2026-11-20 17:06")


@pytest.mark.parametrize("standing", [Standing.BLOCKED, Standing.WAITING])
def test_a_task_that_stands_still_takes_no_time_of_its_owner(standing: Standing) -> None:
    still = Work(1, 500, jst("2026-11-20 15:00"), standing)

    assert risk_of(a_task(60), still).outlook is Outlook.ON_TRACK


def test_work_goes_on_after_the_night_the_weekend_and_the_holiday() -> None:
    risk = risk_of(a_task(6 * 60))

    assert risk.expected_at == jst("2026-11-24 11:36")  # the 23rd is 勤労感謝の日
    assert risk.late_by == timedelta(days=3, hours=19, minutes=6)


def test_what_stands_still_is_said_to_and_when_it_could_be_done_at_the_earliest() -> None:
    blocked, waiting = a_task(60, Standing.BLOCKED), a_task(60, Standing.WAITING)

    assert risk_of(blocked) == Risk(Outlook.BLOCKED, jst("2026-11-20 15:36"))
    assert risk_of(waiting).outlook is Outlook.WAITING


@pytest.mark.parametrize("standing", [Standing.BLOCKED, Standing.WAITING])
def test_what_stands_still_and_cannot_be_in_time_any_more_will_be_late(standing: Standing) -> None:
    risk = risk_of(a_task(180, standing))

    assert (risk.outlook, risk.late_minutes) == (Outlook.WILL_BE_LATE, 66)


@pytest.mark.parametrize("standing", list(Standing))
def test_what_is_over_is_late_whatever_stands_in_its_way(standing: Standing) -> None:
    over = Work(1, None, jst("2026-11-20 14:30"), standing)

    assert risk_of(over) == Risk(Outlook.LATE, None, timedelta(minutes=6))


def test_a_begun_minute_counts() -> None:
    over = Work(1, None, NOW - timedelta(seconds=1))

    assert risk_of(over).late_minutes == 1


def test_without_an_estimate_nothing_is_foretold() -> None:
    assert risk_of(a_task(None)) == Risk(Outlook.ON_TRACK, None)
    assert risk_of(a_task(60), Work(1, None, NOW)).outlook is Outlook.ON_TRACK


def test_without_a_due_time_nothing_is_late() -> None:
    assert risk_of(Work(1, 60, None)) == Risk(Outlook.ON_TRACK, jst("2026-11-20 15:36"))


def test_a_desk_that_never_opens_again_is_never_done() -> None:
    assert risk_of(a_task(1), calendar=LONG_GONE) == Risk(Outlook.WILL_BE_LATE, None)
    assert risk_of(Work(1, 1, None), calendar=LONG_GONE).outlook is Outlook.ON_TRACK


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(BadMoment):
        judge(Work(1, 5, None), (), now=NOW.replace(tzinfo=None), calendar=OFFICE)
