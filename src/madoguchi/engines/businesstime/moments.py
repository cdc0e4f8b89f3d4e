"""Moments as whole microseconds since 1970 in UTC, so that all arithmetic is exact."""

from datetime import UTC, datetime, timedelta, timezone
from math import isfinite
from zoneinfo import ZoneInfo

from madoguchi.engines.businesstime.calendar import CalendarRefusal

SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_YEAR = 1970
LAST_YEAR = 2079  # twenty years of search after it end within the holidays that are known
_MICROSECOND = timedelta(microseconds=1)


class BadMoment(CalendarRefusal):
    """A moment without a time zone, or out of the years that are served."""


class BadDuration(CalendarRefusal):
    """A duration that is negative or no number."""


def micros(moment: datetime) -> int:
    """Microseconds from 1970 to an aware moment of the years 1970 to 2079; raises BadMoment."""
    if moment.tzinfo is None:
        raise BadMoment(f"{moment.isoformat()} has no time zone")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadMoment(f"{moment.isoformat()} is not within the years {FIRST_YEAR} to {LAST_YEAR}")
    return (moment - EPOCH) // _MICROSECOND


def moment_at(instant: int, zone: ZoneInfo) -> datetime:
    """The moment with the zone's offset at that time.

    The offset is fixed, not the zone itself: Python compares and subtracts two moments of one
    zone by their wall time, which is wrong by an hour around a change of the clocks.
    """
    local = (EPOCH + _MICROSECOND * instant).astimezone(zone)
    offset = local.utcoffset()
    assert offset is not None, "a zone always has an offset"
    return local.replace(tzinfo=timezone(offset), fold=0)


def duration(seconds: float | timedelta) -> int:
    """Microseconds of a duration of zero or more seconds; raises BadDuration."""
    if isinstance(seconds, timedelta):
        length = seconds // _MICROSECOND
    elif isinstance(seconds, int):
        length = seconds * SECOND
    elif isfinite(seconds):
        length = round(seconds * SECOND)
    else:
        raise BadDuration(f"{seconds} is no number of seconds")
    if length < 0:
        raise BadDuration(f"business time cannot be negative: {seconds}")
    return length
