"""Desk hours as a person types them, and the calendar that the engine counts in."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypedDict

from madoguchi.desk.platform.words import later, say

ROUND_THE_CLOCK = "24時間"
DAY = 24 * 60
LONGEST = 2 * DAY  # the engine counts a range to the end of the next day
CLOSURE_DAYS = 366  # a longer one is a client that is closed, not a closure
PARTING = re.compile(r"[、,;・·/\n]+")
SPAN = re.compile(r"(.+?)(?:[-‐‑–—―−~〜]|から)(.+?)(?:まで)?")
CLOCK = re.compile(
    r"(翌|nextday)?([0-9]{1,2})(?::([0-5][0-9])|時(?:([0-5]?[0-9])分|(半))?)?(nextday)?", re.I
)
WEEKDAYS = ("1", "2", "3", "4", "5", "6", "7")

Ranges = list[list[str]]


class BadHours(ValueError):
    """Hours or days that cannot be read; the text is a sentence for the person who typed them."""


class CalendarData(TypedDict):
    """A calendar as `parse_calendar` reads it; weekdays are ISO, 1 is Monday."""

    tz: str
    weekly: dict[str, Ranges]
    holidays: str | None
    closed: list[str]
    open_extra: dict[str, Ranges]


@dataclass(frozen=True, slots=True)
class Closure:
    """Days off with their name, the first and the last included."""

    name: str
    first: date
    last: date

    @property
    def words(self) -> str:
        """「年末年始（2026-12-29〜2027-01-03）」, as the log keeps it."""
        days = f"{self.first}" if self.first == self.last else f"{self.first}〜{self.last}"
        return f"{self.name}（{days}）"

    @property
    def days(self) -> tuple[date, ...]:
        count = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=number) for number in range(count))


@dataclass(frozen=True, kw_only=True)
class Targets:
    """The levels of the reply clock as typed, in business minutes; judged by the action."""

    due: int = 60
    late: int = 180
    limit: int = 360


@dataclass(frozen=True, kw_only=True)
class Hours:
    """A client's contracted hours, whole: seven days from Monday, closures by name, days open besides."""

    weekly: tuple[Ranges, ...]
    holidays: bool = True
    closures: tuple[Closure, ...] = ()
    extra: Mapping[date, Ranges] = field(default_factory=dict)
    tz: str = "Asia/Tokyo"

    def calendar(self) -> CalendarData:
        """What the engine counts in."""
        closed = {day.isoformat() for one in self.closures for day in one.days}
        return {
            "tz": self.tz,
            "weekly": dict(zip(WEEKDAYS, self.weekly, strict=True)),
            "holidays": "JP" if self.holidays else None,
            "closed": sorted(closed),
            "open_extra": {day.isoformat(): self.extra[day] for day in sorted(self.extra)},
        }

    def closures_data(self) -> list[dict[str, str]]:
        """The closures as JSON keeps them."""
        return [
            {"name": one.name, "first": one.first.isoformat(), "last": one.last.isoformat()}
            for one in self.closures
        ]


PRESETS: Mapping[str, tuple[Any, Hours]] = {
    "weekdays-10-19": (
        later("平日 10:00–19:00（祝日は休み）"),
        Hours(weekly=(*([["10:00", "19:00"]] for _ in range(5)), [], [])),
    ),
    "weekdays-9-18": (
        later("平日 9:00–18:00（祝日は休み）"),
        Hours(weekly=(*([["09:00", "18:00"]] for _ in range(5)), [], [])),
    ),
    "daily-9-21": (
        later("毎日 9:00–21:00"),
        Hours(weekly=tuple([["09:00", "21:00"]] for _ in range(7)), holidays=False),
    ),
    "round-the-clock": (
        later("24時間・年中無休"),
        Hours(weekly=tuple([["00:00", "24:00"]] for _ in range(7)), holidays=False),
    ),
}


def hours_of(calendar: Mapping[str, Any], closures: Sequence[Mapping[str, str]]) -> Hours:
    """The stored calendar and the names of its closures; closed days without a name get an empty one."""
    named = tuple(
        Closure(one["name"], date.fromisoformat(one["first"]), date.fromisoformat(one["last"]))
        for one in closures
    )
    covered = {day for one in named for day in one.days}
    others = (date.fromisoformat(day) for day in calendar.get("closed", ()))
    return Hours(
        weekly=tuple([list(one) for one in calendar["weekly"].get(day, ())] for day in WEEKDAYS),
        holidays=calendar.get("holidays") is not None,
        closures=_in_order((*named, *_runs(sorted(set(others) - covered)))),
        extra={
            date.fromisoformat(day): [list(one) for one in ranges]
            for day, ranges in calendar.get("open_extra", {}).items()
        },
        tz=calendar["tz"],
    )


def with_closure(hours: Hours, closure: Closure) -> tuple[Closure, ...]:
    """The closures with one more; raises BadHours."""
    if not closure.name.strip():
        raise BadHours(say("休業の名前を書いてください（例：年末年始）。"))
    if closure.last < closure.first:
        raise BadHours(say("終わりの日を、始まりの日より後にしてください。"))
    if (closure.last - closure.first).days >= CLOSURE_DAYS:
        raise BadHours(say("休業は1年までです。"))
    for one in hours.closures:
        if one.first <= closure.last and closure.first <= one.last:
            raise BadHours(
                say("「%(name)s」と日が重なっています。") % {"name": one.name or say("休業日")}
            )
    return _in_order((*hours.closures, closure))


def read_ranges(text: str) -> Ranges:
    """「10:00–12:00、13:00–18:00」「22:00–翌6:00」「24時間」「休み」 as ranges; raises BadHours."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.replace("\n", "、")))
    if plain.casefold() in {"", "休み", "休", "なし", "closed", "off"}:
        return []
    if plain.casefold() in {ROUND_THE_CLOCK, "終日", "24h", "24hours"}:
        return [["00:00", "24:00"]]
    return [_range(part) for part in PARTING.split(plain) if part]


def ranges_words(ranges: Ranges) -> str:
    """The ranges as a person would type them; "" for a day off."""
    if ranges == [["00:00", "24:00"]]:
        return say("24時間")
    return say("、").join(f"{opens}–{_closing_words(opens, closes)}" for opens, closes in ranges)


def minutes_of(clock: str) -> int:
    """「13:30」 in minutes after midnight."""
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute[:2] or 0)


def year_end_after(day: date) -> Closure:
    """年末年始, as most offices have it, of the winter that is next."""
    year = day.year - 1 if day <= date(day.year, 1, 3) else day.year
    return Closure(say("年末年始"), date(year, 12, 29), date(year + 1, 1, 3))


def _range(text: str) -> list[str]:
    found = SPAN.fullmatch(text)
    if found is None:
        raise BadHours(
            say("「%(text)s」を読めません。「10:00–19:00」のように書いてください。")
            % {"text": text}
        )
    opens, closes = _minutes(found[1]), _minutes(found[2])
    if closes % DAY == DAY - 1:  # 23:59: to the end of the day, without a lost minute each midnight
        closes += 1
    if opens >= DAY:
        raise BadHours(say("「%(text)s」：始まりは24:00より前にしてください。") % {"text": text})
    if opens == closes:
        raise BadHours(
            say("「%(text)s」：終日のときは「24時間」と書いてください。") % {"text": text}
        )
    if closes > LONGEST:
        raise BadHours(say("「%(text)s」：終わりは翌日の24:00までです。") % {"text": text})
    return [_clock(opens), _clock(closes)]


def _minutes(text: str) -> int:
    found = CLOCK.fullmatch(text)
    if found is None:
        raise BadHours(say("「%(text)s」は時刻ではありません。") % {"text": text})
    minute = int(found[3] or found[4] or (30 if found[5] else 0))
    return int(found[2]) * 60 + minute + (DAY if found[1] or found[6] else 0)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _closing_words(opens: str, closes: str) -> str:
    begin, end = minutes_of(opens), minutes_of(closes)
    if end > DAY:
        return say("翌%(time)s") % {"time": _clock(end - DAY)}
    return say("翌%(time)s") % {"time": closes} if end < begin else closes


def _in_order(closures: Sequence[Closure]) -> tuple[Closure, ...]:
    return tuple(sorted(closures, key=lambda one: (one.first, one.last, one.name)))


def _runs(days: Sequence[date]) -> tuple[Closure, ...]:
    """Days that follow each other, as one closure without a name."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return tuple(Closure("", run[0], run[-1]) for run in runs)
