"""Exactly on the edge: how long a break may be and still be none of the day's ends."""

from datetime import datetime

import pytest

from madoguchi.engines.businesstime import parse_calendar
from madoguchi.engines.rightmoment import Recipient, Wrong, wrong_at

NOON = datetime.fromisoformat("2026-11-17T11:45:00+09:00")  # a Tuesday


@pytest.mark.parametrize(("back", "wrong"), [("14:00", None), ("14:01", Wrong.BEFORE_CLOSING)])
def test_two_hours_are_a_break_and_a_minute_more_is_the_days_end(
    back: str, wrong: Wrong | None
) -> None:
    calendar = parse_calendar(
        {"tz": "Asia/Tokyo", "weekly": {"2": [["10:00", "12:00"], [back, "19:00"]]}}
    )

    assert wrong_at(NOON, Recipient(calendar)) == wrong
