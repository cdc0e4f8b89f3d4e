"""Business time the slow way: a strip of minutes, open or not; no code of the engine's."""

from datetime import date, datetime, timedelta

# The public holidays of late 2026, from the Cabinet Office's list.
HOLIDAYS = {date(2026, 9, 21), date(2026, 9, 22), date(2026, 9, 23), date(2026, 10, 12)}
FIRST = datetime(2026, 9, 1)  # noqa: DTZ001 (wall time in Japan, whose clocks never change)
DAYS = 60


def open_minutes(data: dict[str, object]) -> bytearray:
    """One byte for each minute from FIRST on: 1 when the desk is open in it."""
    strip = bytearray((DAYS + 3) * 1440)
    for number in range(-2, DAYS):
        day = FIRST.date() + timedelta(days=number)
        for opens, closes in _ranges(data, day):
            begin, end = number * 1440 + opens, number * 1440 + closes
            for minute in range(max(begin, 0), max(end, 0)):
                strip[minute] = 1
    return strip


def _ranges(data: dict[str, object], day: date) -> list[tuple[int, int]]:
    extra, closed, weekly = data["open_extra"], data["closed"], data["weekly"]
    assert isinstance(extra, dict)
    assert isinstance(closed, list)
    assert isinstance(weekly, dict)
    if day.isoformat() in extra:
        pairs = extra[day.isoformat()]
    elif day.isoformat() in closed or (data["holidays"] == "JP" and day in HOLIDAYS):
        pairs = []
    else:
        pairs = weekly.get(str(day.isoweekday()), [])
    return [_minutes(opens, closes) for opens, closes in pairs]


def _minutes(opens: str, closes: str) -> tuple[int, int]:
    begin, end = (int(text[:2]) * 60 + int(text[3:]) for text in (opens, closes))
    return begin, end if end > begin else end + 1440


def add(strip: bytearray, start: int, minutes: int) -> int | None:
    """The minute in which `minutes` (at least one) have been worked off; None off the strip."""
    for minute in range(start, len(strip)):
        minutes -= strip[minute]
        if not minutes:
            return minute + 1
    return None


def subtract(strip: bytearray, end: int, minutes: int) -> int | None:
    """The last minute from which `minutes` (at least one) reach to `end`; None off the strip."""
    for minute in range(end - 1, -1, -1):
        minutes -= strip[minute]
        if not minutes:
            return minute
    return None
