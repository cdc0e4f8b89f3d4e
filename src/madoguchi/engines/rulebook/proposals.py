"""Times that a rewrite may propose, worked out from when the draft goes out and the working hours."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from madoguchi.engines.rulebook.context import Context, WorkingHours
from madoguchi.engines.timewords import is_working_day

REPLY_WITHIN = timedelta(hours=2)
DELIVERY_WORKING_DAYS = 3
# Nobody's week has longer breaks; a context without any working day must not be searched for ever.
SEARCHED_DAYS = 31
WEEKDAYS = "月火水木金土日"


def reply_by(context: Context) -> str | None:
    """A full hour some two hours ahead, inside the working hours: 本日17時, or 24日(火)11時.

    None where the context tells no time of sending, no hours or no working day within a month.
    """
    if context.sent_at is None or context.working_hours is None:
        return None
    hours = context.working_hours
    sent_at = context.sent_at.astimezone(ZoneInfo(hours.tz))
    for day in _working_days(sent_at.date(), hours):
        earliest = max(sent_at + REPLY_WITHIN, _at(day, hours.open, sent_at) + timedelta(hours=1))
        hour = _full_hour(earliest)
        if hour <= _at(day, hours.close, sent_at):
            return f"{_day_name(hour.date(), sent_at.date())}{hour.hour}時"
    return None


def delivery_by(context: Context) -> str | None:
    """The third working day after the sending, with its weekday: 11月26日(木). None as for reply_by."""
    if context.sent_at is None or context.working_hours is None:
        return None
    today = context.sent_at.astimezone(ZoneInfo(context.working_hours.tz)).date()
    days = (day for day in _working_days(today, context.working_hours) if day > today)
    coming = list(islice(days, DELIVERY_WORKING_DAYS))
    if len(coming) < DELIVERY_WORKING_DAYS:
        return None
    day = coming[DELIVERY_WORKING_DAYS - 1]
    return f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})"


def next_opening(context: Context) -> str | None:
    """When the recipient's next working day or hour begins: 本日10時, 24日(火)10時. None as for reply_by."""
    if context.sent_at is None or context.working_hours is None:
        return None
    hours = context.working_hours
    sent_at = context.sent_at.astimezone(ZoneInfo(hours.tz))
    for day in _working_days(sent_at.date(), hours):
        opening = _at(day, hours.open, sent_at)
        if opening > sent_at:
            return spoken(opening, sent_at)
    return None


def spoken(moment: datetime, now: datetime) -> str:
    """A moment as it is said on the day of `now`, both in one zone: 本日10時, 24日(火)10時30分."""
    minute = f"{moment.minute}分" if moment.minute else ""
    return f"{_day_name(moment.date(), now.date())}{moment.hour}時{minute}"


def _working_days(first: date, hours: WorkingHours) -> Iterator[date]:
    for ahead in range(SEARCHED_DAYS):
        day = first + timedelta(days=ahead)
        if is_working_day(day, hours):
            yield day


def _at(day: date, clock: time, like: datetime) -> datetime:
    return datetime.combine(day, clock, tzinfo=like.tzinfo)


def _full_hour(moment: datetime) -> datetime:
    floor = moment.replace(minute=0, second=0, microsecond=0)
    return floor if floor == moment else floor + timedelta(hours=1)


def _day_name(day: date, today: date) -> str:
    if day == today:
        return "本日"
    month = "" if day.month == today.month else f"{day.month}月"
    return f"{month}{day.day}日({WEEKDAYS[day.weekday()]})"
