"""When what a time word promises falls due."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from madoguchi.engines.timewords.clockwords import clock_named, span_named
from madoguchi.engines.timewords.daywords import Reckoning, day_named
from madoguchi.engines.timewords.workdays import ONE_DAY, Hours, closing

# 前日の17時 counts back from another day, 翌営業日の前後 says no day; 30分前 says before what elsewhere.
_ELSEWHERE = re.compile(r"前日|前週|前月|当日|同日|前後|\d(?:分|時間|日)前|以降|どこか|あたり|辺り")

# 15時から16時の間, 25日か26日, 25日〜27日.
_BETWEEN = re.compile(r"から|[〜~]|または|又は|もしくは|か(?!月)")
# Parts of a working day that its closing stands for.
_OF_TODAY = re.compile(
    r"夕方|夕刻|午後|日中|終業|定時|退勤|閉店|閉館|(?:就業|業務|営業)(?:時間|終了)"
)


def due(said: str, *, sent_at: datetime, hours: Hours) -> datetime | None:
    """When the words of a time fall due, in the zone of the hours; None where they are vague.

    `said` is NFKC text, such as 明日の15時まで, 25日中, 30分以内, 3営業日以内, 今週中, 15時から16時. A day falls
    due when it closes, at its midnight where nobody works or it has closed already; a clock time
    that is over today is tomorrow's; of two ends the later one counts. Any text can be read.
    """
    here = sent_at.astimezone(ZoneInfo(hours.tz))
    if _ELSEWHERE.search(said):
        return None
    try:
        return _due(said, here, hours)
    except (OverflowError, ValueError):
        # The calendar ends with the year 9999.
        return None


def _due(said: str, here: datetime, hours: Hours) -> datetime | None:
    """The later of the ends, each of them on the day of the one before where it names none."""
    day: date | None = None
    ends: list[datetime] = []
    for end in _BETWEEN.split(said):
        day = day_named(end, Reckoning(here.date(), hours)) or day
        moment = _moment(end, day, here, hours)
        if moment is not None:
            ends.append(moment)
    return max(ends, default=None)


def _moment(said: str, day: date | None, here: datetime, hours: Hours) -> datetime | None:
    clock = clock_named(said, hours)
    if day is not None:
        return closing(day, hours, here) if clock is None else _at(day, clock, here)
    if clock is not None:
        today = _at(here.date(), clock, here)
        return today if today > here else today + ONE_DAY
    span = span_named(said)
    if span is not None:
        return here + span
    return closing(here.date(), hours, here) if _OF_TODAY.search(said) else None


def _at(day: date, clock: timedelta, here: datetime) -> datetime:
    return datetime.combine(day, time(), here.tzinfo) + clock
