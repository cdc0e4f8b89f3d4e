"""Whoever is written to: their hours, their absences, and how near to a closing is too near."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from madoguchi.engines.businesstime import Calendar

# Whoever gets something so late in the day takes it home or leaves it lying.
BEFORE_CLOSING = timedelta(minutes=30)


class Wrong(StrEnum):
    """Why a moment is no good one to write to somebody."""

    ABSENT = "absent"
    HOLIDAY = "holiday"
    CLOSED = "closed"  # a day that is closed by its date, such as the new year's
    DAY_OFF = "day-off"  # a day of the week on which they never work
    OUTSIDE_HOURS = "outside-hours"
    BEFORE_CLOSING = "before-closing"


@dataclass(frozen=True)
class Absence:
    """Away from `since` up to, not including, `until`; both know their zone."""

    since: datetime
    until: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether they are away then."""
        return self.since <= moment < self.until


@dataclass(frozen=True)
class Recipient:
    """A person or a desk that is written to.

    The last `margin` before a day's closing is no good time, down to but not including its start.
    """

    calendar: Calendar
    absences: tuple[Absence, ...] = ()
    margin: timedelta = BEFORE_CLOSING
