"""A promise goes where its message goes: taken back, merged, split, left for later, approved."""

import uuid
from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.approvals import approve_reply, request_approval
from madoguchi.desk.conversations.actions.merging import merge_conversations, undo_merge
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.actions.replies import Reply
from madoguchi.desk.conversations.actions.scheduling import schedule_reply, send_at_its_time
from madoguchi.desk.conversations.actions.splitting import split_conversation
from madoguchi.desk.conversations.models import Ball
from madoguchi.desk.conversations.verification import verify_all
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event
from madoguchi.desk.promises.given import Chip, Promised
from madoguchi.desk.promises.models import Promise
from tests import builders
from tests.desk.promises.words import ANSWER, AT_FIVE, HOLDING, LATER, NOW, SAID, promised, sent

pytestmark = pytest.mark.usefixtures("in_hikari")


def a_holding_reply(**changes: object) -> Reply:
    return Reply(
        body=HOLDING,
        draft_key=uuid.uuid4(),
        last_seen_id=2**62,
        promised=Promised(chips=(Chip(span=SAID, **changes),)),  # type: ignore[arg-type] # by name
    )


def test_what_a_recalled_reply_promised_was_never_promised(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    message = sent(conversation, ann)

    recall_reply(message_id=message.pk, person=ann, now=LATER)

    conversation.refresh_from_db()
    assert not Promise.objects.exists()
    assert Event.objects.filter(kind="PromiseTakenBack").count() == 1
    assert (conversation.ball, conversation.due_at is None) == (Ball.US, False)
    assert verify_all().differences == ()


def test_what_a_recalled_reply_kept_is_owed_still(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    promise = promised(conversation, ann)
    answer = sent(conversation, ann, ANSWER)

    recall_reply(message_id=answer.pk, person=ann, now=LATER)

    promise.refresh_from_db()
    assert (promise.state, promise.settled_at, promise.kept_by_message_id) == ("open", None, None)


def test_a_merge_takes_the_promise_along_and_gives_it_back(hikari: Client, ann: Person) -> None:
    source, target = builders.a_conversation(hikari), builders.a_conversation(hikari)
    promise = promised(source, ann)

    merge = merge_conversations(source_id=source.pk, target_id=target.pk, person=ann, now=LATER)
    promise.refresh_from_db()
    assert promise.conversation_id == target.pk

    undo_merge(merge_id=merge.pk, person=ann, now=LATER)
    promise.refresh_from_db()
    assert promise.conversation_id == source.pk


def test_a_split_takes_the_promise_along_with_its_message(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    promise = promised(conversation, ann)
    assert promise.message_id is not None

    opened = split_conversation(
        conversation_id=conversation.pk,
        message_ids=[promise.message_id],
        subject="",
        person=ann,
        now=LATER,
    )

    promise.refresh_from_db()
    assert promise.conversation_id == opened.pk


def test_a_scheduled_reply_promises_from_when_it_leaves(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    tomorrow = NOW + timedelta(days=1)
    scheduled = schedule_reply(
        conversation_id=conversation.pk,
        author=ann,
        reply=a_holding_reply(),
        send_at=tomorrow,
        now=LATER,
    )
    assert not Promise.objects.exists()

    send_at_its_time(scheduled_reply_id=scheduled.pk, now=tomorrow)

    assert Promise.objects.get().due_at == AT_FIVE + timedelta(days=1)


def test_a_scheduled_reply_keeps_what_its_writer_confirmed(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    due_at, leaves_at = AT_FIVE + timedelta(hours=1), NOW + timedelta(minutes=30)
    scheduled = schedule_reply(
        conversation_id=conversation.pk,
        author=ann,
        reply=a_holding_reply(due_at=due_at),
        send_at=leaves_at,
        now=LATER,
    )

    send_at_its_time(scheduled_reply_id=scheduled.pk, now=leaves_at)

    assert Promise.objects.get().due_at == due_at


def test_an_approved_reply_keeps_what_its_writer_struck(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    held = request_approval(
        conversation_id=conversation.pk,
        author=ann,
        reply=a_holding_reply(is_struck=True),
        now=LATER,
    )

    approve_reply(held_reply_id=held.pk, director=dai, now=LATER)

    assert not Promise.objects.exists()


def test_an_approved_promise_is_its_writers(hikari: Client, ann: Person, dai: Person) -> None:
    conversation = builders.a_conversation(hikari)
    held = request_approval(
        conversation_id=conversation.pk, author=ann, reply=a_holding_reply(), now=LATER
    )

    approve_reply(held_reply_id=held.pk, director=dai, now=LATER)

    promise = Promise.objects.get()
    assert (promise.owner, promise.due_at) == (ann, AT_FIVE)
