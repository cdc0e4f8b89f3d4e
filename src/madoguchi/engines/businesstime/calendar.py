"""A desk's hours: which ranges start on which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

import holidays

Country = Literal["JP"]


class CalendarRefusal(ValueError):
    """What business time cannot do; the text is a sentence for the person who asked."""


class BadCalendar(CalendarRefusal):
    """The calendar's description cannot be read."""


class Range(NamedTuple):
    """Seconds of wall time after the midnight that begins a day; `closes` may reach 48:00."""

    opens: int
    closes: int


Hours = tuple[Range, ...]


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Opening hours in one time zone; a plain value, comparable and hashable.

    `weekly` holds seven days from Monday. A range belongs to the day on which it starts: a closed
    day or a public holiday drops it whole, also its part past midnight. `open_extra` replaces a
    day's hours whatever that day is otherwise, in order of date.
    """

    zone: ZoneInfo
    weekly: tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]
    country: Country | None = None
    closed: frozenset[date] = frozenset()
    open_extra: tuple[tuple[date, Hours], ...] = ()

    def hours(self, day: date) -> Hours:
        """The ranges that start on `day`; empty when nothing does."""
        for extra, hours in self.open_extra:
            if extra == day:
                return hours
        if day in self.closed or self.holiday(day) is not None:
            return ()
        return self.weekly[day.weekday()]

    def holiday(self, day: date) -> str | None:
        """The public holiday's name in the country's language, such as 勤労感謝の日."""
        if self.country is None:
            return None
        return public_holidays(self.country, day.year).get(day)


@lru_cache(maxsize=512)
def public_holidays(country: Country, year: int, language: str = "ja") -> Mapping[date, str]:
    """Names of one year's public holidays ("ja" or "en"), substitutes (振替休日) included.

    Source: the `holidays` package, which knows Japan from 1949 to 2099. The equinoxes of the years
    that the government has not announced yet (each February for the next year) are computed.
    """
    spoken = "en_US" if language == "en" else language
    return dict(holidays.country_holidays(country, years=year, language=spoken))
