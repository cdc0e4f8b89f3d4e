"""A client's desk hours in the terms of the rulebook: working days, opening, closing."""

from datetime import time

from madoguchi.engines.businesstime import Calendar
from madoguchi.engines.rulebook import WorkingHours

LAST_MINUTE = time(23, 59)
DAY_SECONDS = 24 * 60 * 60


def working_hours(calendar: Calendar) -> WorkingHours:
    """The hours that a proposed time has to lie in: the earliest opening and the latest closing."""
    ranges = [one for day in calendar.weekly for one in day]
    days = tuple(number for number, day in enumerate(calendar.weekly, start=1) if day)
    on_holidays = calendar.country is None
    if not ranges:
        return WorkingHours(days=days, tz=calendar.zone.key, on_holidays=on_holidays)
    return WorkingHours(
        days=days,
        open=_time(min(one.opens for one in ranges)),
        close=_time(max(one.closes for one in ranges)),
        tz=calendar.zone.key,
        on_holidays=on_holidays,
    )


def _time(seconds: int) -> time:
    if seconds >= DAY_SECONDS:
        return LAST_MINUTE
    return time(seconds // 3600, seconds % 3600 // 60)
