"""Replies that leave later: seen, changed, taken back, and never sent over anything new."""

from datetime import datetime, timedelta

import pytest

from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.conversations import drafts, seeing, verification
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.actions.replies import (
    AlreadySent,
    ReplyEmpty,
)
from madoguchi.desk.conversations.actions.scheduling import (
    BadTime,
    NotWaiting,
    SomebodyElses,
    cancel_scheduled,
    schedule_reply,
    send_at_its_time,
    send_scheduled_now,
)
from madoguchi.desk.conversations.models import Conversation, ScheduledReply
from madoguchi.desk.guard import gate
from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
ASKED = builders.NOW + timedelta(minutes=10)
LATER = builders.NOW + timedelta(minutes=40)


def scheduled(
    conversation: Conversation, author: Person, *, at: datetime = LATER, **changes: object
) -> ScheduledReply:
    plain = {"last_seen_id": seeing.newest_said(conversation)}
    return schedule_reply(
        conversation_id=conversation.pk,
        author=author,
        reply=builders.a_reply(conversation, **{**plain, **changes}),
        send_at=at,
        now=ASKED,
    )


def at_its_time(one: ScheduledReply, now: datetime = LATER) -> ScheduledReply:
    send_at_its_time(scheduled_reply_id=one.pk, now=now)
    one.refresh_from_db()
    return one


def test_it_leaves_at_its_time_and_once(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    one = scheduled(conversation, ann, close=True)
    assert at_its_time(one, LATER - timedelta(seconds=1)).state == "scheduled"

    for _ in range(2):
        assert at_its_time(one).state == "sent"

    conversation.refresh_from_db()
    assert (conversation.state, conversation.messages.filter(kind="reply").count()) == ("closed", 1)
    assert conversation.messages.get(kind="reply").text == one.body
    assert verification.verify_all().differences == ()


def test_until_then_the_clock_runs_and_the_composer_is_empty(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    drafts.save_draft(conversation=conversation, person=ann, body="書きかけ", now=ASKED)

    scheduled(conversation, ann)

    conversation.refresh_from_db()
    assert (conversation.ball, conversation.due_at) == ("us", builders.NOW + timedelta(minutes=60))
    assert drafts.draft_body(conversation=conversation, person=ann) == ""
    assert builders.kinds_of_events(conversation.pk)[-1] == "ReplyScheduled"


def test_what_its_author_began_meanwhile_stays(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    one = scheduled(conversation, ann)
    drafts.save_draft(conversation=conversation, person=ann, body="次の書きかけ", now=ASKED)

    at_its_time(one)

    assert drafts.draft_body(conversation=conversation, person=ann) == "次の書きかけ"


def test_a_message_of_the_customer_holds_it(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    one = scheduled(conversation, ann)
    builders.received(conversation, received_at=ASKED)

    assert at_its_time(one).state == "held"
    assert "新しいメッセージ" in one.held_because
    assert not conversation.messages.filter(kind="reply").exists()
    assert builders.kinds_of_events(conversation.pk)[-1] == "ScheduledReplyHeld"
    assert at_its_time(one, LATER + timedelta(days=1)).state == "held"


def test_a_colleagues_reply_holds_it(hikari: Client, ann: Person, dai: Person) -> None:
    conversation = builders.a_conversation(hikari)
    one = scheduled(conversation, ann)
    builders.replied(conversation, dai, after=timedelta(minutes=15))

    assert at_its_time(one).state == "held"


def test_somebody_whose_assignment_ended_sends_nothing(hikari: Client, ann: Person) -> None:
    one = scheduled(builders.a_conversation(hikari), ann)
    Assignment.objects.filter(person=ann).update(ends_at=ASKED)

    assert at_its_time(one).state == "held"
    assert "担当" in one.held_because


def test_what_the_guard_stops_now_is_held(hikari: Client, ann: Person) -> None:
    one = scheduled(builders.a_conversation(hikari), ann)
    ScheduledReply.objects.filter(pk=one.pk).update(body="確認して、折り返しご連絡いたします。")

    assert at_its_time(one).state == "held"
    assert "停止" in one.held_because


def test_what_the_guard_stops_is_not_scheduled(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    with pytest.raises(gate.ReasonNeeded):
        scheduled(conversation, ann, body="確認して、折り返しご連絡いたします。")
    with pytest.raises(ReplyEmpty):
        scheduled(conversation, ann, body=" ")
    with pytest.raises(seeing.NewerMessageUnseen):
        scheduled(conversation, ann, last_seen_id=0)
    assert not ScheduledReply.objects.exists()


@pytest.mark.parametrize("at", [ASKED, ASKED - timedelta(days=1), ASKED + timedelta(days=366)])
def test_its_time_lies_ahead(hikari: Client, ann: Person, at: datetime) -> None:
    with pytest.raises(BadTime):
        scheduled(builders.a_conversation(hikari), ann, at=at)


def test_the_same_draft_is_scheduled_once_and_not_sent_beside(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    one = scheduled(conversation, ann)

    assert scheduled(conversation, ann, draft_key=one.draft_key) == one
    with pytest.raises(AlreadySent):
        scheduled(conversation, ann, draft_key=one.draft_key, body="別の文面です。")
    at_its_time(one)
    with pytest.raises(AlreadySent):
        scheduled(conversation, ann, draft_key=one.draft_key)


def test_cancelled_it_never_leaves(hikari: Client, ann: Person, dai: Person) -> None:
    one = scheduled(builders.a_conversation(hikari), ann)

    cancel_scheduled(scheduled_reply_id=one.pk, person=dai, now=ASKED)

    assert at_its_time(one).state == "cancelled"
    with pytest.raises(NotWaiting):
        cancel_scheduled(scheduled_reply_id=one.pk, person=ann, now=ASKED)
    with pytest.raises(NotWaiting):
        cancel_scheduled(scheduled_reply_id=987_654_321, person=ann, now=ASKED)


def test_a_held_one_is_sent_by_its_author_who_has_seen_what_is_new(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    one = scheduled(conversation, ann)
    seen = seeing.newest_said(conversation)
    newer = builders.received(conversation, received_at=ASKED)
    at_its_time(one)

    with pytest.raises(SomebodyElses):
        send_scheduled_now(scheduled_reply_id=one.pk, person=dai, last_seen_id=newer.pk, now=LATER)
    with pytest.raises(seeing.NewerMessageUnseen):
        send_scheduled_now(scheduled_reply_id=one.pk, person=ann, last_seen_id=seen, now=LATER)
    send_scheduled_now(scheduled_reply_id=one.pk, person=ann, last_seen_id=newer.pk, now=LATER)

    one.refresh_from_db()
    assert (one.state, conversation.messages.filter(kind="reply").count()) == ("sent", 1)


def test_who_only_looks_schedules_and_cancels_nothing(
    hikari: Client, ann: Person, ada: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    one = scheduled(conversation, ann)

    with pytest.raises(ownership.CannotAssign):
        scheduled(conversation, ada)
    with pytest.raises(ownership.CannotAssign):
        cancel_scheduled(scheduled_reply_id=one.pk, person=ada, now=ASKED)


def test_a_schedule_that_is_behind_the_wall_is_none(hikari: Client) -> None:
    send_at_its_time(scheduled_reply_id=987_654_321, now=LATER)

    assert not ScheduledReply.objects.exists()
