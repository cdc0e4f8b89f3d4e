"""A reply taken back before it left: as if it had not been sent."""

from datetime import datetime, timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import clocks, drafts, seeing, verification
from madoguchi.desk.conversations.actions import ownership, passing, snoozing
from madoguchi.desk.conversations.actions.merging import merge_conversations
from madoguchi.desk.conversations.actions.recalling import (
    CannotRecall,
    LeftAlready,
    NotYours,
    recall_reply,
)
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
SENT = builders.NOW + timedelta(minutes=10)
SOON = SENT + timedelta(seconds=5)


def sent(conversation: Conversation, author: Person, *, close: bool = False) -> Message:
    return send_reply(
        conversation_id=conversation.pk,
        author=author,
        reply=builders.a_reply(conversation, close=close),
        now=SENT,
    )


def recalled(message: Message, person: Person) -> Conversation:
    recall_reply(message_id=message.pk, person=person, now=SOON)
    message.refresh_from_db()
    return Conversation.objects.get(pk=message.conversation_id)


@pytest.mark.parametrize("close", [False, True])
def test_ball_clock_and_text_are_as_before_the_sending(
    hikari: Client, ann: Person, close: bool
) -> None:
    conversation = builders.a_conversation(hikari)
    before = (conversation.state, conversation.ball, conversation.due_at, conversation.snippet)
    rows = clocks.stored(conversation)
    message = sent(conversation, ann, close=close)

    conversation = recalled(message, ann)

    assert before == (
        conversation.state,
        conversation.ball,
        conversation.due_at,
        conversation.snippet,
    )
    assert clocks.stored(conversation) == rows
    assert message.kind == Message.Kind.RECALLED
    assert drafts.draft_body(conversation=conversation, person=ann) == message.text
    assert seeing.newest_said(conversation) == conversation.newest_customer_message_id
    assert verification.verify_all().differences == ()


def test_rows_of_the_clock_that_began_after_it_go_again(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    rows = clocks.stored(conversation)
    message = sent(conversation, ann)
    builders.received(conversation, received_at=SOON)
    assert len(clocks.stored(conversation)) == 2

    conversation = recalled(message, ann)

    assert clocks.stored(conversation) == rows
    assert verification.verify_all().differences == ()


def test_the_client_is_still_asked(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    passing.pass_to_client(conversation_id=conversation.pk, person=ann, now=builders.NOW)
    message = sent(conversation, ann)

    assert recalled(message, ann).asked_client_at == builders.NOW


def test_a_newer_draft_is_not_overwritten(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    message = sent(conversation, ann)
    drafts.save_draft(conversation=conversation, person=ann, body="新しい書きかけ", now=SOON)

    recalled(message, ann)

    assert drafts.draft_body(conversation=conversation, person=ann) == "新しい書きかけ"


def test_its_author_or_a_director_takes_it_back_nobody_else(
    hikari: Client, ann: Person, dai: Person, ada: Person
) -> None:
    colleague = builders.assigned(builders.a_person("eri"), hikari)
    message = sent(builders.a_conversation(hikari), ann)

    with pytest.raises(NotYours):
        recalled(message, colleague)
    with pytest.raises(ownership.CannotAssign):
        recalled(message, ada)
    conversation = recalled(message, dai)
    assert drafts.draft_body(conversation=conversation, person=ann) == message.text


def test_what_left_is_gone(hikari: Client, ann: Person) -> None:
    message = sent(builders.a_conversation(hikari), ann)
    Message.objects.filter(pk=message.pk).update(delivery=Message.Delivery.SENT)

    with pytest.raises(LeftAlready):
        recalled(message, ann)


def test_only_a_reply_is_taken_back_and_only_once(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    message = sent(conversation, ann)
    recalled(message, ann)

    for pk in (message.pk, conversation.newest_customer_message_id or 0, 987_654_321):
        with pytest.raises(CannotRecall):
            recall_reply(message_id=pk, person=ann, now=SOON)


def test_what_came_along_with_a_merge_is_not_taken_back(hikari: Client, ann: Person) -> None:
    source, target = builders.a_conversation(hikari), builders.a_conversation(hikari)
    message = sent(source, ann)
    merge_conversations(source_id=source.pk, target_id=target.pk, person=ann, now=SOON)

    with pytest.raises(CannotRecall):
        recalled(message, ann)


def test_the_same_draft_can_be_sent_again_under_a_new_key(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    message = sent(conversation, ann)
    recalled(message, ann)

    again = sent(conversation, ann)

    assert again.pk != message.pk
    conversation.refresh_from_db()
    assert conversation.ball == "them"
    assert verification.verify_all().differences == ()


@pytest.mark.parametrize(
    ("until", "close"), [(SENT - timedelta(minutes=1), False), (SENT + timedelta(minutes=30), True)]
)
def test_a_snooze_that_the_reply_ended_goes_on(
    hikari: Client, ann: Person, until: datetime, *, close: bool
) -> None:
    conversation = builders.a_conversation(hikari)
    snoozing.snooze_conversation(
        conversation_id=conversation.pk, until=until, person=ann, now=builders.NOW
    )
    message = sent(conversation, ann, close=close)
    conversation.refresh_from_db()
    assert conversation.snoozed_until is None

    conversation = recalled(message, ann)

    assert (conversation.snoozed_until, conversation.snoozed_by) == (until, ann)


def test_a_snooze_that_somebody_ended_before_does_not_begin_again(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    snoozing.snooze_conversation(
        conversation_id=conversation.pk, until=SENT, person=ann, now=builders.NOW
    )
    snoozing.end_snooze(
        conversation_id=conversation.pk, person=ann, now=SENT - timedelta(minutes=1)
    )

    assert recalled(sent(conversation, ann), ann).snoozed_until is None
