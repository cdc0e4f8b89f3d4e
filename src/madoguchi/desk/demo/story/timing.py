"""When the story's moments were, or will be, seen from the moment at which the demo starts."""

from datetime import date, datetime, time, timedelta

from madoguchi.desk.demo.story.shapes import Business, OpenDay, When
from madoguchi.engines.businesstime import Calendar, add, subtract


def resolve(when: When, *, now: datetime, calendar: Calendar) -> datetime:
    """The moment, in the calendar's zone; the calendar has to open at some time."""
    if isinstance(when, OpenDay):
        return _on_open_day(when, now.astimezone(calendar.zone).date(), calendar)
    return _in_business_time(when, now, calendar)


def _in_business_time(when: Business, now: datetime, calendar: Calendar) -> datetime:
    length = timedelta(minutes=abs(when.minutes_ago))
    step = add if when.minutes_ago < 0 else subtract
    return step(now, length, calendar)


def _on_open_day(when: OpenDay, today: date, calendar: Calendar) -> datetime:
    day = today
    for _ in range(when.days_ago):
        day = _open_day_before(day, calendar)
    return datetime.combine(day, time.fromisoformat(when.clock), calendar.zone)


def _open_day_before(day: date, calendar: Calendar) -> date:
    before = day - timedelta(days=1)
    while not calendar.hours(before):
        before -= timedelta(days=1)
    return before
