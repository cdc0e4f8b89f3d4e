"""Open or closed, the next opening and the next closing."""

from datetime import date

import pytest

from madoguchi.engines.businesstime import (
    BadMoment,
    closing_after,
    is_open,
    next_opening,
    open_intervals,
)
from tests.engines.businesstime.hours import ALWAYS, LUNCH, NIGHT, OFFICE, hours, jst


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        ("2026-11-20 09:59:59.999999", False),
        ("2026-11-20 10:00", True),
        ("2026-11-20 18:59:59.999999", True),
        ("2026-11-20 19:00", False),
        ("2026-11-21 12:00", False),
        ("2026-11-23 12:00", False),
    ],
)
def test_an_opening_is_open_and_a_closing_is_not(moment: str, *, answer: bool) -> None:
    assert is_open(jst(moment), OFFICE) is answer


def test_the_next_opening_is_now_when_open() -> None:
    assert next_opening(jst("2026-11-20 12:00"), OFFICE) == jst("2026-11-20 12:00")
    assert next_opening(jst("2026-11-20 12:00"), LUNCH) == jst("2026-11-20 13:00")
    assert next_opening(jst("2026-11-20 19:00"), OFFICE) == jst("2026-11-24 10:00")


def test_the_closing_of_the_present_or_the_next_open_time() -> None:
    assert closing_after(jst("2026-11-20 10:00"), OFFICE) == jst("2026-11-20 19:00")
    assert closing_after(jst("2026-11-20 19:00"), OFFICE) == jst("2026-11-24 19:00")
    assert closing_after(jst("2026-11-20 23:00"), NIGHT) == jst("2026-11-21 06:00")


def test_ranges_that_touch_at_midnight_close_once() -> None:
    desk = hours(("00:00", "24:00"), holidays=None)
    assert closing_after(jst("2026-11-16 12:00"), desk) == jst("2026-11-21 00:00")


def test_a_desk_without_closings_never_closes() -> None:
    assert closing_after(jst("2026-11-20 10:00"), ALWAYS) is None


def test_a_desk_without_openings_ahead_neither_opens_nor_closes() -> None:
    over = hours(days=(), open_extra={"2026-11-20": [["10:00", "11:00"]]})
    assert next_opening(jst("2026-11-20 11:00"), over) is None
    assert closing_after(jst("2026-11-20 11:00"), over) is None


def test_open_time_is_listed_for_days() -> None:
    assert open_intervals(date(2026, 11, 20), date(2026, 11, 24), LUNCH) == (
        (jst("2026-11-20 09:30"), jst("2026-11-20 12:00")),
        (jst("2026-11-20 13:00"), jst("2026-11-20 18:00")),
        (jst("2026-11-24 09:30"), jst("2026-11-24 12:00")),
        (jst("2026-11-24 13:00"), jst("2026-11-24 18:00")),
    )


def test_open_time_is_cut_at_the_first_and_last_midnight() -> None:
    assert open_intervals(date(2026, 11, 19), date(2026, 11, 19), NIGHT) == (
        (jst("2026-11-19 00:00"), jst("2026-11-19 06:00")),
        (jst("2026-11-19 22:00"), jst("2026-11-20 00:00")),
    )
    assert open_intervals(date(2026, 1, 1), date(2026, 12, 31), ALWAYS) == (
        (jst("2026-01-01 00:00"), jst("2027-01-01 00:00")),
    )


def test_no_open_time_is_listed_for_no_days() -> None:
    assert open_intervals(date(2026, 11, 20), date(2026, 11, 19), ALWAYS) == ()


def test_open_time_of_unknown_years_is_refused() -> None:
    with pytest.raises(BadMoment):
        open_intervals(date(1, 1, 1), date(2026, 1, 1), OFFICE)
