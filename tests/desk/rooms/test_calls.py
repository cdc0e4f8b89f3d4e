"""A call is written down, and is done once its follow-up was sent."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.actions.scheduling import send_at_its_time
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.guard.gate import GoodMomentNeeded
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.walls import Side
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.rooms.actions import calls
from madoguchi.desk.rooms.actions.calls import (
    ActionTyped,
    CallTyped,
    note_call,
)
from madoguchi.desk.rooms.actions.follow_ups import (
    FollowUp,
    WaitsAlready,
    schedule_follow_up,
    send_follow_up,
)
from madoguchi.desk.rooms.models import Call, NextAction
from madoguchi.desk.rooms.queries.calls import calls_of
from madoguchi.desk.tasks.models import Task
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
DECIDED = "年末の最終出荷は12月26日(土)"


def _typed(cora: Person, ann: Person, **changes: object) -> CallTyped:
    now = builders.NOW
    plain: dict[str, object] = {
        "contact_id": Contact.objects.get(person=cora).pk,
        "began_at": now - timedelta(minutes=15),
        "ended_at": now - timedelta(minutes=1),
        "decided": [DECIDED],
        "actions": [
            ActionTyped(what="案内の定型文をつくる", due_at=now + timedelta(days=2), owner=ann),
            ActionTyped(what="出荷日の回答", due_at=now + timedelta(days=2)),
        ],
    }
    return CallTyped(**{**plain, **changes})  # type: ignore[arg-type] # plain values


def _noted(thread: Conversation, cora: Person, ann: Person) -> Call:
    return note_call(
        conversation_id=thread.pk, person=ann, typed=_typed(cora, ann), now=builders.NOW
    )


def test_a_call_waits_for_its_follow_up(thread: Conversation, cora: Person, ann: Person) -> None:
    call = _noted(thread, cora, ann)

    [row] = calls_of(thread, ann, builders.NOW)
    assert row.is_open
    assert DECIDED in row.draft
    assert call.due_at > call.ended_at


def test_sending_the_follow_up_ends_the_call(
    thread: Conversation, cora: Person, ann: Person
) -> None:
    call = _noted(thread, cora, ann)
    [row] = calls_of(thread, ann, builders.NOW)

    message = send_follow_up(
        follow_up=FollowUp(
            call_id=call.pk, body=row.draft, draft_key=uuid.uuid4(), last_seen_id=2**62
        ),
        person=ann,
        now=builders.NOW,
    )

    call.refresh_from_db()
    assert call.follow_up_id == message.pk
    task = Task.objects.get(title="案内の定型文をつくる")
    assert (task.owner_id, task.state) == (ann.pk, Task.State.ACCEPTED)
    assert Promise.objects.get(side="them").what == "出荷日の回答"


def test_another_word_in_the_thread_is_no_follow_up(
    thread: Conversation, cora: Person, ann: Person
) -> None:
    call = _noted(thread, cora, ann)

    builders.replied(thread, ann)

    call.refresh_from_db()
    assert call.follow_up_id is None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"decided": [], "actions": []}, calls.NothingDecided),
        ({"contact_id": 0}, calls.CannotNoteCall),
        ({"began_at": None}, calls.CannotNoteCall),
        ({"actions": [ActionTyped(what="回答", due_at=None)]}, calls.ActionUnclear),
    ],
)
def test_a_call_that_says_too_little_is_refused(
    thread: Conversation, cora: Person, ann: Person, changes: dict[str, object], refusal: type
) -> None:
    with pytest.raises(refusal):
        note_call(
            conversation_id=thread.pk,
            person=ann,
            typed=_typed(cora, ann, **changes),
            now=builders.NOW,
        )


def test_a_recalled_follow_up_takes_back_what_began_with_it(
    thread: Conversation, cora: Person, ann: Person
) -> None:
    call = _noted(thread, cora, ann)
    [row] = calls_of(thread, ann, builders.NOW)
    message = send_follow_up(
        follow_up=FollowUp(
            call_id=call.pk, body=row.draft, draft_key=uuid.uuid4(), last_seen_id=2**62
        ),
        person=ann,
        now=builders.NOW,
    )

    recall_reply(message_id=message.pk, person=ann, now=builders.NOW + timedelta(minutes=1))

    call.refresh_from_db()
    assert call.follow_up_id is None
    assert Task.objects.get(title="案内の定型文をつくる").state == Task.State.DECLINED
    assert not Promise.objects.exists()


def test_a_follow_up_that_is_sent_again_begins_it_again(
    thread: Conversation, cora: Person, ann: Person
) -> None:
    call = _noted(thread, cora, ann)
    [row] = calls_of(thread, ann, builders.NOW)
    given = []
    for minutes in (0, 2):
        at = builders.NOW + timedelta(minutes=minutes)
        message = send_follow_up(
            follow_up=FollowUp(
                call_id=call.pk, body=row.draft, draft_key=uuid.uuid4(), last_seen_id=2**62
            ),
            person=ann,
            now=at,
        )
        given.append(Promise.objects.count())
        if not minutes:
            recall_reply(message_id=message.pk, person=ann, now=at + timedelta(minutes=1))

    states = Task.objects.filter(title="案内の定型文をつくる").order_by("pk")
    assert [one.state for one in states] == [Task.State.DECLINED, Task.State.ACCEPTED]
    assert given[0] == given[1] > 0


def test_a_call_note_is_ours_alone(thread: Conversation, cora: Person, ann: Person) -> None:
    call = _noted(thread, cora, ann)
    browser = builders.signed_in(cora)

    for method in (browser.get, browser.post):
        assert method(reverse("room-calls", args=[thread.pk])).status_code == 404
    assert browser.post(reverse("room-follow-up", args=[call.pk])).status_code == 404
    page = browser.get(reverse("portal-room-thread", args=[thread.pk])).content.decode()
    assert DECIDED not in page
    with walls.within([thread.client_id], side=Side.CLIENT, person_id=cora.pk):
        assert not Call.objects.exists()
        assert not NextAction.objects.exists()


def test_a_follow_up_promises_what_was_agreed_in_the_call_and_nothing_that_its_text_reports(
    thread: Conversation, cora: Person, ann: Person
) -> None:
    call = _noted(thread, cora, ann)

    send_follow_up(
        follow_up=FollowUp(
            call_id=call.pk,
            body=calls_of(thread, ann, builders.NOW)[0].draft,
            draft_key=uuid.uuid4(),
            last_seen_id=thread.newest_customer_message_id or 0,
        ),
        person=ann,
        now=builders.NOW,
    )

    said = Promise.objects.values_list("what", flat=True)
    assert sorted(said) == sorted(["案内の定型文をつくる", "出荷日の回答"])


def test_a_follow_up_waits_for_a_good_moment_and_then_ends_the_call(
    thread: Conversation, cora: Person, ann: Person
) -> None:
    call = _noted(thread, cora, ann)
    body = calls_of(thread, ann, builders.NOW)[0].draft
    send_at = builders.NOW + timedelta(hours=3)
    written = FollowUp(call_id=call.pk, body=body, draft_key=uuid.uuid4(), last_seen_id=2**62)

    scheduled = schedule_follow_up(follow_up=written, person=ann, send_at=send_at, now=builders.NOW)

    [row] = calls_of(thread, ann, builders.NOW)
    assert (row.is_open, row.leaves_at) == (True, send_at)
    assert not Task.objects.exists()
    with pytest.raises(WaitsAlready):
        send_follow_up(
            follow_up=replace(written, draft_key=uuid.uuid4()), person=ann, now=builders.NOW
        )
    send_at_its_time(scheduled_reply_id=scheduled.pk, now=send_at)
    call.refresh_from_db()
    assert call.follow_up_id is not None
    said = Promise.objects.values_list("what", flat=True)
    assert sorted(said) == sorted(["案内の定型文をつくる", "出荷日の回答"])


def test_the_card_names_what_the_guard_finds_and_offers_the_good_moment(
    thread: Conversation, cora: Person, ann: Person
) -> None:
    builders.with_only(thread.client, "concrete-wording", severity="stop")
    builders.with_severity(thread.client, "considerate-timing", "warn")
    evening = builders.NOW + timedelta(hours=8)
    note_call(
        conversation_id=thread.pk,
        person=ann,
        typed=_typed(cora, ann, decided=["なるべく早く送る"], actions=[]),
        now=builders.NOW,
    )

    [row] = calls_of(thread, ann, evening)

    assert "なるべく早く" in {one.words for one in row.guard.findings}
    assert row.guard.offer is not None
    assert row.guard.offer.at > evening


def test_the_cards_button_keeps_the_follow_up_until_then(
    thread: Conversation, cora: Person, ann: Person
) -> None:
    call = _noted(thread, cora, ann)
    body = calls_of(thread, ann, builders.NOW)[0].draft
    send_at = clock.now() + timedelta(hours=20)
    posted = {
        "body": body,
        "draft_key": str(uuid.uuid4()),
        "last_seen": str(thread.newest_customer_message_id),
        "when": "good",
        "good_at": send_at.isoformat(),
    }

    answer = builders.signed_in(ann).post(reverse("room-follow-up", args=[call.pk]), posted)

    assert answer.status_code == 302
    [scheduled] = thread.scheduled_replies.all()
    assert (scheduled.send_at, scheduled.body) == (send_at, body)
    call.refresh_from_db()
    assert call.follow_up_id is None


def test_a_follow_up_does_not_leave_at_a_bad_moment_unasked(
    thread: Conversation, cora: Person, ann: Person
) -> None:
    builders.with_only(thread.client, "considerate-timing", severity="warn")
    call = _noted(thread, cora, ann)
    written = FollowUp(
        call_id=call.pk,
        body=calls_of(thread, ann, builders.NOW)[0].draft,
        draft_key=uuid.uuid4(),
        last_seen_id=2**62,
    )

    with pytest.raises(GoodMomentNeeded):
        send_follow_up(follow_up=written, person=ann, now=builders.NOW + timedelta(hours=8))
