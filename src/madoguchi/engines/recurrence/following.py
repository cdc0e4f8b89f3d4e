"""The next day of a recurrence."""

from calendar import monthrange
from datetime import date, timedelta

from madoguchi.engines.businesstime import Calendar
from madoguchi.engines.recurrence.rules import LastBusinessDay, Monthly, Rule, Weekly

ONE_DAY = timedelta(days=1)


def next_after(rule: Rule, day: date, calendar: Calendar) -> date:
    """The first day of the rule after `day`; always later, and no day of the rule lies between.

    `calendar` says which days are business days; only the last business day of a month asks it.
    """
    if isinstance(rule, Weekly):
        ahead = (weekday - day.isoweekday() for weekday in rule.weekdays)
        return day + ONE_DAY * min((days - 1) % 7 + 1 for days in ahead)
    here = _in_month(rule, day, calendar)
    return here if here > day else _in_month(rule, _last_of(day) + ONE_DAY, calendar)


def _in_month(rule: Monthly | LastBusinessDay, day: date, calendar: Calendar) -> date:
    """The rule's day in the month that `day` is in."""
    last = _last_of(day)
    if isinstance(rule, Monthly):
        return last.replace(day=min(rule.day, last.day))
    days = (last - ONE_DAY * back for back in range(last.day))
    return next((one for one in days if calendar.hours(one)), last)


def _last_of(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
