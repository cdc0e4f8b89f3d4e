"""One conversation becomes two: each with its own messages and its own clock."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import verification
from madoguchi.desk.conversations.actions import closing, ownership
from madoguchi.desk.conversations.actions.splitting import (
    CannotSplit,
    NothingWouldStay,
    split_conversation,
)
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
LATER = builders.NOW + timedelta(minutes=20)


def parted(conversation: Conversation, person: Person, *messages: int) -> Conversation:
    opened = split_conversation(
        conversation_id=conversation.pk,
        message_ids=messages,
        subject="",
        person=person,
        now=LATER,
    )
    conversation.refresh_from_db()
    return opened


def test_a_second_question_gets_its_own_conversation_and_clock(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    first = conversation.newest_customer_message_id
    second = builders.received(conversation)

    opened = parted(conversation, ann, second.pk)

    assert (opened.customer, opened.owner, opened.subject) == (
        conversation.customer,
        ann,
        conversation.subject,
    )
    assert (conversation.due_at, opened.due_at) == (
        builders.NOW + timedelta(minutes=60),
        builders.NOW + timedelta(minutes=70),
    )
    assert [one.pk for one in conversation.messages.all()] == [first]
    assert opened.newest_customer_message_id == second.pk
    assert verification.verify_all().differences == ()


def test_the_oldest_taken_out_the_next_one_counts(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    first = conversation.newest_customer_message_id or 0
    builders.received(conversation)

    opened = parted(conversation, ann, first)

    assert (conversation.due_at, opened.due_at) == (
        builders.NOW + timedelta(minutes=70),
        builders.NOW + timedelta(minutes=60),
    )
    assert [one.outcome for one in conversation.clocks.order_by("position")] == [
        "superseded",
        "running",
    ]


def test_what_was_answered_waits_on_neither_side(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    question = conversation.newest_customer_message_id or 0
    reply = builders.replied(conversation, ann)
    builders.received(conversation, received_at=LATER)

    opened = parted(conversation, ann, question, reply.pk)

    assert (conversation.ball, opened.ball, opened.due_at) == ("us", "them", None)
    builders.a_policy(hikari, version=2, due_minutes=30)
    assert verification.verify_all().differences == ()


def test_what_was_closed_unanswered_is_ours_again(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    second = builders.received(conversation)
    closing.close_conversation(conversation_id=conversation.pk, person=ann, now=LATER)

    opened = parted(conversation, ann, second.pk)

    assert (conversation.state, opened.state, opened.ball) == ("closed", "open", "us")
    assert verification.verify_all().differences == ()


def test_something_is_chosen_and_something_stays(hikari: Client, ann: Person, ada: Person) -> None:
    conversation, other = builders.a_conversation(hikari), builders.a_conversation(hikari)
    only = conversation.newest_customer_message_id or 0

    for chosen in ((), (other.newest_customer_message_id or 0,), (987_654_321,)):
        with pytest.raises(CannotSplit):
            parted(conversation, ann, *chosen)
    with pytest.raises(NothingWouldStay):
        parted(conversation, ann, only)
    with pytest.raises(ownership.CannotAssign):
        parted(conversation, ada, only)
    assert Message.objects.get(pk=only).conversation == conversation
