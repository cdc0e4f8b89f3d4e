"""The ball, passed without a message; the clock follows the events alone."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import verification
from madoguchi.desk.conversations.actions import closing
from madoguchi.desk.conversations.actions.ownership import CannotAssign
from madoguchi.desk.conversations.actions.passing import (
    CannotPass,
    CustomerWaits,
    ThereAlready,
    pass_to_client,
    pass_to_customer,
    pass_to_us,
)
from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
LATER = builders.NOW + timedelta(minutes=20)
PASSES = (pass_to_client, pass_to_us, pass_to_customer)


def test_while_the_client_is_asked_the_customers_clock_goes_on(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    due_at = conversation.due_at

    pass_to_client(conversation_id=conversation.pk, person=ann, now=LATER)

    conversation.refresh_from_db()
    assert (conversation.asked_client_at, conversation.ball) == (LATER, "us")
    assert conversation.due_at == due_at
    with pytest.raises(ThereAlready):
        pass_to_client(conversation_id=conversation.pk, person=ann, now=LATER)


def test_it_comes_back_from_the_client_with_the_same_clock(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    due_at = conversation.due_at
    pass_to_client(conversation_id=conversation.pk, person=ann, now=LATER)

    pass_to_us(conversation_id=conversation.pk, person=ann, now=LATER)

    conversation.refresh_from_db()
    assert (conversation.asked_client_at, conversation.due_at) == (None, due_at)
    with pytest.raises(ThereAlready):
        pass_to_us(conversation_id=conversation.pk, person=ann, now=LATER)
    assert verification.verify_all().differences == ()


def test_an_answer_ends_the_asking(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    pass_to_client(conversation_id=conversation.pk, person=ann, now=LATER)

    builders.replied(conversation, ann, after=timedelta(minutes=30))

    conversation.refresh_from_db()
    assert (conversation.asked_client_at, conversation.ball) == (None, "them")


def test_a_ball_that_we_take_starts_a_clock_and_given_back_it_stops(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann)

    pass_to_us(conversation_id=conversation.pk, person=ann, now=LATER)
    conversation.refresh_from_db()
    assert (conversation.ball, conversation.due_at) == ("us", LATER + timedelta(minutes=60))

    pass_to_customer(conversation_id=conversation.pk, person=ann, now=LATER)
    conversation.refresh_from_db()
    assert (conversation.ball, conversation.due_at) == ("them", None)
    with pytest.raises(ThereAlready):
        pass_to_customer(conversation_id=conversation.pk, person=ann, now=LATER)
    assert verification.verify_all().differences == ()


def test_a_clock_that_a_person_started_keeps_its_policy(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari, notice="auto_reply")
    pass_to_us(conversation_id=conversation.pk, person=ann, now=LATER)

    builders.a_policy(hikari, version=2, due_minutes=30)

    assert verification.verify_all().differences == ()


def test_it_is_not_the_customers_while_they_wait_for_an_answer(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    with pytest.raises(CustomerWaits):
        pass_to_customer(conversation_id=conversation.pk, person=ann, now=LATER)
    closing.mark_no_answer_needed(
        conversation_id=conversation.pk,
        message_id=conversation.newest_customer_message_id or 0,
        person=ann,
        reason="お礼のみ",
        now=LATER,
    )

    conversation.refresh_from_db()
    assert conversation.ball == "them"


def test_a_closed_matter_has_no_ball_to_pass(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    pass_to_client(conversation_id=conversation.pk, person=ann, now=LATER)
    closing.close_conversation(conversation_id=conversation.pk, person=ann, now=LATER)

    conversation.refresh_from_db()
    assert conversation.asked_client_at is None
    for action in PASSES:
        with pytest.raises(CannotPass):
            action(conversation_id=conversation.pk, person=ann, now=LATER)


def test_who_only_looks_passes_nothing(hikari: Client, ada: Person) -> None:
    conversation = builders.a_conversation(hikari)

    for action in PASSES:
        with pytest.raises(CannotAssign):
            action(conversation_id=conversation.pk, person=ada, now=LATER)
