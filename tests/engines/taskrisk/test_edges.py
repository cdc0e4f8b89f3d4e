"""Exactly on the edge: at its due time a task is not late yet."""

from datetime import datetime, timedelta

import pytest

from madoguchi.engines.businesstime import parse_calendar
from madoguchi.engines.taskrisk import Outlook, Work, judge

DUE = datetime.fromisoformat("2026-11-17T16:00:00+09:00")  # a Tuesday
OFFICE = parse_calendar({"tz": "Asia/Tokyo", "weekly": {"2": [["10:00", "19:00"]]}})
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "outlook"), [(DUE, Outlook.ON_TRACK), (DUE + SECOND, Outlook.LATE)]
)
def test_late_is_what_is_over_and_not_what_falls_due_now(now: datetime, outlook: Outlook) -> None:
    task = Work(key=1, minutes=0, due_at=DUE)

    assert judge(task, (), now=now, calendar=OFFICE).outlook == outlook
