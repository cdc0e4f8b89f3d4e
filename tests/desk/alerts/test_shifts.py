"""Who is at work when: half-open hours, past midnight, the whole day."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from madoguchi.desk.alerts.models import AlertChoice
from madoguchi.desk.alerts.shifts import Shifts, is_in_shift, shifts_around

TOKYO = ZoneInfo("Asia/Tokyo")
FRIDAY, SATURDAY = 20, 21  # November 2026


@pytest.mark.parametrize(
    ("day", "hour", "minute", "works"),
    [
        (FRIDAY, 8, 59, False),
        (FRIDAY, 9, 0, True),
        (FRIDAY, 17, 59, True),
        (FRIDAY, 18, 0, False),
        (SATURDAY, 12, 0, False),
    ],
)
def test_a_day_shift_holds_its_first_minute_and_not_its_end(
    day: int, hour: int, minute: int, *, works: bool
) -> None:
    shift = AlertChoice(days="12345", begins=time(9), ends=time(18))

    assert is_in_shift(shift, datetime(2026, 11, day, hour, minute, tzinfo=TOKYO)) is works


@pytest.mark.parametrize(
    ("day", "hour", "works"),
    [
        (FRIDAY, 21, False),
        (FRIDAY, 22, True),
        (SATURDAY, 5, True),
        (SATURDAY, 6, False),
        (SATURDAY, 22, False),
        (FRIDAY, 5, False),
    ],
)
def test_a_night_shift_belongs_to_the_day_on_which_it_begins(
    day: int, hour: int, *, works: bool
) -> None:
    night_of_friday = AlertChoice(days="5", begins=time(22), ends=time(6))

    assert is_in_shift(night_of_friday, datetime(2026, 11, day, hour, tzinfo=TOKYO)) is works


def test_a_shift_that_ends_when_it_begins_is_the_whole_day() -> None:
    always = AlertChoice(days="6")

    assert is_in_shift(always, datetime(2026, 11, SATURDAY, 0, 0, tzinfo=TOKYO))
    assert is_in_shift(always, datetime(2026, 11, SATURDAY, 23, 59, tzinfo=TOKYO))
    assert not is_in_shift(always, datetime(2026, 11, FRIDAY, 23, 59, tzinfo=TOKYO))


def test_the_shift_ends_and_the_next_begins_after_the_weekend() -> None:
    week = AlertChoice(days="12345", begins=time(9), ends=time(18))
    monday = datetime(2026, 11, 23, 9, 0, tzinfo=TOKYO)
    friday_six = datetime(2026, 11, FRIDAY, 18, 0, tzinfo=TOKYO)

    assert shifts_around(week, friday_six - timedelta(hours=1)) == Shifts(friday_six, None, monday)
    assert shifts_around(week, friday_six) == Shifts(None, friday_six, monday)
    sunday = datetime(2026, 11, 22, 12, 0, tzinfo=TOKYO)
    assert shifts_around(week, sunday) == Shifts(None, friday_six, monday)


def test_whole_days_that_follow_each_other_are_one_shift() -> None:
    weekend = AlertChoice(days="67")
    until = datetime(2026, 11, 23, 0, 0, tzinfo=TOKYO)
    saturday = datetime(2026, 11, SATURDAY, 23, 59, tzinfo=TOKYO)

    assert shifts_around(weekend, saturday).on == until


def test_who_always_works_is_never_off() -> None:
    around = shifts_around(AlertChoice(), datetime(2026, 11, FRIDAY, 12, 0, tzinfo=TOKYO))

    assert around.on is not None
    assert (around.off, around.back) == (None, None)
