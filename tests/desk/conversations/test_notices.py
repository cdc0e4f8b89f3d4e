"""A machine wrote: an automatic reply, a bounce, a delay."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.closing import close_conversation
from madoguchi.desk.conversations.models import Ball, Conversation, Message
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.conversations.listing import listed

pytestmark = pytest.mark.usefixtures("in_hikari")

KINDS = ("auto_reply", "bounce", "delay")


@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_starts_no_clock_and_passes_no_ball(
    hikari: Client, ann: Person, kind: str
) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann)

    notice = builders.received(conversation, notice=kind)

    conversation.refresh_from_db()
    assert notice.kind == Message.Kind.NOTICE
    assert (conversation.ball, conversation.due_at) == (Ball.THEM, None)
    assert conversation.newest_customer_message_id != notice.pk
    assert builders.kinds_of_events(conversation.pk)[-1] == "NoticeReceived"


@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_does_not_stop_a_running_clock(hikari: Client, kind: str) -> None:
    conversation = builders.a_conversation(hikari)
    due_at = conversation.due_at

    builders.received(conversation, notice=kind)

    conversation.refresh_from_db()
    assert (conversation.ball, conversation.due_at) == (Ball.US, due_at)


@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_about_nothing_that_we_know_waits_for_somebody_to_see_it(
    hikari: Client, ann: Person, kind: str
) -> None:
    conversation = builders.a_conversation(hikari, notice=kind)

    assert (conversation.state, conversation.ball) == (Conversation.State.OPEN, Ball.NOBODY)
    assert conversation.pk in listed(ann, "unassigned", now=builders.NOW)
    assert conversation.due_at is None
    assert conversation.owner is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_leaves_a_closed_conversation_closed(
    hikari: Client, ann: Person, kind: str
) -> None:
    conversation = builders.a_conversation(hikari)
    close_conversation(conversation_id=conversation.pk, person=ann, now=builders.NOW)

    builders.received(conversation, notice=kind)

    conversation.refresh_from_db()
    assert conversation.state == Conversation.State.CLOSED
