"""The next good moment as the composer offers it, and why now is none."""

from datetime import datetime, timedelta

from madoguchi.desk.conversations.recipients import Reach
from madoguchi.desk.guard.rows import OfferRow
from madoguchi.desk.platform.words import say
from madoguchi.engines.businesstime import closing_after, next_opening, open_intervals
from madoguchi.engines.rightmoment import Wrong

A_DAY = timedelta(days=1)


def offer_of(reach: Reach | None, now: datetime) -> OfferRow | None:
    """None when now is good for whom the text reaches, or when nothing is known of them."""
    if reach is None or reach.moment.why is None:
        return None
    return OfferRow(reach.moment.at, _why(reach, reach.moment.why, now), now)


def _why(reach: Reach, why: Wrong, now: datetime) -> str:
    if why is Wrong.ABSENT:
        return say("%(name)sさんは不在です") % {"name": reach.name}
    if why is Wrong.HOLIDAY:
        holiday = reach.calendar.holiday(now.astimezone(reach.calendar.zone).date())
        return say("今日は祝日です（%(holiday)s）") % {"holiday": holiday}
    if why in {Wrong.CLOSED, Wrong.DAY_OFF}:
        return _of(
            reach, say("今日は%(name)sさんの休みの日です"), say("今日は委託元の休みの日です")
        )
    return _hours(reach, why, now)


def _hours(reach: Reach, why: Wrong, now: datetime) -> str:
    opens = next_opening(now, reach.calendar)
    local = now.astimezone(reach.calendar.zone)
    if why is Wrong.OUTSIDE_HOURS and opens is not None and opens.date() == local.date():
        words = _of(
            reach,
            say("%(name)sさんの勤務は %(at)s からです"),
            say("委託元の営業は %(at)s からです"),
        )
        return words % {"at": f"{opens:%H:%M}"}
    closes = closing_after(now, reach.calendar) if why is Wrong.BEFORE_CLOSING else None
    words = _of(
        reach, say("%(name)sさんの勤務は %(at)s までです"), say("委託元の営業は %(at)s までです")
    )
    return words % {"at": f"{closes or _closed(reach, local):%H:%M}"}


def _closed(reach: Reach, local: datetime) -> datetime:
    """The last closing of the day on which they worked; it is over by now."""
    day = local.date()
    spans = open_intervals(day - A_DAY, day, reach.calendar)
    return max((one.closes for one in spans if one.closes <= local), default=local)


def _of(reach: Reach, somebody: str, client: str) -> str:
    """With the name put in where there is one; the rest of the gaps stay."""
    return somebody.replace("%(name)s", reach.name.split(maxsplit=1)[0]) if reach.name else client
