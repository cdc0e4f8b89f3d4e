"""Dates that stand beside a weekday, and the days of the calendar that they may mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.beginnings import compiled
from madoguchi.engines.rulebook.once import read_once

WEEKDAYS = "月火水木金土日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Two years are as near when the date lies about half a year away.
_HALF_A_YEAR = timedelta(days=150)

_YEAR = r"(?:(?P<year>\d{4})[年/.-]|令和(?P<reiwa>\d{1,2})年|[RrＲ](?P<r>\d{1,2})[./年]|(?P<relative>昨年|去年|前年|一昨年|今年|本年|来年|翌年|再来年)の?)"
_DATE = (
    rf"(?:{_YEAR}\s?|(?<![\d/.]))(?:(?P<month>\d{{1,2}})月\s?(?P<day>\d{{1,2}})日|(?P<m>\d{{1,2}})[/.-](?P<d>\d{{1,2}})(?![\d/]))"
    r"|(?P<near>今月|来月|再来月|翌月|先月)の?(?P<near_day>\d{1,2})日|(?<![\d月/.:])(?P<bare>\d{1,2})日(?!間|前|後|以|分|目|ほど|程)"
)
_IN_BRACKETS = r"(?:の|[ \t])?[(\[【](?P<{0}>[月火水木金土日])(?:曜日?)?(?:[・/､、,. ]?[祝休振](?:日|替|休)*|・[^()\]】]{{1,8}})?[)\]】]"
_SPELT = r"(?:の|[ \t])?(?P<{0}>[月火水木金土日])曜(?:日)?(?![一-龥]?[大会])"
_LATIN = (
    r"[ \t]?\(?(?P<latin>Mon|Tue|Wed|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN)[a-z]{0,6}\.?\)?"
)
_DATED = compiled(
    rf"(?:{_DATE})(?:{_IN_BRACKETS.format('bracket')}|{_SPELT.format('spelt')}|{_LATIN})"
)
# 来週火曜(24日), 火曜日（11/24）.
_WEEKDAY_FIRST = re.compile(
    r"(?P<first>[月火水木金土日])曜日?[ \t]?\((?:(?P<month>\d{1,2})(?:月|/)(?P<day>\d{1,2})日?|(?P<bare>\d{1,2})日)\)"
)
_MONTH_ALONE = re.compile(r"(?<!\d)(\d{1,2})月(?!\s?\d)")
# 12/1(火)、2(水): the month runs on.
_RUNS_ON = re.compile(rf"[、,・〜~-]\s?(?P<on>\d{{1,2}})日?{_IN_BRACKETS.format('bracket')}")
_RELATIVE_YEARS = {
    "一昨年": -2,
    "昨年": -1,
    "去年": -1,
    "前年": -1,
    "今年": 0,
    "本年": 0,
    "来年": 1,
    "翌年": 1,
    "再来年": 2,
}
_RELATIVE_MONTHS = {"先月": -1, "今月": 0, "来月": 1, "翌月": 1, "再来月": 2}


@dataclass(frozen=True, slots=True)
class DatedWeekday:
    """A date with its weekday (0 = Monday) beside it; offsets are those of the analysed text.

    `days` are the days that it may mean, the likeliest first; empty where nothing tells the year.
    """

    start: int
    end: int
    weekday: int
    weekday_at: int
    in_japanese: bool
    days: tuple[date, ...]


@read_once
def dated_weekdays(analysis: Analysis) -> tuple[DatedWeekday, ...]:
    """The dates of the writer's own words that name their weekday, in the order of the text."""
    if _CUE.search(analysis.own) is None:
        return ()
    return tuple(_dated(analysis))


_CUE = re.compile(
    r"\d日?(?:の|[ \t])?(?:[(\[【]?[月火水木金土日]|\(?[MTWFS][a-zA-Z])|曜日?[ \t]?\(\d"
)


def _dated(analysis: Analysis) -> Iterator[DatedWeekday]:
    own = analysis.own
    sent_at = analysis.context.sent_at
    today = sent_at.date() if sent_at else None
    said = _months_alone(own, today)
    for match in _DATED.finditer(own):
        parts = match.groupdict()
        days = _days(parts, today, said)
        yield _of(match, parts, days)
        said = [*days[:1], *said][:8]
        yield from _running_on(own, match.end(), days)
    for match in _WEEKDAY_FIRST.finditer(own):
        yield _of(match, match.groupdict(), _days(match.groupdict(), today, said))


def _months_alone(own: str, today: date | None) -> list[date]:
    """3月の枠は…15日(月): the first of each month that is named without a day, in the year to come."""
    if today is None:
        return []
    months = dict.fromkeys(int(match.group(1)) for match in _MONTH_ALONE.finditer(own))
    found = [_date(today.year + (month < today.month), month, 1) for month in months]
    return [one for one in found if one][:8]


def _running_on(own: str, position: int, days: tuple[date, ...]) -> Iterator[DatedWeekday]:
    while days and (match := _RUNS_ON.match(own, position)):
        found = [_date(day.year, day.month, int(match["on"])) for day in days]
        yield _of(match, match.groupdict(), tuple(day for day in found if day), "on")
        position = match.end()


def _of(
    match: re.Match[str],
    parts: dict[str, str | None],
    days: tuple[date, ...],
    group: int | str = 0,
) -> DatedWeekday:
    name = next(one for one in ("bracket", "spelt", "latin", "first") if parts.get(one))
    written = match[name]
    weekday = WEEKDAYS.find(written)
    return DatedWeekday(
        match.start(group),
        match.end(),
        weekday if weekday >= 0 else _ENGLISH.index(written.lower()),
        match.start(name),
        weekday >= 0,
        days,
    )


def _days(parts: dict[str, str | None], today: date | None, said: list[date]) -> tuple[date, ...]:
    month, day = _number(parts, "month", "m"), _number(parts, "day", "d")
    year = _year(parts, today)
    if month and day and year:
        return _real(_date(year, month, day))
    if today is None:
        return ()
    if month and day:
        return _nearest(today, month, day, {one.year for one in said})
    if near := parts.get("near"):
        return _real(_in_month(today, _RELATIVE_MONTHS[near], _number(parts, "near_day")))
    return _of_near_months(today, _number(parts, "bare"), said)


def _number(parts: dict[str, str | None], *names: str) -> int:
    return next((int(found) for name in names if (found := parts.get(name))), 0)


def _year(parts: dict[str, str | None], today: date | None) -> int | None:
    if year := _number(parts, "year"):
        return year
    if era := _number(parts, "reiwa", "r"):
        return 2018 + era
    relative = parts.get("relative")
    return today.year + _RELATIVE_YEARS[relative] if relative and today else None


def _nearest(today: date, month: int, day: int, years: set[int]) -> tuple[date, ...]:
    """The date in the nearer year, then in another year that the draft names or that is as near."""
    found = [_date(today.year + ahead, month, day) for ahead in (-1, 0, 1)]
    ordered = sorted((one for one in found if one), key=lambda one: abs(one - today))
    return tuple(
        one
        for place, one in enumerate(ordered)
        if place == 0
        or one.year in years - {today.year}
        or _HALF_A_YEAR < abs(one - today) < timedelta(days=366) - _HALF_A_YEAR
    )


def _of_near_months(today: date, day: int, said: list[date]) -> tuple[date, ...]:
    """25日 alone: of a month named before it, of the coming one, or of the one just over."""
    named = [_date(one.year, one.month, day) for one in said]
    coming = _in_month(today, 0, day)
    over = coming is None or coming < today
    following = _in_month(today, 1, day) if over else None
    return tuple(dict.fromkeys(one for one in [coming, following, *named] if one))


def _in_month(today: date, ahead: int, day: int) -> date | None:
    months = today.year * 12 + today.month - 1 + ahead
    return _date(months // 12, months % 12 + 1, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _real(day: date | None) -> tuple[date, ...]:
    return (day,) if day else ()
