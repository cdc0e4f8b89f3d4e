"""The time of day that a time word names."""

import re
from datetime import time, timedelta

from madoguchi.engines.timewords.numbers import NUMBER, number
from madoguchi.engines.timewords.workdays import Hours

NOON = timedelta(hours=12)
MIDNIGHT = timedelta(hours=24)

_CLOCK = re.compile(
    r"(?:(?P<part>午前|午後|朝|昼|夕方|夜|晩|深夜|[AaPp][Mm])の?\s?)?(?:(?P<hour>\d{1,2}|[一二三四五六七八九十]{1,2})時(?!間)(?P<band>台)?"
    r"(?:(?P<half>半)|(?P<minute>\d{1,2})分)?|(?P<h>\d{1,2}):(?P<m>\d{2}))"
)
_MORNING = re.compile(r"朝|始業|開店")
_UNTIL_NOON = re.compile(r"午前|正午|昼(?!過ぎ|すぎ)")
_NIGHT = re.compile(r"夜|晩")
_SPAN = re.compile(rf"({NUMBER}|半|小一)(時間|分)(半)?")


def clock_named(said: str, hours: Hours) -> timedelta | None:
    """The time since midnight of 15時, 15:30, 午後3時, 17時半, 正午, 午前中; the last of several.

    A bare hour that the working hours know only as an afternoon's is one: 3時 is 15:00. None where
    no time of day is named, or only one that the day's closing stands for: 夕方, 営業時間内.
    """
    clocks = [_clock(match, hours) for match in _CLOCK.finditer(said)]
    named = [clock for clock in clocks if clock is not None]
    if named:
        return max(named)
    if _UNTIL_NOON.search(said):
        return NOON
    if _MORNING.search(said):
        return _since_midnight(hours.open)
    return MIDNIGHT if _NIGHT.search(said) else None


def span_named(said: str) -> timedelta | None:
    """30分, 2時間, 1時間半, 小一時間; None where no span of less than a day is named."""
    spans = [_span(match) for match in _SPAN.finditer(said)]
    return sum(spans, timedelta()) if spans else None


def _clock(match: re.Match[str], hours: Hours) -> timedelta | None:
    parts = match.groupdict()
    hour = number(parts["hour"] or parts["h"])
    minute = 30 if parts["half"] else int(parts["minute"] or parts["m"] or 0)
    if hour > 30 or minute > 59:
        return None
    told = timedelta(hours=_afternoon(hour, parts["part"] or ""), minutes=minute)
    if not parts["part"] and _only_afternoon(told, hours):
        told += NOON
    return told + timedelta(hours=bool(parts["band"]))


def _afternoon(hour: int, part: str) -> int:
    if part in ("夜", "晩") and hour == 12:
        return 24
    later = part.lower() in ("午後", "夕方", "夜", "晩", "pm") or (part == "昼" and hour < 6)
    return hour + 12 if later and hour < 12 else hour


def _only_afternoon(told: timedelta, hours: Hours) -> bool:
    opens, closes = _since_midnight(hours.open), _since_midnight(hours.close)
    return (
        timedelta() < told < NOON and not opens <= told <= closes and opens <= told + NOON <= closes
    )


def _span(match: re.Match[str]) -> timedelta:
    half = timedelta(minutes=30) if match.group(3) else timedelta()
    unit = timedelta(hours=1) if match.group(2) == "時間" else timedelta(minutes=1)
    if match.group(1) in ("半", "小一"):
        return unit if match.group(1) == "小一" else unit / 2
    return min(number(match.group(1)), 100_000) * unit + half


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)
