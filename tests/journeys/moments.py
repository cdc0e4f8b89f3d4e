"""Moments ahead of now, as people say them and as a page's field takes them: right at any hour."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")
WEEKDAYS = "月火水木金土日"
ALWAYS_OPEN = "support@minato-kaden.example"  # みなと家電 answers day and night


def full_hour(*, ahead: int) -> datetime:
    """The full hour that comes next, and so many hours more."""
    now = datetime.now(TOKYO)
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1 + ahead)


def said(at: datetime) -> str:
    """「本日15時」, or with its date 「11月24日(火)9時」."""
    if at.date() == datetime.now(TOKYO).date():
        return f"本日{at.hour}時"
    return f"{at.month}月{at.day}日({WEEKDAYS[at.weekday()]}){at.hour}時"


def typed(at: datetime) -> str:
    """As a field for date and time takes it."""
    return f"{at:%Y-%m-%dT%H:%M}"
