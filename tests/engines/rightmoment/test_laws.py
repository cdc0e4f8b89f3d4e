"""What holds for everybody's hours and absences; and the same answer by looking at every minute."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from madoguchi.engines.businesstime import Calendar, parse_calendar
from madoguchi.engines.rightmoment import Absence, Recipient, next_good_moment, wrong_at
from tests.engines.businesstime.strategies import CALENDARS, ZONED

BEGIN = datetime(2026, 9, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MOMENTS = st.integers(0, 40 * 1440).map(lambda minutes: BEGIN + minutes * MINUTE)
ABSENCES = st.lists(
    st.builds(
        lambda since, length: Absence(since, since + length * MINUTE),
        MOMENTS,
        st.integers(1, 5 * 1440),
    ),
    max_size=3,
).map(tuple)
MARGINS = st.integers(0, 12).map(lambda slots: slots * 5 * MINUTE)
RECIPIENTS = st.builds(
    lambda data, absences, margin: Recipient(parse_calendar(data), absences, margin),
    ZONED,
    ABSENCES,
    MARGINS,
)
LOOKED_AHEAD = 16  # days of minutes that the plain way goes through


@given(RECIPIENTS, MOMENTS)
@settings(deadline=None)
def test_the_good_moment_is_not_before_now_and_is_itself_good(
    recipient: Recipient, now: datetime
) -> None:
    found = next_good_moment(now, recipient)

    assume(found is not None)
    assert found is not None
    assert found.at >= now
    assert found.is_now == (found.at == now)
    again = next_good_moment(found.at, recipient)
    assert again is not None
    assert again.is_now
    assert again.at == found.at


@given(RECIPIENTS, MOMENTS, st.integers(0, 10_000))
@settings(deadline=None)
def test_who_asks_later_is_never_told_an_earlier_moment(
    recipient: Recipient, now: datetime, minutes: int
) -> None:
    first = next_good_moment(now, recipient)
    second = next_good_moment(now + minutes * MINUTE, recipient)

    assume(first is not None and second is not None)
    assert first is not None
    assert second is not None
    assert first.at <= second.at


@given(RECIPIENTS, MOMENTS)
@settings(deadline=None)
def test_one_more_absence_never_makes_it_earlier(recipient: Recipient, now: datetime) -> None:
    without = Recipient(recipient.calendar, recipient.absences[1:], recipient.margin)

    more, fewer = next_good_moment(now, recipient), next_good_moment(now, without)

    assume(more is not None and fewer is not None)
    assert more is not None
    assert fewer is not None
    assert fewer.at <= more.at


@given(CALENDARS, ABSENCES, MARGINS, MOMENTS)
@settings(deadline=None, max_examples=60)
def test_it_is_the_first_good_minute(
    data: dict[str, Any], absences: tuple[Absence, ...], margin: timedelta, now: datetime
) -> None:
    recipient = Recipient(parse_calendar(data), absences, margin)
    good = _good_minutes(recipient, now)

    found = next_good_moment(now, recipient)

    if good:
        assert found is not None
        assert found.at == good[0]
        assert (wrong_at(now, recipient) is None) == (good[0] == now)
    else:
        assert found is None or found.at >= now + timedelta(days=LOOKED_AHEAD)


def _good_minutes(recipient: Recipient, now: datetime) -> list[datetime]:
    """Every good minute of the days ahead, by looking at each of them."""
    opened = _open_minutes(recipient.calendar, now)
    ends = _ends_of_days(opened)
    return [
        minute
        for minute in opened
        if now <= minute < now + timedelta(days=LOOKED_AHEAD)
        and not any(one.since <= minute < one.until for one in recipient.absences)
        and ends[minute] - minute >= recipient.margin
    ]


def _open_minutes(calendar: Calendar, now: datetime) -> list[datetime]:
    first = now.astimezone(calendar.zone).date() - timedelta(days=3)
    found: set[datetime] = set()
    for ahead in range(LOOKED_AHEAD + 6):
        day = first + timedelta(days=ahead)
        midnight = datetime(day.year, day.month, day.day, tzinfo=calendar.zone).astimezone(UTC)
        for opens, closes in calendar.hours(day):
            found.update(midnight + n * MINUTE for n in range(opens // 60, closes // 60))
    return sorted(found)


def _ends_of_days(opened: list[datetime]) -> dict[datetime, datetime]:
    """For each open minute the closing of its day: a gap of at most two hours is a break."""
    stretches: list[list[datetime]] = []
    for minute in opened:
        if not stretches or minute - stretches[-1][-1] > MINUTE:
            stretches.append([])
        stretches[-1].append(minute)
    ends: dict[datetime, datetime] = {}
    for stretch, following in pairwise([*stretches, []]):
        closes = stretch[-1] + MINUTE
        is_break = bool(following) and following[0] - closes <= timedelta(hours=2)
        end = datetime.max.replace(tzinfo=UTC) if is_break else closes
        ends.update(dict.fromkeys(stretch, end))
    return ends
