"""Days, times of day and spans of time in words, as the reader's language writes them."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import get_language

from madoguchi.desk.platform.words import say

_MOMENT = timedelta(microseconds=1)
_WEEKDAYS = "月火水木金土日"
_ENGLISH_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Era and its first day, newest first; the day of a change belongs to the new era.
_ERAS = (
    ("令和", date(2019, 5, 1)),
    ("平成", date(1989, 1, 8)),
    ("昭和", date(1926, 12, 25)),
    ("大正", date(1912, 7, 30)),
    ("明治", date(1868, 10, 23)),
)


def in_english() -> bool:
    """Whether the reader's language is English."""
    return (get_language() or "").startswith("en")


def local(value: datetime) -> datetime:
    """The moment in the desk's time zone."""
    return value.astimezone(timezone.get_default_timezone())


def local_day(value: datetime | date) -> date:
    """The day of a moment in the desk's time zone; a day as it is."""
    return local(value).date() if isinstance(value, datetime) else value


def midnight(day: date) -> datetime:
    """When the day begins in the desk's time zone."""
    return datetime.combine(day, time(), timezone.get_default_timezone())


def next_month(day: date) -> date:
    """The first day of the month after the one in which this day lies."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def weekday(number: int) -> str:
    """「金」/ "Fri"; Monday is 0."""
    return _ENGLISH_WEEKDAYS[number] if in_english() else _WEEKDAYS[number]


def weekday_span(first: int, last: int) -> str:
    """「月〜金」/ "Mon–Fri", one of them alone when both are the same."""
    if first == last:
        return weekday(first)
    return f"{weekday(first)}{say('〜')}{weekday(last)}"


def day_words(day: date) -> str:
    """「11月20日（金）」/ "Fri 20 Nov"."""
    if in_english():
        return f"{weekday(day.weekday())} {_day_of_month(day)}"
    return f"{day.month}月{day.day}日（{weekday(day.weekday())}）"


def short_day(day: date) -> str:
    """「24日(火)」/ "Tue 24"."""
    if in_english():
        return f"{weekday(day.weekday())} {day.day}"
    return f"{day.day}日({weekday(day.weekday())})"


def moment(local: datetime) -> str:
    """「11月20日 14:36」/ "20 Nov 14:36"."""
    return f"{_plain_day(local)} {local:%H:%M}"


def coming(value: datetime, now: datetime) -> str:
    """A moment ahead, in the desk's zone: 「10:00」 today, 「明日 10:00」, then 「24日(火) 10:00」.

    A day of another month or year says which: 「12月1日(火) 10:00」「2027年2月15日(月) 10:00」.
    """
    here = local(value)
    return _ahead(here.date(), f"{here:%H:%M}", local_day(now))


def due_day(value: datetime) -> date:
    """The day that a due time belongs to: midnight is the end of the day before, not a beginning."""
    return (local(value) - _MOMENT).date()


def due_time(value: datetime) -> str:
    """「19:00」; 「24:00」 at the end of a day."""
    here = local(value)
    return f"{here:%H:%M}" if here.date() == due_day(value) else "24:00"


def due(value: datetime, now: datetime) -> str:
    """A due time, as `coming` says a moment ahead: 「24:00」 today, 「明日 24:00」, 「25日(水) 24:00」."""
    return _ahead(due_day(value), due_time(value), local_day(now))


def due_moment(value: datetime) -> str:
    """「11月20日 19:00」「11月20日 24:00」 / "20 Nov 19:00"."""
    return f"{_plain_day(due_day(value))} {due_time(value)}"


def _plain_day(day: date) -> str:
    return _day_of_month(day) if in_english() else f"{day.month}月{day.day}日"


def _ahead(day: date, time: str, today: date) -> str:
    away = (day - today).days
    if away == 0:
        return time
    named = say("明日") if away == 1 else day_beside(day, today)
    return f"{named} {time}"


def day_beside(day: date, today: date) -> str:
    """「24日(火)」 of this month, 「12月1日(火)」 of another, 「2027年2月15日(月)」 of another year."""
    if (day.year, day.month) == (today.year, today.month):
        return short_day(day)
    named = day_words(day) if in_english() else f"{day.month}月{short_day(day)}"
    if day.year == today.year:
        return named
    return f"{named} {day.year}" if in_english() else f"{day.year}年{named}"


def long_day(day: date) -> str:
    """「2026年11月20日」/ "20 November 2026"."""
    if in_english():
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def month(day: date) -> str:
    """「2026年11月」/ "November 2026": the month that the day is in."""
    if in_english():
        return f"{_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月"


def era_day(day: date) -> str:
    """「令和8年11月20日」, an era's first year as 元年; English counts no eras: "20 November 2026".

    A day before the Gregorian calendar came to Japan's eras (1868) keeps the common year.
    """
    era = next(((name, first) for name, first in _ERAS if day >= first), None)
    if era is None or in_english():
        return long_day(day)
    name, first = era
    year = day.year - first.year + 1
    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def closed_days(first: date, last: date, *, ends_on_holiday: bool) -> str:
    """「11月21日(土)〜23日(月・祝)」/ "Sat 21–Mon 23 Nov (holiday)"; the month again where it changes."""
    if in_english():
        return _closed_days_in_english(first, last) + (" (holiday)" if ends_on_holiday else "")
    holiday = "・祝" if ends_on_holiday else ""
    end = f"{last.day}日({weekday(last.weekday())}{holiday})"
    if first == last:
        return f"{last.month}月{end}"
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{first.month}月{short_day(first)}〜{month}{end}"


def minutes_words(minutes: int) -> str:
    """「12分」/ "12 min" below an hour, "3:12" from there on."""
    return say("%(n)s分") % {"n": minutes} if minutes < 60 else hours_and_minutes(minutes)


def length_words(minutes: int) -> str:
    """「12分」「3時間」「3時間12分」: a length of time, which nobody takes for a time of day."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return say("%(n)s分") % {"n": rest}
    if not rest:
        return say("%(n)s時間") % {"n": hours}
    return say("%(hours)s時間%(minutes)s分") % {"hours": hours, "minutes": rest}


def hours_and_minutes(minutes: int) -> str:
    """ "3:12"."""
    return f"{minutes // 60}:{minutes % 60:02}"


def span_words(minutes: int) -> str:
    """「3時間」/ "3 h" for whole hours, 「90分」/ "90 min" otherwise."""
    if minutes % 60:
        return say("%(n)s分") % {"n": minutes}
    return say("%(n)s時間") % {"n": minutes // 60}


def _closed_days_in_english(first: date, last: date) -> str:
    if first == last:
        return day_words(last)
    start = short_day(first) if first.month == last.month else day_words(first)
    return f"{start}–{day_words(last)}"


def _day_of_month(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"
