"""When an answer is not sent: nothing of it is kept."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts, seeing
from madoguchi.desk.conversations.actions import ownership, replies
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.models import Ball, Conversation, Message
from madoguchi.desk.conversations.querysets import NoSuchConversation
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW


def refusal_of(conversation: Conversation, author: Person, **changes: object) -> type[Refusal]:
    """How the answer was refused, after a look that nothing was kept."""
    before = builders.kinds_of_events(conversation.pk)
    with pytest.raises(Refusal) as refused:
        send_reply(
            conversation_id=conversation.pk,
            author=author,
            reply=builders.a_reply(conversation, **changes),
            now=NOW + timedelta(minutes=30),
        )
    conversation.refresh_from_db()
    assert conversation.ball == Ball.US
    assert not Message.objects.filter(kind=Message.Kind.REPLY).exists()
    assert not OutgoingMail.objects.exists()
    assert not GuardCheck.objects.exists()
    assert builders.kinds_of_events(conversation.pk) == before
    return refused.type


@pytest.mark.parametrize("body", ["", "  \n\t", "　　"])
def test_an_empty_text_is_refused(hikari: Client, ann: Person, body: str) -> None:
    conversation = builders.a_conversation(hikari)

    assert refusal_of(conversation, ann, body=body) is replies.ReplyEmpty


def test_a_newer_message_that_the_writer_has_not_seen_refuses_the_answer(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    seen = conversation.newest_customer_message_id
    builders.received(conversation)

    assert refusal_of(conversation, ann, last_seen_id=seen) is seeing.NewerMessageUnseen


def test_a_refused_writer_keeps_their_draft(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    drafts.save_draft(conversation=conversation, person=ann, body="書きかけ", now=NOW)

    refusal_of(conversation, ann, last_seen_id=0)

    assert drafts.draft_body(conversation=conversation, person=ann) == "書きかけ"


def test_a_customer_without_an_address_cannot_be_answered(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari, sender_email="")

    assert refusal_of(conversation, ann) is replies.NobodyToReplyTo


def test_somebody_who_is_assigned_elsewhere_cannot_answer(hikari: Client, otto: Person) -> None:
    conversation = builders.a_conversation(hikari)

    assert refusal_of(conversation, otto) is ownership.CannotAssign


def test_somebody_whose_assignment_has_ended_cannot_answer(hikari: Client) -> None:
    gone = builders.assigned(builders.a_person("gus"), hikari, ends_at=NOW)
    conversation = builders.a_conversation(hikari)

    assert refusal_of(conversation, gone) is ownership.CannotAssign


def test_an_admin_who_gave_a_reason_reads_and_does_not_answer(hikari: Client, ada: Person) -> None:
    conversation = builders.a_conversation(hikari)
    builders.with_a_reason(ada, hikari, now=NOW)

    assert refusal_of(conversation, ada) is ownership.CannotAssign


def test_a_conversation_behind_the_wall_cannot_be_answered(
    hikari: Client, tsubame: Client, ann: Person
) -> None:
    theirs = builders.a_conversation(tsubame)

    with pytest.raises(NoSuchConversation):
        send_reply(conversation_id=theirs.pk, author=ann, reply=builders.a_reply(theirs), now=NOW)


def test_a_number_that_no_conversation_can_have_is_nobodys(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    with pytest.raises(NoSuchConversation):
        send_reply(
            conversation_id=10**30, author=ann, reply=builders.a_reply(conversation), now=NOW
        )


def test_the_director_may_answer(hikari: Client, dai: Person) -> None:
    conversation = builders.a_conversation(hikari)

    assert builders.replied(conversation, dai).author == dai
