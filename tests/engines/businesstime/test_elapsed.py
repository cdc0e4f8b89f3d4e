"""Business time measured, and taken away."""

import pytest

from madoguchi.engines.businesstime import NoOpenTime, elapsed, subtract
from tests.engines.businesstime.hours import ALWAYS, LUNCH, NIGHT, OFFICE, hours, jst


def test_only_open_time_is_measured() -> None:
    assert elapsed(jst("2026-11-20 18:12"), jst("2026-11-24 10:12"), OFFICE) == 3600
    assert elapsed(jst("2026-11-20 11:00"), jst("2026-11-20 14:00"), LUNCH) == 7200
    assert elapsed(jst("2026-11-20 05:00"), jst("2026-11-21 12:00"), NIGHT) == 9 * 3600
    assert elapsed(jst("2026-11-21 00:00"), jst("2026-11-24 10:00"), OFFICE) == 0


def test_a_year_of_office_hours_is_measured_exactly() -> None:
    workdays = 261 - 17  # of the eighteen holidays only 5/3 is no weekday
    begin, end = jst("2026-01-01 00:00"), jst("2027-01-01 00:00")
    assert elapsed(begin, end, OFFICE) == workdays * 9 * 3600
    assert elapsed(begin, end, ALWAYS) == 365 * 86400


def test_no_business_time_lies_before_the_start() -> None:
    assert elapsed(jst("2026-11-20 12:00"), jst("2026-11-20 11:00"), OFFICE) == 0


def test_the_latest_start_is_found_over_a_weekend() -> None:
    assert subtract(jst("2026-11-24 10:12"), 3600, OFFICE) == jst("2026-11-20 18:12")
    assert subtract(jst("2026-11-24 11:00"), 3600, OFFICE) == jst("2026-11-24 10:00")
    assert subtract(jst("2026-11-22 12:00"), 3600, OFFICE) == jst("2026-11-20 18:00")
    assert subtract(jst("2026-11-24 10:00"), 9 * 3600, OFFICE) == jst("2026-11-20 10:00")


def test_taking_no_time_away_moves_only_an_end_in_closed_time() -> None:
    assert subtract(jst("2026-11-20 12:00"), 0, OFFICE) == jst("2026-11-20 12:00")
    assert subtract(jst("2026-11-20 19:00"), 0, OFFICE) == jst("2026-11-20 19:00")
    assert subtract(jst("2026-11-24 09:00"), 0, OFFICE) == jst("2026-11-20 19:00")
    assert subtract(jst("2026-05-06 12:00"), 0, OFFICE) == jst("2026-05-01 19:00")


def test_a_start_before_all_open_time_is_refused() -> None:
    fresh = hours(days=(), open_extra={"2026-11-20": [["10:00", "11:00"]]})
    with pytest.raises(NoOpenTime, match="before 2026-11-20T10:30"):
        subtract(jst("2026-11-20 10:30"), 3600, fresh)
    with pytest.raises(NoOpenTime):
        subtract(jst("2026-11-20 09:00"), 0, fresh)
