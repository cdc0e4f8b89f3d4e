"""The stored clocks are what the events say, whatever happened in whatever order."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import verification
from madoguchi.desk.conversations.actions import closing
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.models import Ball, Conversation, Message, ReplyClock
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.refusals import Refusal
from tests import builders

Step = Callable[[Conversation, Person, datetime], object]


def receive(conversation: Conversation, _person: Person, at: datetime) -> None:
    builders.received(conversation, received_at=at)


def receive_a_notice(conversation: Conversation, _person: Person, at: datetime) -> None:
    builders.received(conversation, received_at=at, notice="auto_reply")


def receive_late(conversation: Conversation, _person: Person, at: datetime) -> None:
    """A mail that lay somewhere for two hours."""
    builders.received(conversation, received_at=at - timedelta(hours=2))


def answer(conversation: Conversation, person: Person, at: datetime) -> None:
    reply = builders.a_reply(conversation, reason="試験のため")
    send_reply(conversation_id=conversation.pk, author=person, reply=reply, now=at)


def answer_and_close(conversation: Conversation, person: Person, at: datetime) -> None:
    reply = builders.a_reply(conversation, reason="試験のため", close=True)
    send_reply(conversation_id=conversation.pk, author=person, reply=reply, now=at)


def close(conversation: Conversation, person: Person, at: datetime) -> None:
    closing.close_conversation(conversation_id=conversation.pk, person=person, now=at)


def reopen(conversation: Conversation, person: Person, at: datetime) -> None:
    closing.reopen_conversation(conversation_id=conversation.pk, person=person, now=at)


def excuse(conversation: Conversation, person: Person, at: datetime) -> None:
    """The oldest message that may still be excused."""
    for message in conversation.messages.filter(kind=Message.Kind.CUSTOMER).order_by("-pk")[:2]:
        closing.mark_no_answer_needed(
            conversation_id=conversation.pk,
            message_id=message.pk,
            person=person,
            reason="お礼のみ",
            now=at,
        )


def change_the_policy(conversation: Conversation, _person: Person, at: datetime) -> None:
    version = conversation.client.policies.count() + 1
    builders.a_policy(conversation.client, version=version, due_minutes=30 + version % 3 * 15)


STEPS: tuple[Step, ...] = (
    receive,
    receive,
    receive_a_notice,
    receive_late,
    answer,
    answer_and_close,
    close,
    reopen,
    excuse,
    change_the_policy,
)
# Minutes between two steps: within an hour, over a closing, over a weekend and its holiday.
GAPS = st.one_of(st.integers(0, 90), st.integers(0, 1200), st.integers(2000, 8000))
WALKS = st.lists(st.tuples(st.sampled_from(STEPS), GAPS), max_size=12)


def walk(conversation: Conversation, person: Person, steps: list[tuple[Step, int]]) -> None:
    """Take the steps; what is refused at its time is not done."""
    at = builders.NOW
    with walls.within([conversation.client_id]):
        for step, minutes in steps:
            at += timedelta(minutes=minutes)
            with suppress(Refusal):
                step(conversation, person, at)
        conversation.refresh_from_db()


@given(steps=WALKS)
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_stored_clocks_equal_the_rebuilt_ones_after_any_walk(
    hikari: Client, ann: Person, steps: list[tuple[Step, int]]
) -> None:
    with transaction.atomic():
        conversation = builders.a_conversation(hikari)
        walk(conversation, ann, steps)
        report = verification.verify_all()
        transaction.set_rollback(True)

    assert report == verification.Report(compared=1, differences=())
    is_open = conversation.state == Conversation.State.OPEN
    assert is_open is (conversation.ball != Ball.NOBODY)


def test_every_conversation_of_every_client_is_compared(hikari: Client, tsubame: Client) -> None:
    builders.a_conversation(hikari)
    builders.a_conversation(tsubame)

    report = verification.verify_all()

    assert (report.compared, report.differences) == (2, ())


@pytest.mark.parametrize(
    "tampering",
    [
        {"due_at": builders.NOW + timedelta(hours=2)},
        {"since": builders.NOW - timedelta(minutes=1)},
        {"outcome": "answered"},
        {"paused_seconds": 60.0},
    ],
)
def test_a_clock_row_that_somebody_changed_is_found(
    hikari: Client, tampering: dict[str, Any]
) -> None:
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        ReplyClock.objects.filter(conversation=conversation).update(**tampering)

    [difference] = verification.verify_all().differences

    assert difference["conversation"] == conversation.pk
    assert difference["stored"] != difference["rebuilt"]


@pytest.mark.parametrize("tampering", [{"ball": "them"}, {"due_at": None}])
def test_a_list_entry_that_somebody_changed_is_found(
    hikari: Client, tampering: dict[str, Any]
) -> None:
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        Conversation.objects.filter(pk=conversation.pk).update(**tampering)

    assert len(verification.verify_all().differences) == 1


def test_a_clock_row_that_was_removed_is_found(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        conversation.clocks.all().delete()

    assert len(verification.verify_all().differences) == 1
