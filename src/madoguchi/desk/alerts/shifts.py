"""Whether somebody is at work: the shift that they named, until there is a roster."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from madoguchi.desk.alerts.models import AlertChoice

DAY = timedelta(days=1)
WEEK = 7  # days: no shift is longer ago, or further ahead


@dataclass(frozen=True, slots=True)
class Shifts:
    """The shifts around a moment. on: until when they work, None where they don't; off: since when they don't."""

    on: datetime | None
    off: datetime | None
    back: datetime | None  # when the next one begins; None for who works on without an end


def wants_to_know(choice: AlertChoice, at: datetime) -> bool:
    """Whether there is a way to this person, and they are at work."""
    has_a_way = choice.in_app or choice.by_mail or choice.by_browser
    return has_a_way and is_in_shift(choice, at)


def is_in_shift(choice: AlertChoice, at: datetime) -> bool:
    """Half-open, by the desk's time zone; a shift past midnight belongs to the day on which it begins."""
    return shifts_around(choice, at).on is not None


def shifts_around(choice: AlertChoice, at: datetime) -> Shifts:
    """The one that they are in, else the end of the last; and when the next begins."""
    on = off = None
    for begins, ends in _stretches(choice, at):
        if at < begins:
            return Shifts(on, None if on else off, begins)
        if at < ends:
            on = ends
        off = ends
    return Shifts(on, None if on else off, None)


def _stretches(choice: AlertChoice, at: datetime) -> list[tuple[datetime, datetime]]:
    """From the last before to the next behind; shifts that touch are one."""
    today = timezone.localtime(at).date()
    found: list[tuple[datetime, datetime]] = []
    for n in range(-WEEK - 1, WEEK + 2):
        day = today + n * DAY
        if str(day.isoweekday()) not in choice.days:
            continue
        begins, ends = _hours_of(choice, day)
        if found and begins <= found[-1][1]:
            begins, _before = found.pop()
        found.append((begins, ends))
    return found


def _hours_of(choice: AlertChoice, day: date) -> tuple[datetime, datetime]:
    if choice.begins == choice.ends:
        return _moment(day, time.min), _moment(day + DAY, time.min)
    last = day if choice.begins < choice.ends else day + DAY
    return _moment(day, choice.begins), _moment(last, choice.ends)


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
