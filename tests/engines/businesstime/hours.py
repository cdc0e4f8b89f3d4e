"""Opening hours that the tests of business time tell their stories with."""

from datetime import datetime, timedelta, timezone

from madoguchi.engines.businesstime import Calendar, parse_calendar

JST = timezone(timedelta(hours=9))
WORKDAYS = ("1", "2", "3", "4", "5")
EVERY_DAY = (*WORKDAYS, "6", "7")


def jst(text: str) -> datetime:
    """A moment in Japan, from text such as 2026-11-20 18:12."""
    return datetime.fromisoformat(text).replace(tzinfo=JST)


def hours(
    *ranges: tuple[str, str],
    days: tuple[str, ...] = WORKDAYS,
    holidays: str | None = "JP",
    closed: tuple[str, ...] = (),
    open_extra: dict[str, list[list[str]]] | None = None,
    tz: str = "Asia/Tokyo",
) -> Calendar:
    """A calendar with the same ranges on each of the days."""
    return parse_calendar(
        {
            "tz": tz,
            "weekly": {day: [list(pair) for pair in ranges] for day in days},
            "holidays": holidays,
            "closed": list(closed),
            "open_extra": open_extra or {},
        }
    )


OFFICE = hours(("10:00", "19:00"))
LUNCH = hours(("09:30", "12:00"), ("13:00", "18:00"))
NIGHT = hours(("22:00", "06:00"))
ALWAYS = hours(("00:00", "24:00"), days=EVERY_DAY, holidays=None)
NEW_YORK = hours(("22:00", "06:00"), days=EVERY_DAY, holidays=None, tz="America/New_York")
