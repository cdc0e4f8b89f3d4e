"""What an address asks for, read."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime

from madoguchi.desk.adherence.asked import WHAT, Asked, asked_until, next_month
from madoguchi.desk.platform.typed import number
from madoguchi.engines.rulebook import RULES

LONGEST_SLUG = 50
YEARS = range(2000, 2200)  # what lies outside is a slip or an attack, and no moment of ours


def asked_of(given: QueryDict, today: date) -> Asked:
    """The figures that are asked for; what cannot be read narrows to nothing."""
    asked = asked_until(today, weeks=number(given.get("weeks", "")) or 0, by=given.get("by", ""))
    rule = given.get("rule", "")[:LONGEST_SLUG]
    asked = replace(
        asked,
        rule=rule if rule in RULES else "",
        person_id=number(given.get("person", "")),
        client_id=number(given.get("client", "")),
    )
    if monday := _day(given.get("week", "")):
        return asked.in_week(monday - timedelta(days=monday.weekday()))
    if month := month_of(given.get("month", "")):
        return replace(asked, first=month, end=next_month(month))
    return asked


def what_of(given: QueryDict) -> str:
    """Which figure's messages are asked for; all findings by default."""
    what = given.get("what", "")
    return what if what in WHAT else "found"


def before_of(given: QueryDict) -> tuple[datetime, int] | None:
    """The place of the last row that was shown: 2026-11-20T14:36:00+09:00~17."""
    at, _, pk = given.get("before", "").partition("~")
    try:
        moment = parse_datetime(at)
    except ValueError:
        return None
    place = number(pk)
    if moment is None or moment.tzinfo is None or place is None:
        return None
    if moment.year not in YEARS:
        return None
    return moment.astimezone(UTC), place  # the database knows no offset beyond 16 hours


def month_of(text: str) -> date | None:
    """The first day of 2026-11; None where it is no month."""
    return _day(f"{text}-01")


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day is not None and day.year in YEARS else None
