"""Working days of a week of office hours; public holidays of Japan are mostly none."""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

from holidays import country_holidays

ONE_DAY = timedelta(days=1)
# A week without any working day must not be searched for ever.
SEARCHED_DAYS = 400


class Hours(Protocol):
    """A working week: ISO weekdays (1 = Monday), local opening and closing, IANA zone."""

    @property
    def days(self) -> tuple[int, ...]:
        """The weekdays on which somebody works."""

    @property
    def open(self) -> time:
        """When the day opens."""

    @property
    def close(self) -> time:
        """When the day closes; `time.max` is its midnight."""

    @property
    def tz(self) -> str:
        """The zone of both."""

    @property
    def on_holidays(self) -> bool:
        """Whether somebody works on public holidays of Japan, too."""


def is_working_day(day: date, hours: Hours) -> bool:
    """Whether somebody works that day."""
    return day.isoweekday() in hours.days and (
        hours.on_holidays or day not in _public_holidays(day.year)
    )


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("JP", years=year))


def working_day_after(day: date, hours: Hours, number: int = 1) -> date | None:
    """The `number`-th working day after a day; None where more than a year has too few."""
    for ahead in range(1, SEARCHED_DAYS):
        following = day + ahead * ONE_DAY
        number -= is_working_day(following, hours)
        if number <= 0:
            return following
    return None


def last_working_day(first: date, last: date, hours: Hours) -> date:
    """The last working day of a stretch of days, its last day where nobody works in it."""
    day = last
    while day >= first:
        if is_working_day(day, hours):
            return day
        day -= ONE_DAY
    return last


def closing(day: date, hours: Hours, sent_at: datetime) -> datetime:
    """When a day closes; its midnight where nobody works that day or it has closed by `sent_at`."""
    zone = ZoneInfo(hours.tz)
    closes = datetime.combine(day, hours.close, zone)
    if hours.close == time.max or not is_working_day(day, hours) or sent_at >= closes:
        return datetime.combine(day + ONE_DAY, time(), zone)
    return closes
