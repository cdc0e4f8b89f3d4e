"""The stored clocks are what the events say, whatever happened in whatever order."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import verification
from madoguchi.desk.conversations.actions.merging import merge_conversations, undo_merge
from madoguchi.desk.conversations.models import Conversation, ReplyClock
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.refusals import Refusal
from tests import builders
from tests.desk.conversations.steps import (
    STEPS,
    Step,
    ask_the_client,
    here,
    merge_into_a_closed_one,
    take_the_ball,
    undo_a_merge,
)

# Minutes between two steps: within an hour, over a closing, over a weekend and its holiday.
GAPS = st.one_of(st.integers(0, 90), st.integers(0, 1200), st.integers(2000, 8000))
WALKS = st.lists(st.tuples(st.sampled_from(STEPS), GAPS), max_size=14)


def walk(conversation: Conversation, person: Person, steps: list[tuple[Step, int]]) -> datetime:
    """Take the steps, to the time of the last; what is refused at its time is not done."""
    at = builders.NOW
    with walls.within([conversation.client_id]):
        for step, minutes in steps:
            at += timedelta(minutes=minutes)
            with suppress(Refusal):
                step(here(conversation), person, at)
    return at


@example(  # without the merge the matter is done, whoever had the ball meanwhile
    steps=[(merge_into_a_closed_one, 0), (ask_the_client, 0), (take_the_ball, 0), (undo_a_merge, 0)]
)
@given(steps=WALKS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_stored_clocks_equal_the_rebuilt_ones_after_any_walk(
    hikari: Client, ann: Person, steps: list[tuple[Step, int]]
) -> None:
    with transaction.atomic():
        conversation = builders.a_conversation(hikari)
        walk(conversation, ann, steps)
        report = verification.verify_all()
        with walls.within([hikari.pk]):
            there = list(Conversation.objects.values_list("state", "ball"))
        transaction.set_rollback(True)

    assert report == verification.Report(compared=len(there), differences=())
    assert all((state == "open") is (ball != "nobody") for state, ball in there)


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


@given(before=WALKS, gap=st.integers(0, 300))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_merge_that_is_undone_leaves_both_as_they_were(
    hikari: Client, ann: Person, before: list[tuple[Step, int]], gap: int
) -> None:
    with transaction.atomic(), walls.within([hikari.pk]):
        conversation = builders.a_conversation(hikari)
        other = builders.a_conversation(hikari)
        at = walk(conversation, ann, before)
        conversation = here(conversation)
        as_it_was = [_stored(one) for one in (conversation, other)]
        with suppress(Refusal):  # a reply waits, or leaves
            merge = merge_conversations(
                source_id=conversation.pk, target_id=other.pk, person=ann, now=at
            )
            undo_merge(merge_id=merge.pk, person=ann, now=at + timedelta(minutes=gap))
        as_it_is = [_stored(one) for one in (conversation, other)]
        transaction.set_rollback(True)

    assert as_it_is == as_it_was


def _stored(conversation: Conversation) -> object:
    fields = {"snippet", "last_message_at", "newest_customer_message_id"}  # said in other words
    [row] = Conversation.objects.filter(pk=conversation.pk).values()
    return (
        {name: value for name, value in row.items() if name not in fields},
        list(conversation.messages.order_by("pk").values()),
        list(conversation.clocks.order_by("position").values()),
    )
