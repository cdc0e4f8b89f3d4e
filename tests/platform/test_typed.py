"""Days, moments and places of lists, as forms and addresses hold them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from madoguchi.desk.platform.typed import day, moment, month, place

JST = ZoneInfo("Asia/Tokyo")
BEYOND = (
    "9999-12-31T23:59",
    "9999-12-31T23:59+00:00",
    "9999-12-31T23:00Z",
    "2200-01-01T00:00",
    "1969-12-31T23:59",
    "0001-01-01T00:00+14:00",
)


def test_a_browsers_field_is_on_the_clock_of_its_zone() -> None:
    at = datetime(2026, 11, 18, 0, 30, tzinfo=UTC)

    assert moment("2026-11-18T09:30", JST) == at
    assert moment("2026-11-18T00:30+00:00", JST) == at
    assert [moment(text, JST) for text in ("", "明日", "2026-13-01T00:00")] == [None] * 3


@pytest.mark.parametrize("text", BEYOND)
def test_what_lies_outside_of_our_years_is_none(text: str) -> None:
    assert moment(text, JST) is None
    assert day(text[:10]) is None
    assert month(text[:7]) is None
    assert place(f"{text}~17") is None


def test_days_and_months() -> None:
    assert day("2026-11-20") == date(2026, 11, 20)
    assert month("2026-11") == date(2026, 11, 1)
    assert [day(text) for text in ("", "2026-11-31", "きのう")] == [None] * 3
    assert month("2026-13") is None


def test_a_place_is_a_moment_and_the_number_of_a_row() -> None:
    at = datetime(2026, 11, 20, 5, 36, 0, 250, tzinfo=UTC)

    assert place(f"{at.astimezone(JST).isoformat()}~17") == (at, 17)
    unreadable = ("", "~17", "2026-11-20T14:36:00+09:00", "2026-11-20T14:36:00~1", "x~1")
    assert [place(text) for text in unreadable] == [None] * len(unreadable)
