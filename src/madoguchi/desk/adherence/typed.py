"""What an address asks for, read."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.http import QueryDict

from madoguchi.desk.adherence.asked import URGENT, WHAT, Asked, asked_until
from madoguchi.desk.platform import typed
from madoguchi.desk.platform.typed import number
from madoguchi.engines.rulebook import RULES

LONGEST_SLUG = 50


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
    if monday := typed.day(given.get("week", "")):
        return asked.in_week(monday - timedelta(days=monday.weekday()))
    if month := typed.month(given.get("month", "")):
        return asked.in_month(month)
    if day := typed.day(given.get("day", "")):
        return asked.on_day(day)
    return asked


def what_of(given: QueryDict) -> str:
    """Which figure's messages are asked for; all findings by default."""
    what = given.get("what", "")
    return what if what in (*WHAT, URGENT) else "found"


def before_of(given: QueryDict) -> tuple[datetime, int] | None:
    """The place of the last row that was shown."""
    return typed.place(given.get("before", ""))
