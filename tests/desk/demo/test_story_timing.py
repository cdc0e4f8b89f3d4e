"""The story's moments on real calendars, whatever the hour at which the demo starts."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from madoguchi.desk.demo.story import STORY
from madoguchi.desk.demo.story.clients import calendar
from madoguchi.desk.demo.story.shapes import Business, Conversation, OpenDay, When
from madoguchi.desk.demo.story.timing import resolve
from madoguchi.desk.demo.story.wording import promised
from madoguchi.engines.businesstime import Calendar, elapsed, parse_calendar

TOKYO = ZoneInfo("Asia/Tokyo")
STARTS = [
    pytest.param(datetime(2026, 11, 20, 14, 36, tzinfo=TOKYO), id="the design's Friday"),
    pytest.param(datetime(2026, 11, 22, 7, 21, tzinfo=TOKYO), id="Sunday before a holiday"),
    pytest.param(datetime(2026, 11, 24, 9, 0, tzinfo=TOKYO), id="opening after three days"),
    pytest.param(datetime(2026, 12, 5, 23, 59, tzinfo=TOKYO), id="a Saturday night"),
    pytest.param(datetime(2027, 1, 1, 0, 0, tzinfo=TOKYO), id="New Year"),
    pytest.param(datetime(2027, 5, 5, 12, 30, tzinfo=TOKYO), id="the end of Golden Week"),
]


@pytest.mark.parametrize("now", STARTS)
def test_a_waiting_customer_has_waited_the_same_business_time(now: datetime) -> None:
    [bowl] = [one for one in STORY.conversations if one.key == "tajima-chipped-bowl"]
    hours = _calendars(now)["komorebi"]

    since = resolve(bowl.entries[2].at, now=now, calendar=hours)

    assert elapsed(since, now, hours) == 48 * 60


@pytest.mark.parametrize("now", STARTS)
def test_every_conversation_runs_forward_and_has_happened(now: datetime) -> None:
    calendars = _calendars(now)
    for conversation in (*STORY.conversations, *STORY.earlier):
        hours = calendars[conversation.client]
        moments = [resolve(one, now=now, calendar=hours) for one in _happened(conversation)]
        assert moments == sorted(moments), conversation.key
        assert moments[-1] <= now


@pytest.mark.parametrize("now", STARTS)
def test_promises_fall_due_after_their_reply_and_open_ones_ahead(now: datetime) -> None:
    calendars = _calendars(now)
    for conversation in STORY.conversations:
        hours = calendars[conversation.client]
        for entry in conversation.entries:
            if entry.promise is None:
                continue
            due = promised(resolve(entry.promise.due, now=now, calendar=hours))
            assert due > resolve(entry.at, now=now, calendar=hours)
            assert (due > now) == (conversation.closed is None)


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        (Business(minutes_ago=48), datetime(2026, 11, 20, 13, 48, tzinfo=TOKYO)),
        (Business(minutes_ago=-24), datetime(2026, 11, 20, 15, 0, tzinfo=TOKYO)),
        (Business(minutes_ago=-300), datetime(2026, 11, 24, 10, 36, tzinfo=TOKYO)),
        (OpenDay(days_ago=1, clock="21:16"), datetime(2026, 11, 19, 21, 16, tzinfo=TOKYO)),
        (OpenDay(days_ago=5, clock="10:12"), datetime(2026, 11, 13, 10, 12, tzinfo=TOKYO)),
    ],
)
def test_moments_skip_what_is_closed(when: When, moment: datetime) -> None:
    now = datetime(2026, 11, 20, 14, 36, tzinfo=TOKYO)

    assert resolve(when, now=now, calendar=_calendars(now)["komorebi"]) == moment


def _calendars(now: datetime) -> Mapping[str, Calendar]:
    return {
        client.key: parse_calendar(calendar(client.hours, now.date())) for client in STORY.clients
    }


def _happened(conversation: Conversation) -> list[When]:
    ends = [conversation.closed.at] if conversation.closed else []
    return [one.at for one in conversation.entries] + ends
