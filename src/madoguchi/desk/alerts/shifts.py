"""Whether somebody is at work: the shift that they named, until there is a roster."""

from datetime import datetime, timedelta

from django.utils import timezone

from madoguchi.desk.alerts.models import AlertChoice


def wants_to_know(choice: AlertChoice, at: datetime) -> bool:
    """Whether there is a way to this person, and they are at work."""
    has_a_way = choice.in_app or choice.by_mail or choice.by_browser
    return has_a_way and is_in_shift(choice, at)


def is_in_shift(choice: AlertChoice, at: datetime) -> bool:
    """Half-open, by the desk's time zone; a shift past midnight belongs to the day on which it begins."""
    local = timezone.localtime(at)
    now = local.time()
    today, yesterday = local.isoweekday(), (local - timedelta(days=1)).isoweekday()
    if choice.begins == choice.ends:
        return _works_on(choice, today)
    if choice.begins < choice.ends:
        return _works_on(choice, today) and choice.begins <= now < choice.ends
    began_today = _works_on(choice, today) and now >= choice.begins
    return began_today or (_works_on(choice, yesterday) and now < choice.ends)


def _works_on(choice: AlertChoice, weekday: int) -> bool:
    return str(weekday) in choice.days
