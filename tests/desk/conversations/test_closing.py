"""A matter is done, or not done after all; a message that needs no answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import verification
from madoguchi.desk.conversations.actions import closing, ownership
from madoguchi.desk.conversations.models import Ball, Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW
Verb = Callable[[Conversation, Person], object]
LATER = NOW + timedelta(minutes=20)


def closed(conversation: Conversation, person: Person) -> Conversation:
    return closing.close_conversation(conversation_id=conversation.pk, person=person, now=LATER)


def reopened(conversation: Conversation, person: Person) -> Conversation:
    return closing.reopen_conversation(
        conversation_id=conversation.pk, person=person, now=LATER + timedelta(minutes=10)
    )


def excused(
    conversation: Conversation, person: Person, *, message_id: int = 0, reason: str = "お礼のみ"
) -> Conversation:
    """The conversation after its newest message was marked as needing no answer."""
    return closing.mark_no_answer_needed(
        conversation_id=conversation.pk,
        message_id=message_id or conversation.newest_customer_message_id or 0,
        person=person,
        reason=reason,
        now=LATER,
    )


def test_closing_stops_the_clock_and_the_ball_is_nobodys(hikari: Client, ann: Person) -> None:
    conversation = closed(builders.a_conversation(hikari), ann)

    clock = conversation.clocks.get()
    assert (conversation.state, conversation.ball) == (Conversation.State.CLOSED, Ball.NOBODY)
    assert conversation.due_at is None
    assert (clock.outcome, clock.stopped_at, clock.met_at) == ("closed", LATER, None)


def test_what_is_closed_cannot_be_closed_again(hikari: Client, ann: Person) -> None:
    conversation = closed(builders.a_conversation(hikari), ann)

    with pytest.raises(closing.CannotClose):
        closed(conversation, ann)


def test_what_was_closed_unanswered_waits_again_with_the_time_that_was_left(
    hikari: Client, ann: Person
) -> None:
    conversation = reopened(closed(builders.a_conversation(hikari), ann), ann)

    assert (conversation.state, conversation.ball) == (Conversation.State.OPEN, Ball.US)
    assert conversation.due_at == NOW + timedelta(minutes=70)


def test_what_was_answered_and_closed_is_our_ball_again_without_a_clock(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann)

    conversation = reopened(closed(conversation, ann), ann)

    assert (conversation.state, conversation.ball) == (Conversation.State.OPEN, Ball.US)
    assert conversation.due_at is None
    assert verification.verify_all().differences == ()


def test_what_is_open_cannot_be_reopened(hikari: Client, ann: Person) -> None:
    with pytest.raises(closing.CannotReopen):
        reopened(builders.a_conversation(hikari), ann)


def test_a_thank_you_needs_no_answer_and_the_ball_is_theirs(hikari: Client, ann: Person) -> None:
    conversation = excused(builders.a_conversation(hikari), ann)

    assert (conversation.ball, conversation.due_at) == (Ball.THEM, None)
    assert conversation.messages.get().needs_no_answer
    assert conversation.clocks.get().outcome == "not_needed"
    assert verification.verify_all().differences == ()


def test_who_said_that_no_answer_is_needed_and_why_is_kept(hikari: Client, ann: Person) -> None:
    conversation = excused(builders.a_conversation(hikari), ann, reason=" お礼のみ ")

    event = Event.objects.get(kind="NoAnswerNeeded")
    assert event.actor_id == ann.pk
    assert event.data == {
        "message_id": conversation.newest_customer_message_id,
        "reason": "お礼のみ",
    }


def test_the_clock_goes_on_with_the_next_unanswered_message(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    first = conversation.messages.get()
    builders.received(conversation)

    conversation = excused(conversation, ann, message_id=first.pk)

    assert conversation.ball == Ball.US
    assert conversation.due_at == NOW + timedelta(minutes=70)


def test_a_message_of_a_closed_conversation_can_be_excused_and_it_stays_closed(
    hikari: Client, ann: Person
) -> None:
    conversation = excused(closed(builders.a_conversation(hikari), ann), ann)

    assert (conversation.state, conversation.ball) == (Conversation.State.CLOSED, Ball.NOBODY)
    assert verification.verify_all().differences == ()


def test_the_reason_must_be_written(hikari: Client, ann: Person) -> None:
    with pytest.raises(closing.ReasonNeeded):
        excused(builders.a_conversation(hikari), ann, reason="　 ")


def test_a_message_is_excused_once(hikari: Client, ann: Person) -> None:
    conversation = excused(builders.a_conversation(hikari), ann)

    with pytest.raises(closing.NothingToAnswer):
        excused(conversation, ann)


def test_our_own_reply_waits_for_no_answer(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.replied(conversation, ann)

    with pytest.raises(closing.NothingToAnswer):
        excused(conversation, ann, message_id=reply.pk)


def test_an_answered_message_no_longer_waits(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann)

    with pytest.raises(closing.NothingToAnswer):
        excused(conversation, ann)


def test_a_message_of_another_conversation_is_not_excused_here(hikari: Client, ann: Person) -> None:
    other = builders.a_conversation(hikari)

    with pytest.raises(closing.NothingToAnswer):
        excused(builders.a_conversation(hikari), ann, message_id=other.messages.get().pk)


@pytest.mark.parametrize("verb", [closed, reopened, excused])
def test_somebody_who_only_looks_does_none_of_it(
    hikari: Client, ann: Person, ada: Person, verb: Verb
) -> None:
    conversation = builders.a_conversation(hikari)
    builders.with_a_reason(ada, hikari, now=NOW)

    with pytest.raises(ownership.CannotAssign):
        verb(conversation, ada)
