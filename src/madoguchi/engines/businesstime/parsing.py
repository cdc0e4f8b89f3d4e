"""From a calendar's JSON shape to a Calendar, or a sentence that says what is wrong."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from madoguchi.engines.businesstime.calendar import (
    BadCalendar,
    Calendar,
    Country,
    Hours,
    Range,
)

HOUR = 3600
DAY = 24 * HOUR
KEYS = frozenset({"tz", "weekly", "holidays", "closed", "open_extra"})
WEEKDAYS = ("1", "2", "3", "4", "5", "6", "7")
TIME_PATTERN = re.compile(r"([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9]))?")
DATE_PATTERN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_calendar(data: object) -> Calendar:
    """Read {"tz", "weekly", "holidays", "closed", "open_extra"}, as loaded from JSON.

    `tz` and `weekly` are needed. Weekdays are "1" (Monday) to "7"; a missing one is closed. Times
    are "HH:MM" or "HH:MM:SS"; an end may be "24:00" or go on to "48:00" ("25:00" is one o'clock of
    the next morning), and an end before its start lies on the next day. Raises BadCalendar.
    """
    fields = _mapping(data, "a calendar")
    unknown = sorted(str(key) for key in fields if key not in KEYS)
    if unknown:
        raise BadCalendar(f"a calendar has no {unknown[0]!r}; it has {', '.join(sorted(KEYS))}")
    calendar = Calendar(
        zone=_zone(fields.get("tz")),
        weekly=_weekly(fields.get("weekly")),
        country=_country(fields.get("holidays")),
        closed=frozenset(_day(text) for text in _list(fields.get("closed", []), "closed")),
        open_extra=_open_extra(fields.get("open_extra", {})),
    )
    if not any(calendar.weekly) and not any(hours for _, hours in calendar.open_extra):
        raise BadCalendar("this calendar is never open: give it at least one range of hours")
    return calendar


def _zone(name: object) -> ZoneInfo:
    if not isinstance(name, str) or not name:
        raise BadCalendar(f"tz must name a time zone such as Asia/Tokyo, not {name!r}")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadCalendar(f"tz {name!r} is not a known time zone") from None


def _weekly(data: object) -> tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]:
    days = _mapping(data, "weekly")
    unknown = [key for key in days if key not in WEEKDAYS]
    if unknown:
        raise BadCalendar(f'weekly has days "1" (Monday) to "7" (Sunday), not {unknown[0]!r}')
    mon, tue, wed, thu, fri, sat, sun = (
        _hours(days.get(key, []), f"weekly {key}") for key in WEEKDAYS
    )
    return mon, tue, wed, thu, fri, sat, sun


def _country(data: object) -> Country | None:
    if data is None:
        return None
    if data == "JP":
        return "JP"
    raise BadCalendar(f'holidays must be "JP" or null, not {data!r}')


def _open_extra(data: object) -> tuple[tuple[date, Hours], ...]:
    days = _mapping(data, "open_extra")
    return tuple(sorted((_day(key), _hours(value, str(key))) for key, value in days.items()))


def _hours(data: object, where: str) -> Hours:
    return _merged(_range(pair, where) for pair in _list(data, where))


def _range(data: object, where: str) -> Range:
    pair = _list(data, where)
    if len(pair) != 2:
        raise BadCalendar(f'{where}: a range is ["10:00", "19:00"], not {data!r}')
    opens, closes = (_seconds(text, where) for text in pair)
    if opens >= DAY:
        raise BadCalendar(f"{where}: a range starts on its own day, before 24:00, not {pair[0]}")
    if opens == closes:
        raise BadCalendar(
            f"{where}: {pair[0]} to {pair[1]} is empty; a whole day is 00:00 to 24:00"
        )
    return Range(opens, closes if opens < closes else closes + DAY)


def _seconds(text: object, where: str) -> int:
    found = TIME_PATTERN.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise BadCalendar(f'{where}: a time is "HH:MM", not {text!r}')
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = hours * HOUR + minutes * 60 + seconds
    if total > 2 * DAY:
        raise BadCalendar(f"{where}: a time may go up to 48:00, not {text}")
    return total


def _merged(ranges: Iterable[Range]) -> Hours:
    merged: list[Range] = []
    for opens, closes in sorted(ranges):
        if merged and opens <= merged[-1].closes:
            merged[-1] = Range(merged[-1].opens, max(closes, merged[-1].closes))
        else:
            merged.append(Range(opens, closes))
    return tuple(merged)


def _day(text: object) -> date:
    if not isinstance(text, str) or DATE_PATTERN.fullmatch(text) is None:
        raise BadCalendar(f"a day is written 2026-12-29, not {text!r}")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadCalendar(f"{text} is no day of the calendar") from None


def _mapping(data: object, what: str) -> Mapping[object, object]:
    if not isinstance(data, Mapping):
        raise BadCalendar(f"{what} must be an object with named fields, not {data!r}")
    return data


def _list(data: object, what: str) -> list[object]:
    if not isinstance(data, list | tuple):
        raise BadCalendar(f"{what} must be a list, not {data!r}")
    return list(data)
