"""The day that a time word names, reckoned from the day on which it is written."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from madoguchi.engines.timewords.numbers import NUMBER, number
from madoguchi.engines.timewords.workdays import (
    ONE_DAY,
    Hours,
    last_working_day,
    working_day_after,
)

WEEKDAYS = "月火水木金土日"
# No promise reaches further; beyond it the calendar itself ends.
FARTHEST_DAYS = 3_660

_RELATIVE = (
    (re.compile(r"しあさって|明々後日"), 3),
    (re.compile(r"翌々日|明後日|あさって"), 2),
    (re.compile(r"明日|あす|あした|明朝|明晩|翌日|翌朝|一両日"), 1),
    (re.compile(r"本日|今日|きょう|今夜|今晩|今夕|即日"), 0),
)
_WEEKS = {"今週": 0, "今度": 0, "来週": 1, "翌週": 1, "再来週": 2}
_MONTHS = {"今月": 0, "来月": 1, "翌月": 1, "再来月": 2}
_YEARS = {"今年": 0, "来年": 1, "翌年": 1}
_TENTHS = {"上旬": 10, "中旬": 20}


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a day is reckoned from: the day of writing, and the working week."""

    today: date
    hours: Hours


def day_named(said: str, by: Reckoning) -> date | None:
    """The day of 25日, 来週火曜, 明後日, 翌営業日, 3日以内, 今週中, 月末, 5の付く日.

    Of several (今日か明日) the last; None where none can be worked out (当日, 年明け).
    """
    if _DATE.search(said):
        return max(_dated(said, by), default=None)
    for read in (_tallied, _relative, _weekday, _within):
        if days := read(said, by):
            return max(days)
    return None


def _dated(said: str, by: Reckoning) -> list[date]:
    """2026年11月25日, 11/25, 来月5日, 25日: without a year or a month the next such day."""
    found = []
    for match in _DATE.finditer(said):
        parts = match.groupdict()
        day = int(parts["day"] or parts["slash_day"] or parts["bare"])
        month = parts["month"] or parts["slash_month"]
        year = parts["year"] or parts["slash_year"]
        if parts["this_month"]:
            found.append(_in_month(by.today, _MONTHS[parts["this_month"]], day))
        elif month:
            found.append(_in_year(by.today, _year(year, by.today), int(month), day))
        else:
            found.append(_next_month_with(by.today, day))
    return [day for day in found if day]


_DATE = re.compile(
    r"(?:(?P<year>\d{4}年|今年|来年|翌年)の?)?(?P<month>\d{1,2})月の?(?P<day>\d{1,2})日"
    r"|(?<![\d/])(?:(?P<slash_year>\d{4})[/-])?(?P<slash_month>\d{1,2})[/-](?P<slash_day>\d{1,2})(?![\d/-])"
    r"|(?:(?P<this_month>今月|来月|再来月|翌月)の?)?(?<!\d)(?P<bare>\d{1,2})日"
    r"(?!間|以内|後|ほど|程|くらい|ぐらい|前|分|目|遅|早|ずつ|単位)"
)


def _year(said: str | None, today: date) -> int | None:
    if said is None:
        return None
    return today.year + _YEARS[said] if said in _YEARS else int(said.removesuffix("年"))


def _in_year(today: date, year: int | None, month: int, day: int) -> date | None:
    years = [year] if year else range(today.year, today.year + 9)
    found = (_date(one, month, day) for one in years)
    return next((one for one in found if one and (year or one >= today)), None)


def _in_month(today: date, ahead: int, day: int) -> date | None:
    first = _month(today, ahead)
    return _date(first.year, first.month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_month_with(today: date, number: int) -> date | None:
    """The next such day of a month from today on."""
    return _next_day(today, lambda day: day.day == number)


def _next_day(today: date, fits: Callable[[date], bool]) -> date | None:
    """The next day from today on that fits, within the longest run of months without a 31st."""
    return next((day for ahead in range(63) if fits(day := today + ahead * ONE_DAY)), None)


def _tallied(said: str, by: Reckoning) -> list[date]:
    """5の付く日, 五十日: days of the month that end so."""
    match = re.search(r"([05０５])の[つ付]く日|五十日|ごとおび|ゴトビ|5の倍数の日", said)
    if match is None:
        return []
    rest, step = (int(match.group(1)), 10) if match.group(1) else (0, 5)
    found = _next_day(by.today, lambda day: day.day % step == rest)
    return [found] if found else []


def _relative(said: str, by: Reckoning) -> list[date]:
    found = []
    for pattern, ahead in _RELATIVE:
        if pattern.search(said):
            found.append(by.today + ahead * ONE_DAY)
            said = pattern.sub("", said)
    if workday := re.search(r"(翌々|翌|次の?|明)営業日", said):
        ahead = 2 if workday.group(1) == "翌々" else 1
        day = working_day_after(by.today, by.hours, ahead)
        found += [day] if day else []
    return found


def _weekday(said: str, by: Reckoning) -> list[date]:
    """金曜: today or after; 来週火曜: of that ISO week; 次の金曜: after today."""
    found = []
    for match in _WEEKDAY.finditer(said):
        weekday = WEEKDAYS.index(match.group("weekday") or match.group("short"))
        week = match.group("week") or match.group("short_week")
        if week in _WEEKS and week != "今度":
            found.append(_monday(by.today) + (7 * _WEEKS[week] + weekday) * ONE_DAY)
        else:
            first = by.today + ONE_DAY * (week == "次")
            found.append(first + (weekday - first.weekday()) % 7 * ONE_DAY)
    return found


_WEEKDAY = re.compile(
    r"(?:(?P<week>今週|再来週|来週|翌週|次|今度)の?)?(?P<weekday>[月火水木金土日])曜日?"
    r"|(?P<short_week>今週|再来週|来週|翌週)の?(?P<short>[月火水木金土])(?!曜|末|初|中旬)"
)


def _within(said: str, by: Reckoning) -> list[date]:
    """3日以内, 2営業日後, 1週間後, 1か月以内, 今週中, 月末, 12月上旬, 年内."""
    counted = _COUNTED.search(said)
    found = _after(counted, by) if counted else _closing_period(said, by)
    return [found] if found else []


# A bare 30日 is a day of the month; 30日以内 counts.
_COUNTED = re.compile(
    rf"({NUMBER})(営業日|日(?=間|以内|後|ほど|程|くらい|ぐらい|弱|強)|週間?|[かヶカケヵ]月)"
)


def _after(counted: re.Match[str], by: Reckoning) -> date | None:
    count, unit = number(counted.group(1)), counted.group(2)
    if not 0 < count <= FARTHEST_DAYS:
        return None
    if unit == "営業日":
        return working_day_after(by.today, by.hours, count)
    if unit.endswith("月"):
        first = _month(by.today, min(count, 120))
        return first.replace(day=min(by.today.day, _length(first)))
    return by.today + min(count * (7 if unit.startswith("週") else 1), FARTHEST_DAYS) * ONE_DAY


def _closing_period(said: str, by: Reckoning) -> date | None:
    """The last working day of a week, month or year, the first of one that only begins."""
    if re.search(r"週明け", said):
        return working_day_after(_monday(by.today) + 6 * ONE_DAY, by.hours)
    if week := re.search(r"再来週|来週|翌週|今週|週内|週末", said):
        first = _monday(by.today) + 7 * _WEEKS.get(week.group(), 0) * ONE_DAY
        return _last(first, first + 6 * ONE_DAY, by)
    if re.search(r"年内|年末", said):
        return _last(date(by.today.year, 1, 1), date(by.today.year, 12, 31), by)
    if re.search(r"年度(?:内|末)|今年度", said):
        year = by.today.year + (by.today.month > 3)
        return _last(date(year - 1, 4, 1), date(year, 3, 31), by)
    month = _PERIOD_OF_MONTH.search(said)
    return _of_month(month, by) if month else None


_PERIOD_OF_MONTH = re.compile(
    r"(?P<month>(?<!\d)\d{1,2}月|再来月|来月|翌月|今月)?の?(?P<part>月初|初|上旬|中旬|下旬|末|月内|月末)"
    r"|(?P<whole>(?<!\d)\d{1,2}月|再来月|来月|翌月|今月)"
)


def _of_month(match: re.Match[str], by: Reckoning) -> date | None:
    part = match.group("part") or ""
    first = _first_of(match.group("month") or match.group("whole") or "今月", by.today)
    if first is None:
        return None
    if part.endswith("初"):
        ahead = first if first > by.today else _month(by.today, 1)
        return working_day_after(ahead - ONE_DAY, by.hours)
    last = first.replace(day=_TENTHS.get(part, _length(first)))
    if part in _TENTHS and last < by.today and match.group("month") is None:
        last = _month(by.today, 1).replace(day=_TENTHS[part])
    return last if part in _TENTHS else _last(first, last, by)


def _first_of(said: str, today: date) -> date | None:
    if said in _MONTHS:
        return _month(today, _MONTHS[said])
    month = int(said.removesuffix("月"))
    return _month(today, (month - today.month) % 12) if 1 <= month <= 12 else None


def _last(first: date, last: date, by: Reckoning) -> date:
    """The last working day; the last day of all where the working ones are over."""
    found = last_working_day(first, last, by.hours)
    return found if found >= by.today else last


def _monday(day: date) -> date:
    return day - day.weekday() * ONE_DAY


def _month(day: date, ahead: int) -> date:
    """The first day of the month `ahead` months after a day's."""
    months = day.year * 12 + day.month - 1 + ahead
    return date(months // 12, months % 12 + 1, 1)


def _length(first: date) -> int:
    return monthrange(first.year, first.month)[1]
