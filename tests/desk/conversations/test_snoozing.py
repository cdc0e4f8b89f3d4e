"""Snoozed: out of the lists until a time, never past what we owe, woken by whoever has a reason."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import closing, snoozing
from madoguchi.desk.conversations.actions.ownership import CannotAssign
from madoguchi.desk.conversations.actions.passing import pass_to_us
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.actions.snoozing import (
    CannotSnooze,
    ClosedAlready,
    DueBefore,
    NotSnoozed,
    end_snooze,
    snooze_conversation,
    wake,
)
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event
from tests import builders
from tests.desk.conversations.posting import as_it_is

pytestmark = pytest.mark.usefixtures("in_hikari")
LATER = builders.NOW + timedelta(minutes=20)
TOMORROW = builders.NOW + timedelta(days=1)


def answered(client: Client, person: Person) -> Conversation:
    conversation = builders.a_conversation(client)
    builders.replied(conversation, person)
    conversation.refresh_from_db()
    return conversation


def why_ended(conversation: Conversation) -> list[str]:
    log = Event.objects.filter(conversation_id=conversation.pk, kind="SnoozeEnded").order_by("pk")
    return [one.data["why"] for one in log]


def test_it_sleeps_until_its_time_and_then_is_to_be_followed_up(
    hikari: Client, ann: Person
) -> None:
    conversation = answered(hikari, ann)

    snooze_conversation(conversation_id=conversation.pk, until=TOMORROW, person=ann, now=LATER)
    conversation.refresh_from_db()
    assert (conversation.snoozed_until, conversation.snoozed_by) == (TOMORROW, ann)

    wake(conversation_id=conversation.pk, now=TOMORROW - timedelta(seconds=1))
    assert as_it_is(conversation).snoozed_until == TOMORROW

    for _ in range(2):  # a job may run twice
        wake(conversation_id=conversation.pk, now=TOMORROW)
    assert as_it_is(conversation).snoozed_until == TOMORROW
    assert why_ended(conversation) == ["time"]


def reply_once_more(conversation: Conversation, person: Person) -> object:
    return send_reply(
        conversation_id=conversation.pk,
        author=person,
        reply=builders.a_reply(conversation),
        now=TOMORROW + timedelta(hours=1),
    )


def take_the_ball(conversation: Conversation, person: Person) -> object:
    now = TOMORROW + timedelta(hours=1)
    return pass_to_us(conversation_id=conversation.pk, person=person, now=now)


@pytest.mark.parametrize("act", [reply_once_more, take_the_ball])
def test_a_follow_up_that_was_reached_is_done_when_somebody_acts(
    hikari: Client, ann: Person, act: Callable[[Conversation, Person], object]
) -> None:
    conversation = answered(hikari, ann)
    snooze_conversation(conversation_id=conversation.pk, until=TOMORROW, person=ann, now=LATER)
    wake(conversation_id=conversation.pk, now=TOMORROW)

    act(conversation, ann)

    assert as_it_is(conversation).snoozed_until is None
    assert why_ended(conversation) == ["time", "acted"]


def test_a_follow_up_that_is_still_ahead_outlives_a_reply(hikari: Client, ann: Person) -> None:
    conversation = answered(hikari, ann)
    later = TOMORROW + timedelta(days=3)
    snooze_conversation(conversation_id=conversation.pk, until=later, person=ann, now=LATER)

    reply_once_more(conversation, ann)

    assert as_it_is(conversation).snoozed_until == later


def test_a_time_that_was_chosen_anew_is_called_out_anew(hikari: Client, ann: Person) -> None:
    conversation = answered(hikari, ann)
    for day in (TOMORROW, TOMORROW + timedelta(days=1)):
        snooze_conversation(conversation_id=conversation.pk, until=day, person=ann, now=LATER)
        wake(conversation_id=conversation.pk, now=day)

    assert why_ended(conversation) == ["time", "time"]


def test_while_we_owe_an_answer_not_past_the_due_time_which_is_named(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    due_at = builders.NOW + timedelta(minutes=60)

    with pytest.raises(DueBefore, match="11月17日 15:00"):
        snooze_conversation(
            conversation_id=conversation.pk,
            until=due_at + timedelta(seconds=1),
            person=ann,
            now=LATER,
        )
    snooze_conversation(conversation_id=conversation.pk, until=due_at, person=ann, now=LATER)

    conversation.refresh_from_db()
    assert conversation.snoozed_until == due_at
    assert conversation.due_at == due_at  # the clock goes on


def test_what_is_overdue_is_answered_first(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    late = builders.NOW + timedelta(hours=2)

    with pytest.raises(DueBefore, match="過ぎています"):
        snooze_conversation(
            conversation_id=conversation.pk,
            until=late + timedelta(minutes=5),
            person=ann,
            now=late,
        )


def test_a_message_of_the_customer_wakes_it(hikari: Client, ann: Person) -> None:
    conversation = answered(hikari, ann)
    snooze_conversation(conversation_id=conversation.pk, until=TOMORROW, person=ann, now=LATER)

    builders.received(conversation, received_at=LATER + timedelta(minutes=1))

    conversation.refresh_from_db()
    assert conversation.snoozed_until is None
    assert why_ended(conversation) == ["message"]


def test_a_machines_notice_does_not_wake_it(hikari: Client, ann: Person) -> None:
    conversation = answered(hikari, ann)
    snooze_conversation(conversation_id=conversation.pk, until=TOMORROW, person=ann, now=LATER)

    builders.received(conversation, received_at=LATER + timedelta(minutes=1), notice="auto_reply")

    conversation.refresh_from_db()
    assert conversation.snoozed_until == TOMORROW


def test_a_person_ends_it_once(hikari: Client, ann: Person) -> None:
    conversation = answered(hikari, ann)
    snooze_conversation(conversation_id=conversation.pk, until=TOMORROW, person=ann, now=LATER)

    end_snooze(conversation_id=conversation.pk, person=ann, now=LATER)

    assert why_ended(conversation) == ["person"]
    with pytest.raises(NotSnoozed):
        end_snooze(conversation_id=conversation.pk, person=ann, now=LATER)


def test_closing_ends_it(hikari: Client, ann: Person) -> None:
    conversation = answered(hikari, ann)
    snooze_conversation(conversation_id=conversation.pk, until=TOMORROW, person=ann, now=LATER)

    closing.close_conversation(conversation_id=conversation.pk, person=ann, now=LATER)

    conversation.refresh_from_db()
    assert conversation.snoozed_until is None
    with pytest.raises(ClosedAlready):
        snooze_conversation(conversation_id=conversation.pk, until=TOMORROW, person=ann, now=LATER)


def test_the_past_is_no_time_to_sleep_until(hikari: Client, ann: Person) -> None:
    conversation = answered(hikari, ann)

    with pytest.raises(CannotSnooze):
        snooze_conversation(conversation_id=conversation.pk, until=LATER, person=ann, now=LATER)


def test_who_only_looks_snoozes_nothing(hikari: Client, ann: Person, ada: Person) -> None:
    conversation = answered(hikari, ann)

    with pytest.raises(CannotAssign):
        snooze_conversation(conversation_id=conversation.pk, until=TOMORROW, person=ada, now=LATER)
    with pytest.raises(CannotAssign):
        snoozing.end_snooze(conversation_id=conversation.pk, person=ada, now=LATER)
