"""The next days off, with the reason for each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from madoguchi.engines.businesstime.calendar import Calendar
from madoguchi.engines.businesstime.moments import micros

LOOK_AHEAD = 60  # days
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on which no opening hours start; `holiday` names it when it is a public one."""

    day: date
    holiday: str | None


def next_closed_run(moment: datetime, calendar: Calendar) -> tuple[DayOff, ...]:
    """The first unbroken run of days off that begin after `moment`, in order; empty without one.

    Only days within the sixty after `moment` (local date) are looked at and returned. A night
    shift that runs into a day off does not make it a working day. Raises BadMoment.
    """
    micros(moment)
    day = moment.astimezone(calendar.zone).date()
    run: list[DayOff] = []
    for _ in range(LOOK_AHEAD):
        day += _ONE_DAY
        if not calendar.hours(day):
            run.append(DayOff(day, calendar.holiday(day)))
        elif run:
            break
    return tuple(run)
