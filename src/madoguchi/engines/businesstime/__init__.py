"""Business time: pure functions of moments and a calendar of opening hours."""

from madoguchi.engines.businesstime.arithmetic import NoOpenTime, add, elapsed, subtract
from madoguchi.engines.businesstime.calendar import (
    BadCalendar,
    Calendar,
    CalendarRefusal,
    Range,
    public_holidays,
)
from madoguchi.engines.businesstime.closures import DayOff, next_closed_run
from madoguchi.engines.businesstime.moments import BadDuration, BadMoment
from madoguchi.engines.businesstime.opening import (
    Interval,
    closing_after,
    is_open,
    next_opening,
    open_intervals,
)
from madoguchi.engines.businesstime.parsing import parse_calendar

__all__ = [
    "BadCalendar",
    "BadDuration",
    "BadMoment",
    "Calendar",
    "CalendarRefusal",
    "DayOff",
    "Interval",
    "NoOpenTime",
    "Range",
    "add",
    "closing_after",
    "elapsed",
    "is_open",
    "next_closed_run",
    "next_opening",
    "open_intervals",
    "parse_calendar",
    "public_holidays",
    "subtract",
]
