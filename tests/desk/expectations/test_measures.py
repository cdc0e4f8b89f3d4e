"""What the measures count, against cases made by hand."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import closing
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.expectations.figures import Key
from madoguchi.desk.expectations.queries.measured import measured
from madoguchi.desk.expectations.rows import Measured
from madoguchi.desk.expectations.windows import month_to_date
from madoguchi.desk.guard.models import GuardCheck, GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

REPLY = ("first_reply_within", 60)
MEDIAN = ("first_reply_median", None)
RESOLVED = ("resolved_within", 24)
RESOLVED_OPEN = ("resolved_within_open", 9)
GUARD = ("guard_kept", None)
# The 17th is a Tuesday, the 20th a Friday; the 23rd, a Monday, is a holiday. Open 10:00 to 19:00.
MONTH_END = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in Tokyo."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


def stands(client: Client, *keys: Key, now: datetime = MONTH_END) -> dict[Key, Measured]:
    with walls.transaction([client.pk]):
        window = month_to_date(client.pk, policies.in_force(client.pk), now)
        return measured(window, keys)


def counted(client: Client, key: Key = REPLY, *, now: datetime = MONTH_END) -> tuple[int, int]:
    """How many of how many."""
    one = stands(client, key, now=now)[key]
    return one.kept, one.counted


def received(client: Client, moment: datetime) -> Conversation:
    return builders.a_conversation(client, received_at=moment)


def answered(conversation: Conversation, author: Person, moment: datetime) -> Message:
    return builders.replied(conversation, author, after=moment - conversation.opened_at)


def closed(conversation: Conversation, person: Person, moment: datetime) -> None:
    with walls.transaction([conversation.client_id]):
        closing.close_conversation(conversation_id=conversation.pk, person=person, now=moment)


def reopened(conversation: Conversation, person: Person, moment: datetime) -> None:
    with walls.transaction([conversation.client_id]):
        closing.reopen_conversation(conversation_id=conversation.pk, person=person, now=moment)


def needs_none(conversation: Conversation, person: Person, moment: datetime) -> None:
    with walls.transaction([conversation.client_id]):
        message = Message.objects.filter(conversation=conversation, kind="customer").latest("pk")
        closing.mark_no_answer_needed(
            conversation_id=conversation.pk,
            message_id=message.pk,
            person=person,
            reason="お礼",
            now=moment,
        )


def test_a_reply_within_the_hour_is_kept_and_a_later_one_is_not(
    hikari: Client, ann: Person
) -> None:
    answered(received(hikari, at(17, 14)), ann, at(17, 14, 59))
    answered(received(hikari, at(17, 15)), ann, at(17, 16, 1))

    assert counted(hikari) == (1, 2)


def test_a_reply_exactly_at_the_hour_is_kept(hikari: Client, ann: Person) -> None:
    answered(received(hikari, at(17, 14)), ann, at(17, 15))

    assert counted(hikari) == (1, 1)


def test_an_hour_that_ends_with_closing_is_not_made_longer_by_the_night(
    hikari: Client, ann: Person
) -> None:
    answered(received(hikari, at(17, 18)), ann, at(17, 19))
    answered(received(hikari, at(17, 18)), ann, at(17, 20))
    answered(received(hikari, at(17, 18)), ann, at(18, 10))

    assert counted(hikari) == (1, 3)


def test_nights_sundays_and_holidays_do_not_count(hikari: Client, ann: Person) -> None:
    answered(received(hikari, at(20, 18, 30)), ann, at(24, 10, 30))  # over a long weekend
    answered(received(hikari, at(22, 12)), ann, at(24, 11))  # a Sunday's
    answered(received(hikari, at(22, 12)), ann, at(24, 11, 1))

    assert counted(hikari) == (2, 3)


def test_what_still_has_time_is_not_counted_and_what_has_none_left_is_missed(
    hikari: Client, ann: Person
) -> None:
    received(hikari, at(17, 14))

    assert counted(hikari, now=at(17, 15)) == (0, 0)
    assert counted(hikari, now=at(17, 15, 1)) == (0, 1)


def test_a_later_wait_of_a_conversation_is_not_its_first_reply(hikari: Client, ann: Person) -> None:
    conversation = received(hikari, at(17, 10))
    answered(conversation, ann, at(17, 10, 30))
    builders.received(conversation, received_at=at(17, 11))
    answered(conversation, ann, at(17, 18))

    assert counted(hikari) == (1, 1)


def test_a_conversation_of_last_month_is_not_counted_again(hikari: Client, ann: Person) -> None:
    conversation = received(hikari, at(17, 10) - timedelta(days=30))
    answered(conversation, ann, at(17, 10, 30) - timedelta(days=30))
    builders.received(conversation, received_at=at(17, 11))
    answered(conversation, ann, at(17, 18))

    assert counted(hikari) == (0, 0)


def test_a_message_that_needs_no_answer_is_no_wait(hikari: Client, ann: Person) -> None:
    needs_none(received(hikari, at(17, 10)), ann, at(17, 18))
    thanked = received(hikari, at(17, 10))
    needs_none(thanked, ann, at(17, 18))
    builders.received(thanked, received_at=at(18, 10))
    answered(thanked, ann, at(18, 10, 20))

    assert counted(hikari) == (1, 1)


def test_what_was_closed_in_time_without_an_answer_is_not_counted(
    hikari: Client, ann: Person
) -> None:
    closed(received(hikari, at(17, 10)), ann, at(17, 10, 30))
    closed(received(hikari, at(17, 10)), ann, at(17, 11, 30))

    assert counted(hikari) == (0, 1)


def test_the_time_in_which_a_conversation_was_closed_does_not_count(
    hikari: Client, ann: Person
) -> None:
    conversation = received(hikari, at(17, 10))
    closed(conversation, ann, at(17, 10, 30))
    reopened(conversation, ann, at(18, 10))
    answered(conversation, ann, at(18, 10, 30))
    late = received(hikari, at(17, 10))
    closed(late, ann, at(17, 10, 30))
    reopened(late, ann, at(18, 10))
    answered(late, ann, at(18, 10, 31))

    assert counted(hikari) == (1, 2)


def test_what_was_late_before_it_was_closed_stays_late(hikari: Client, ann: Person) -> None:
    conversation = received(hikari, at(17, 10))
    closed(conversation, ann, at(17, 12))
    reopened(conversation, ann, at(18, 10))
    answered(conversation, ann, at(18, 10, 1))

    assert counted(hikari) == (0, 1)


def test_a_new_version_of_the_hours_counts_from_the_same_start(hikari: Client, ann: Person) -> None:
    conversation = received(hikari, at(17, 18, 30))
    later = {**builders.WEEKDAYS_10_TO_19, "weekly": {day: [["10:00", "18:45"]] for day in "12345"}}
    builders.a_policy(hikari, version=2, calendar=later)
    builders.received(conversation, received_at=at(17, 18, 40))
    answered(conversation, ann, at(18, 10, 45))
    other = received(hikari, at(18, 18, 30))
    answered(other, ann, at(19, 10, 46))

    assert counted(hikari) == (1, 2)


def test_the_median_is_of_the_answered_ones_in_open_minutes(hikari: Client, ann: Person) -> None:
    answered(received(hikari, at(17, 18, 30)), ann, at(18, 10, 10))  # 40
    answered(received(hikari, at(17, 10)), ann, at(17, 10, 10))  # 10
    answered(received(hikari, at(17, 10)), ann, at(17, 10, 25))  # 25
    received(hikari, at(17, 10))

    assert stands(hikari, MEDIAN)[MEDIAN].value == Decimal(25)
    assert stands(hikari, MEDIAN, REPLY)[MEDIAN].value == Decimal(25)


def test_a_room_is_no_customers_desk(hikari: Client, ann: Person) -> None:
    conversation = received(hikari, at(17, 10))
    with walls.transaction([hikari.pk]):
        Conversation.objects.filter(pk=conversation.pk).update(channel="room")

    assert counted(hikari) == (0, 0)
    assert counted(hikari, RESOLVED) == (0, 0)


def test_a_matter_is_resolved_by_the_closing_that_stands(hikari: Client, ann: Person) -> None:
    quick = received(hikari, at(17, 10))
    closed(quick, ann, at(18, 10))
    slow = received(hikari, at(17, 10))
    closed(slow, ann, at(17, 11))
    reopened(slow, ann, at(17, 12))
    closed(slow, ann, at(18, 10, 1))
    received(hikari, at(17, 10))  # open for ever
    received(hikari, at(27, 13))  # has its 24 hours still before it

    assert counted(hikari, RESOLVED) == (1, 3)


def test_a_matter_over_the_weekend_has_its_hours_of_open_time(hikari: Client, ann: Person) -> None:
    matter = received(hikari, at(20, 15))
    closed(matter, ann, at(24, 15))

    assert counted(hikari, RESOLVED) == (0, 1)
    assert counted(hikari, RESOLVED_OPEN) == (1, 1)


def test_messages_with_a_finding_that_weighs_are_counted_and_no_others(
    hikari: Client, ann: Person
) -> None:
    messages = [answered(received(hikari, at(17, 10)), ann, at(17, 10, 5)) for _ in range(4)]
    with walls.transaction([hikari.pk]):
        for message, severity, verdict in zip(
            messages, ("warn", "hint", "stop"), ("", "", "rejected"), strict=False
        ):
            check = GuardCheck.objects.get(message_id=message.pk)
            GuardFinding.objects.create(
                client=hikari,
                guard_check=check,
                message_id=message.pk,
                rule="concrete-wording",
                severity=severity,
                outcome="sent",
                person=ann,
                at=message.at,
                verdict=verdict,
                reviewed_by=ann if verdict else None,
                reviewed_at=message.at if verdict else None,
            )

    assert counted(hikari, GUARD) == (3, 4)


def test_nothing_counted_is_no_figure(hikari: Client) -> None:
    found = stands(hikari, REPLY, MEDIAN, RESOLVED, GUARD)

    assert {one.value for one in found.values()} == {None}


def test_another_clients_rows_are_not_counted(hikari: Client, tsubame: Client, ann: Person) -> None:
    received(tsubame, at(17, 10))

    assert counted(hikari) == (0, 0)


@pytest.mark.parametrize("waits", [1, 12])
def test_all_measures_together_ask_four_queries_however_much_there_is(
    hikari: Client, ann: Person, waits: int
) -> None:
    for _ in range(waits):
        answered(received(hikari, at(17, 10)), ann, at(17, 10, 5))
    keys = (REPLY, ("first_reply_within", 180), MEDIAN, RESOLVED, RESOLVED_OPEN, GUARD)
    with walls.transaction([hikari.pk]):
        window = month_to_date(hikari.pk, policies.in_force(hikari.pk), MONTH_END)
        measured(window, keys)  # prepares the statements
        with CaptureQueriesContext(connection) as asked:
            measured(window, keys)

    assert len(asked) == 4
