"""Due times by hand: 2026-11-20 is a Friday, Monday the 23rd a public holiday."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from madoguchi.engines.businesstime import BadDuration, BadMoment, NoOpenTime, add
from tests.engines.businesstime.hours import (
    ALWAYS,
    EVERY_DAY,
    LUNCH,
    NIGHT,
    OFFICE,
    hours,
    jst,
)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-20 11:00", 60, "2026-11-20 12:00"),
        ("2026-11-20 18:12", 60, "2026-11-24 10:12"),
        ("2026-11-20 18:00", 60, "2026-11-20 19:00"),
        ("2026-11-20 19:00", 60, "2026-11-24 11:00"),
        ("2026-11-21 03:00", 60, "2026-11-24 11:00"),
        ("2026-11-20 09:59:59", 60, "2026-11-20 11:00"),
        ("2026-11-20 18:59:59.999999", 1, "2026-11-24 10:00:59.999999"),
        ("2026-11-20 10:00", 540, "2026-11-20 19:00"),
        ("2026-11-20 10:00", 541, "2026-11-24 10:01"),
        ("2026-05-01 18:30", 60, "2026-05-07 10:30"),
        ("2026-09-18 18:30", 60, "2026-09-24 10:30"),
    ],
)
def test_office_hours_skip_nights_weekends_and_public_holidays(
    start: str, minutes: int, due: str
) -> None:
    assert add(jst(start), minutes * 60, OFFICE) == jst(due)


def test_a_company_closes_over_the_new_year() -> None:
    closed = ("2026-12-29", "2026-12-30", "2026-12-31", "2027-01-02", "2027-01-03")
    desk = hours(("10:00", "19:00"), days=EVERY_DAY, closed=closed)
    assert add(jst("2026-12-28 18:30"), 3600, desk) == jst("2027-01-04 10:30")


def test_nobody_answers_at_lunch() -> None:
    assert add(jst("2026-11-20 11:30"), 3600, LUNCH) == jst("2026-11-20 13:30")
    assert add(jst("2026-11-20 11:00"), 3600, LUNCH) == jst("2026-11-20 12:00")


def test_a_night_shift_runs_past_midnight() -> None:
    assert add(jst("2026-11-18 23:30"), 3600, NIGHT) == jst("2026-11-19 00:30")
    assert add(jst("2026-11-19 05:30"), 3600, NIGHT) == jst("2026-11-19 22:30")


def test_a_night_shift_keeps_running_into_a_closed_day() -> None:
    assert add(jst("2026-11-20 23:30"), 3600, NIGHT) == jst("2026-11-21 00:30")
    assert add(jst("2026-11-21 05:30"), 3600, NIGHT) == jst("2026-11-24 22:30")


def test_a_public_holiday_drops_the_whole_night_that_starts_on_it() -> None:
    assert add(jst("2026-11-23 23:00"), 3600, NIGHT) == jst("2026-11-24 23:00")
    assert add(jst("2026-11-24 01:00"), 3600, NIGHT) == jst("2026-11-24 23:00")


def test_a_desk_that_never_closes_loses_no_minute_at_midnight() -> None:
    assert add(jst("2026-11-20 23:30"), 3600, ALWAYS) == jst("2026-11-21 00:30")
    assert add(jst("2026-11-20 00:00"), 30 * 86400, ALWAYS) == jst("2026-12-20 00:00")


def test_hours_can_be_written_past_twenty_four() -> None:
    late = hours(("18:00", "25:00"))
    assert add(jst("2026-11-20 23:30"), 5400, late) == jst("2026-11-21 01:00")


def test_extra_hours_replace_a_closed_day_a_holiday_and_a_weekday() -> None:
    desk = hours(
        ("10:00", "19:00"),
        closed=("2026-12-25",),
        open_extra={
            "2026-11-23": [["13:00", "15:00"]],
            "2026-11-24": [],
            "2026-12-25": [["12:00", "13:00"]],
            "2026-12-26": [["10:00", "15:00"]],
        },
    )
    assert add(jst("2026-11-20 19:00"), 7200, desk) == jst("2026-11-23 15:00")
    assert add(jst("2026-11-23 15:00"), 60, desk) == jst("2026-11-25 10:01")
    assert add(jst("2026-12-24 19:00"), 7200, desk) == jst("2026-12-26 11:00")


def test_ranges_that_overlap_or_touch_are_counted_once() -> None:
    desk = hours(("09:00", "12:00"), ("11:00", "26:00"), ("00:00", "02:00"), days=EVERY_DAY)
    assert add(jst("2026-11-17 09:00"), 24 * 3600, desk) == jst("2026-11-18 16:00")


def test_no_time_at_all_moves_only_a_start_in_closed_time() -> None:
    assert add(jst("2026-11-20 11:00"), 0, OFFICE) == jst("2026-11-20 11:00")
    assert add(jst("2026-11-20 10:00"), 0, OFFICE) == jst("2026-11-20 10:00")
    assert add(jst("2026-11-20 19:00"), 0, OFFICE) == jst("2026-11-20 19:00")
    assert add(jst("2026-11-20 19:01"), 0, OFFICE) == jst("2026-11-24 10:00")


def test_the_due_time_has_the_offset_of_the_calendar() -> None:
    due = add(datetime(2026, 11, 20, 9, 12, tzinfo=UTC), timedelta(hours=1), OFFICE)
    assert due.isoformat() == "2026-11-24T10:12:00+09:00"


def test_parts_of_a_second_are_kept() -> None:
    assert add(jst("2026-11-20 11:00:00.25"), 0.5, OFFICE) == jst("2026-11-20 11:00:00.75")


def test_a_night_shift_in_new_york_lasts_an_hour_longer_or_shorter_when_the_clocks_change() -> None:
    desk = hours(("22:00", "06:00"), days=EVERY_DAY, holidays=None, tz="America/New_York")
    new_york = ZoneInfo("America/New_York")
    autumn = add(datetime(2026, 10, 31, 22, 0, tzinfo=new_york), 9 * 3600, desk)
    spring = add(datetime(2026, 3, 7, 22, 0, tzinfo=new_york), 7 * 3600, desk)
    assert autumn.isoformat() == "2026-11-01T06:00:00-05:00"
    assert spring.isoformat() == "2026-03-08T06:00:00-04:00"


def test_the_hour_that_comes_twice_is_counted_twice_and_told_apart() -> None:
    desk = hours(("00:00", "24:00"), days=EVERY_DAY, holidays=None, tz="America/New_York")
    midnight = datetime(2026, 11, 1, tzinfo=ZoneInfo("America/New_York"))
    assert add(midnight, 5400, desk).isoformat() == "2026-11-01T01:30:00-04:00"
    assert add(midnight, 9000, desk).isoformat() == "2026-11-01T01:30:00-05:00"
    assert add(midnight, 9000, desk) - add(midnight, 5400, desk) == timedelta(hours=1)


def test_hours_within_the_skipped_hour_do_not_exist() -> None:
    desk = hours(
        ("02:15", "03:00"), ("12:00", "13:00"), days=EVERY_DAY, holidays=None, tz="America/New_York"
    )
    midnight = datetime(2026, 3, 8, tzinfo=ZoneInfo("America/New_York"))
    assert add(midnight, 600, desk).isoformat() == "2026-03-08T12:10:00-04:00"


def test_a_calendar_without_open_time_ahead_is_refused() -> None:
    over = hours(days=(), open_extra={"2026-11-20": [["10:00", "11:00"]]})
    with pytest.raises(NoOpenTime, match="twenty years after 2026-11-20T10:30"):
        add(jst("2026-11-20 10:30"), 3600, over)
    with pytest.raises(NoOpenTime):
        add(jst("2026-11-20 12:00"), 0, over)


def test_more_time_than_twenty_years_hold_is_refused() -> None:
    with pytest.raises(NoOpenTime):
        add(jst("2026-11-20 10:30"), 10**12, ALWAYS)


@pytest.mark.parametrize("seconds", [-1, -0.5, float("nan"), float("inf"), timedelta(days=-1)])
def test_a_duration_is_a_number_of_zero_or_more(seconds: float | timedelta) -> None:
    with pytest.raises(BadDuration):
        add(jst("2026-11-20 10:30"), seconds, OFFICE)


def test_a_moment_needs_a_time_zone() -> None:
    with pytest.raises(BadMoment, match="2026-11-20T10:30:00 has no time zone"):
        add(jst("2026-11-20 10:30").replace(tzinfo=None), 60, OFFICE)


@pytest.mark.parametrize("year", ["1969", "2080"])
def test_years_whose_holidays_are_not_known_are_refused(year: str) -> None:
    with pytest.raises(BadMoment, match="1970 to 2079"):
        add(jst(f"{year}-06-01 10:30"), 60, OFFICE)
