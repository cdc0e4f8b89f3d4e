"""The moments that are offered for "later"."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from madoguchi.desk.conversations import moments
from madoguchi.engines.businesstime import parse_calendar
from tests import builders

JST = ZoneInfo("Asia/Tokyo")
OFFICE = parse_calendar(builders.WEEKDAYS_10_TO_19)
ALWAYS = parse_calendar(
    {"tz": "Asia/Tokyo", "weekly": {day: [["00:00", "24:00"]] for day in "1234567"}}
)


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST).astimezone(UTC)


def test_later_today_tomorrow_morning_and_next_monday() -> None:
    assert moments.for_snoozing(jst("2026-11-17T14:10"), OFFICE) == {
        "today": jst("2026-11-17T16:30"),
        "tomorrow": jst("2026-11-18T10:00"),
        "monday": jst("2026-11-24T10:00"),  # Monday is a holiday
    }


def test_late_in_the_evening_today_is_over_and_no_moment_is_offered_twice() -> None:
    assert moments.for_snoozing(jst("2026-11-20T23:00"), OFFICE) == {
        "tomorrow": jst("2026-11-24T10:00")
    }


def test_for_a_desk_that_never_closes_the_morning_is_at_nine() -> None:
    now = jst("2026-11-17T14:00")
    assert moments.for_snoozing(now, ALWAYS)["tomorrow"] == jst("2026-11-18T09:00")
    assert moments.for_sending(now, ALWAYS) == {"tomorrow": jst("2026-11-18T09:00")}


@pytest.mark.parametrize(
    ("now", "opening"),
    [("2026-11-17T14:00", "2026-11-18T10:00"), ("2026-11-17T08:00", "2026-11-17T10:00")],
)
def test_a_reply_leaves_at_the_next_opening_or_tomorrow_at_nine(now: str, opening: str) -> None:
    offered = moments.for_sending(jst(now), OFFICE)
    assert offered == {"opening": jst(opening), "tomorrow": jst("2026-11-18T09:00")}
