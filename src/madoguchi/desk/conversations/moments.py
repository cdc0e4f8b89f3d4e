"""The moments that are offered for "later": this afternoon, the next opening, next Monday."""

from datetime import UTC, datetime, time, timedelta

from madoguchi.engines.businesstime import Calendar, closing_after, is_open, next_opening

LATER_TODAY = timedelta(hours=2)
HALF_HOUR = timedelta(minutes=30)
BEFORE_DUE = {"due30": timedelta(minutes=30), "due10": timedelta(minutes=10)}
NINE = time(9)
DAY = timedelta(days=1)


def for_snoozing(now: datetime, calendar: Calendar) -> dict[str, datetime]:
    """today (in two hours, on the half hour), tomorrow and monday (the client's opening), in UTC.

    Each only where it is a moment of its own: not this evening's, which is tomorrow.
    """
    local = now.astimezone(calendar.zone)
    soon = local + LATER_TODAY
    past = timedelta(minutes=soon.minute, seconds=soon.second, microseconds=soon.microsecond)
    soon += -past % HALF_HOUR
    offered = {"today": soon if soon.date() == local.date() else None}
    offered["tomorrow"] = _morning(local + DAY, calendar)
    offered["monday"] = _morning(local + DAY * (7 - local.weekday()), calendar)
    return _apart(offered)


def for_sending(
    now: datetime, calendar: Calendar, due_at: datetime | None = None
) -> dict[str, datetime]:
    """due30 or due10 (minutes before the reply is due), opening (the client's next one) and tomorrow
    (at nine), in UTC.
    """
    local = now.astimezone(calendar.zone)
    closes = closing_after(now, calendar) if is_open(now, calendar) else now
    offered = _before(due_at, now, calendar) if due_at else {}
    offered["opening"] = next_opening(closes, calendar) if closes else None
    offered["tomorrow"] = datetime.combine(local.date() + DAY, NINE, calendar.zone)
    return _apart(offered)


def _before(due_at: datetime, now: datetime, calendar: Calendar) -> dict[str, datetime | None]:
    """The earlier of the two that is still ahead, on its minute, while the desk is open."""
    on_minute = due_at.replace(second=0, microsecond=0)
    ahead = {
        name: on_minute - before
        for name, before in BEFORE_DUE.items()
        if on_minute - before > now and is_open(on_minute - before, calendar)
    }
    return dict(list(ahead.items())[:1])


def _morning(local: datetime, calendar: Calendar) -> datetime | None:
    """The first opening of that day or after; nine where the desk is open through the night."""
    midnight = datetime.combine(local.date(), time(), local.tzinfo)
    if is_open(midnight, calendar):
        return next_opening(datetime.combine(local.date(), NINE, local.tzinfo), calendar)
    return next_opening(midnight, calendar)


def _apart(offered: dict[str, datetime | None]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for name, at in offered.items():
        if at is not None and at.astimezone(UTC) not in found.values():
            found[name] = at.astimezone(UTC)
    return found
