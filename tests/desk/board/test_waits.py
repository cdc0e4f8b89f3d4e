"""How many were answered in time, how fast the first answers came, how many wait: by hand-made cases."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from madoguchi.desk.board.queries import behind, waits
from madoguchi.desk.board.queries.policies import policies
from madoguchi.desk.board.queries.waits import Share
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.closing import (
    Seen,
    close_conversation,
    mark_no_answer_needed,
)
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.builders import NOW
from tests.desk.board.scene import scope, told

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LATER = NOW + 4 * HOUR  # 18:00, the desk is open


def share(dai: Person, hikari: Client, now: datetime = LATER, span: str = "today") -> Share:
    with walls.transaction([hikari.pk]):
        return told(waits.waits(scope(dai, now, span=span))).whole


def taken(dai: Person, hikari: Client, now: datetime = LATER, span: str = "today") -> list[int]:
    with walls.transaction([hikari.pk]):
        where = scope(dai, now, span=span)
        known = told(policies(where))
        firsts = told(waits.firsts(where))
        return sorted(waits.minutes(one, known.by_id[one.policy_id]) for one in firsts)


def rows_behind(dai: Person, hikari: Client, what: str, now: datetime = LATER) -> int:
    with walls.transaction([hikari.pk]):
        where = scope(dai, now)
        return len(behind.waits(where, what, told(policies(where)), None).rows)


def test_an_empty_desk_has_no_share_and_no_median(dai: Person, hikari: Client) -> None:
    assert share(dai, hikari) == Share(0, 0)
    assert share(dai, hikari).percent is None
    assert waits.middle(taken(dai, hikari)) is None


def test_an_answer_at_the_due_time_was_in_time_and_a_minute_later_it_was_not(
    hikari: Client, ann: Person, dai: Person
) -> None:
    builders.replied(builders.a_conversation(hikari), ann, after=60 * MINUTE)
    builders.replied(builders.a_conversation(hikari), ann, after=61 * MINUTE)

    assert share(dai, hikari) == Share(1, 2)
    assert taken(dai, hikari) == [60, 61]
    assert rows_behind(dai, hikari, "ended") == 2
    assert rows_behind(dai, hikari, "missed") == 1
    assert rows_behind(dai, hikari, "first") == 2


def test_a_wait_that_goes_on_is_not_counted_before_it_ends(
    hikari: Client, ann: Person, dai: Person
) -> None:
    builders.a_conversation(hikari)

    assert share(dai, hikari) == Share(0, 0)
    with walls.transaction([hikari.pk]):
        assert told(waits.waits(scope(dai, LATER))).running[-1] == 1


def test_a_reply_that_was_taken_back_answered_nothing(
    hikari: Client, ann: Person, dai: Person
) -> None:
    message = builders.replied(builders.a_conversation(hikari), ann)
    with walls.transaction([hikari.pk]):
        recall_reply(message_id=message.pk, person=ann, now=message.at + 5 * MINUTE / 60)

    assert share(dai, hikari) == Share(0, 0)
    assert taken(dai, hikari) == []


def test_what_needed_no_answer_was_no_wait(hikari: Client, ann: Person, dai: Person) -> None:
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        mark_no_answer_needed(
            conversation_id=conversation.pk,
            message_id=Message.objects.get(conversation=conversation).pk,
            person=ann,
            reason="お礼のみ",
            now=NOW + 2 * HOUR,
        )

    assert share(dai, hikari) == Share(0, 0)


@pytest.mark.parametrize(("after", "expected"), [(HOUR / 2, Share(0, 0)), (2 * HOUR, Share(0, 1))])
def test_what_was_closed_unanswered_is_a_miss_only_after_its_due_time(
    after: timedelta, expected: Share, hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        close_conversation(
            conversation_id=conversation.pk,
            person=ann,
            now=NOW + after,
            seen=Seen(message_id=conversation.newest_customer_message_id or 0, merge_id=None),
        )

    assert share(dai, hikari) == expected


def test_a_wait_under_a_new_policy_is_one_wait(hikari: Client, ann: Person, dai: Person) -> None:
    conversation = builders.a_conversation(hikari)
    builders.a_policy(hikari, version=2, due_minutes=90)
    builders.received(conversation)
    builders.replied(conversation, ann, after=80 * MINUTE)

    assert share(dai, hikari) == Share(1, 1)
    assert taken(dai, hikari) == [80]
    with walls.transaction([hikari.pk]):
        assert max(told(waits.waits(scope(dai, LATER))).running) == 1


def test_a_sunday_takes_no_time(hikari: Client, ann: Person, dai: Person) -> None:
    friday_evening = datetime(2026, 11, 13, 18, 50, tzinfo=timezone.get_default_timezone())
    monday = friday_evening + timedelta(days=2, hours=15, minutes=20)  # 10:10
    conversation = builders.a_conversation(hikari, received_at=friday_evening)
    builders.replied(conversation, ann, after=monday - friday_evening)

    assert taken(dai, hikari, monday + HOUR) == [20]
    assert share(dai, hikari, monday + HOUR) == Share(1, 1)


def test_only_the_first_answer_of_a_conversation_counts_for_the_median(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann, after=20 * MINUTE)
    builders.received(conversation, received_at=NOW + 30 * MINUTE)
    builders.replied(conversation, ann, after=70 * MINUTE)

    assert taken(dai, hikari) == [20]
    assert share(dai, hikari) == Share(2, 2)


def test_yesterday_is_of_this_week_and_not_of_today(
    hikari: Client, ann: Person, dai: Person
) -> None:
    builders.replied(builders.a_conversation(hikari), ann)  # a Tuesday

    assert share(dai, hikari, NOW + timedelta(days=1)) == Share(0, 0)
    assert share(dai, hikari, NOW + timedelta(days=1), "week") == Share(1, 1)
    assert share(dai, hikari, NOW + timedelta(days=7), "week") == Share(0, 0)
    assert share(dai, hikari, NOW + timedelta(days=7), "month") == Share(1, 1)


def test_the_line_of_waits_rises_with_each_and_falls_with_its_answer(
    hikari: Client, ann: Person, dai: Person
) -> None:
    answered = builders.a_conversation(hikari)  # from 14:00
    builders.a_conversation(hikari, received_at=NOW + HOUR)  # from 15:00
    builders.replied(answered, ann, after=150 * MINUTE)  # at 16:30

    with walls.transaction([hikari.pk]):
        running = told(waits.waits(scope(dai, LATER))).running

    assert len(running) == 19
    assert [running[hour] for hour in (13, 14, 15, 16, 17, 18)] == [0, 1, 2, 1, 1, 1]


def test_the_rows_go_on_where_a_page_ends(
    monkeypatch: pytest.MonkeyPatch, hikari: Client, ann: Person, dai: Person
) -> None:
    monkeypatch.setattr(behind, "SHOWN", 2)
    answered: list[Conversation] = []
    for number in range(5):
        answered.append(builders.a_conversation(hikari))
        builders.replied(answered[-1], ann, after=number * MINUTE + MINUTE)

    found: list[int] = []
    place = None
    with walls.transaction([hikari.pk]):
        where = scope(dai, LATER)
        known = told(policies(where))
        for _ in range(3):
            page = behind.waits(where, "ended", known, place)
            found += [row.pk for row in page.rows]
            at, _, pk = page.rest.partition("~")
            place = behind.Place(datetime.fromisoformat(at), int(pk)) if at else None

    assert found == [one.pk for one in reversed(answered)]
    assert place is None
