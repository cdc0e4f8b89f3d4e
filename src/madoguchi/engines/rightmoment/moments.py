"""Whether now is a good moment to write to somebody, and if not, when the next one is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from madoguchi.engines.businesstime import (
    BadMoment,
    closing_after,
    is_open,
    next_opening,
)
from madoguchi.engines.rightmoment.recipient import Recipient, Wrong

# A closing after which they are back so soon is a break, not the day's end.
LONGEST_BREAK = timedelta(hours=2)
LOOKED_AT = 366  # openings: whoever has none that is long enough within a year has none


@dataclass(frozen=True)
class Moment:
    """The first good moment from one on: that one itself (`why` is None), or a later one, and why."""

    at: datetime
    why: Wrong | None = None

    @property
    def is_now(self) -> bool:
        """Whether nothing speaks against the moment that was asked about."""
        return self.why is None


def next_good_moment(now: datetime, recipient: Recipient) -> Moment | None:
    """`now` when that is a good moment, else the next one, in the offset of the recipient's calendar.

    None where none is found: hours that never open, or never for longer than the margin, or an
    absence without an end. Raises BadMoment for a `now` that businesstime does not serve.
    """
    why = wrong_at(now, recipient)
    if why is None:
        return Moment(now)
    try:
        at = _first_good(now, recipient)
    except BadMoment:  # an absence ends after the years that are served
        return None
    return None if at is None else Moment(at, why)


def wrong_at(moment: datetime, recipient: Recipient) -> Wrong | None:
    """What speaks against writing then; None for a good moment. Raises BadMoment."""
    if any(one.covers(moment) for one in recipient.absences):
        return Wrong.ABSENT
    if not is_open(moment, recipient.calendar):
        return _why_closed(moment, recipient)
    ends = _end_of_day(moment, recipient)
    too_late = ends is not None and ends - moment < recipient.margin
    return Wrong.BEFORE_CLOSING if too_late else None


def _why_closed(moment: datetime, recipient: Recipient) -> Wrong:
    calendar = recipient.calendar
    day = moment.astimezone(calendar.zone).date()
    if calendar.hours(day):
        return Wrong.OUTSIDE_HOURS
    if calendar.holiday(day) is not None:
        return Wrong.HOLIDAY
    return Wrong.CLOSED if day in calendar.closed else Wrong.DAY_OFF


def _first_good(now: datetime, recipient: Recipient) -> datetime | None:
    at = now
    for _ in range(LOOKED_AT + len(recipient.absences)):
        opening = next_opening(at, recipient.calendar)
        if opening is None:
            return None
        away = [one.until for one in recipient.absences if one.covers(opening)]
        ends = _end_of_day(opening, recipient)
        if away:
            at = max(away)
        elif ends is not None and ends - opening < recipient.margin:
            at = ends
        else:
            return opening
    return None


def _end_of_day(moment: datetime, recipient: Recipient) -> datetime | None:
    """The closing after an open moment, where the day ends with it; None for a break's, or for none."""
    closes = closing_after(moment, recipient.calendar)
    if closes is None:
        return None
    back = next_opening(closes, recipient.calendar)
    return None if back is not None and back - closes <= LONGEST_BREAK else closes
