"""A reply that the guard blocks waits for a director."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts, seeing
from madoguchi.desk.conversations.actions import approvals, ownership, replies
from madoguchi.desk.conversations.models import Ball, Conversation, HeldReply, Message
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW
ASKED = NOW + timedelta(minutes=10)
DECIDED = NOW + timedelta(minutes=25)
Verb = Callable[[HeldReply, Person], object]
BLOCKED = "なるべく早くお届けします。"
WITH_A_DAY = "11月20日にお届けします。"


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's with a client who has vague words blocked."""
    builders.with_severity(hikari, "concrete-wording", "block")
    return builders.a_conversation(hikari)


def held(conversation: Conversation, author: Person, **changes: object) -> HeldReply:
    return approvals.request_approval(
        conversation_id=conversation.pk,
        author=author,
        reply=builders.a_reply(conversation, **{"body": BLOCKED, **changes}),
        now=ASKED,
    )


def approved(reply: HeldReply, director: Person) -> Message:
    return approvals.approve_reply(held_reply_id=reply.pk, director=director, now=DECIDED)


def returned(reply: HeldReply, director: Person) -> HeldReply:
    return approvals.return_reply(
        held_reply_id=reply.pk, director=director, note=" 日付を入れてください ", now=DECIDED
    )


def test_a_held_reply_waits_word_for_word_and_the_clock_runs_on(
    conversation: Conversation, ann: Person
) -> None:
    reply = held(conversation, ann)

    conversation.refresh_from_db()
    assert (reply.state, reply.body) == (HeldReply.State.WAITING, BLOCKED)
    assert (conversation.ball, conversation.due_at) == (Ball.US, NOW + timedelta(hours=1))
    assert builders.kinds_of_events(conversation.pk)[-1] == "ReplyHeld"


def test_asking_discards_the_draft(conversation: Conversation, ann: Person) -> None:
    drafts.save_draft(conversation=conversation, person=ann, body=BLOCKED, now=NOW)

    held(conversation, ann)

    assert drafts.draft_body(conversation=conversation, person=ann) == ""


def test_what_its_author_has_begun_meanwhile_is_there_after_the_approval(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    reply = held(conversation, ann)
    drafts.save_draft(conversation=conversation, person=ann, body="別の件です。", now=ASKED)

    approved(reply, dai)

    assert drafts.draft_body(conversation=conversation, person=ann) == "別の件です。"


def test_a_reply_that_was_withdrawn_is_not_approved(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    reply = held(conversation, ann)
    approvals.withdraw_reply(held_reply_id=reply.pk, author=ann, now=ASKED)

    with pytest.raises(approvals.Withdrawn):
        approved(reply, dai)


def test_asking_twice_with_one_draft_holds_one_reply(
    conversation: Conversation, ann: Person
) -> None:
    key = uuid.uuid4()

    first, second = held(conversation, ann, draft_key=key), held(conversation, ann, draft_key=key)

    assert first == second
    assert builders.kinds_of_events(conversation.pk).count("ReplyHeld") == 1


def test_an_empty_text_is_not_held(conversation: Conversation, ann: Person) -> None:
    with pytest.raises(replies.ReplyEmpty):
        held(conversation, ann, body="　")


def test_somebody_assigned_elsewhere_asks_for_nothing(
    conversation: Conversation, otto: Person
) -> None:
    with pytest.raises(ownership.CannotAssign):
        held(conversation, otto)


def test_a_director_approves_and_it_goes_out_in_its_authors_name(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    reply = held(conversation, ann)

    message = approved(reply, dai)

    conversation.refresh_from_db()
    reply.refresh_from_db()
    check = GuardCheck.objects.get(message_id=message.pk)
    assert (message.author, message.text, message.at) == (ann, BLOCKED, DECIDED)
    assert (check.outcome, check.person, check.approver) == ("approved", ann, dai)
    assert (reply.state, reply.decided_by, reply.decided_at) == ("approved", dai, DECIDED)
    assert conversation.ball == Ball.THEM


def test_a_director_returns_it_with_a_note(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    reply = returned(held(conversation, ann), dai)

    assert (reply.state, reply.decided_by) == ("returned", dai)
    assert reply.decision_note == "日付を入れてください"
    assert not Message.objects.filter(kind=Message.Kind.REPLY).exists()
    assert builders.kinds_of_events(conversation.pk)[-1] == "ReplyReturned"


def test_the_words_before_and_after_a_directors_note_stay_in_the_record(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    before = returned(held(conversation, ann), dai)
    after = held(conversation, ann, body=WITH_A_DAY, draft_key=uuid.uuid4())

    message = approved(after, dai)

    kept = HeldReply.objects.filter(conversation=conversation).order_by("pk")
    assert [
        (one.pk, one.author, one.body, one.state, one.decided_by, one.decision_note) for one in kept
    ] == [
        (before.pk, ann, BLOCKED, "returned", dai, "日付を入れてください"),
        (after.pk, ann, WITH_A_DAY, "approved", dai, ""),
    ]
    assert message.text == WITH_A_DAY
    check = GuardCheck.objects.get(message_id=message.pk)
    assert (check.text_hash, check.approver) == (sha256(WITH_A_DAY.encode()).hexdigest(), dai)
    told = Event.objects.filter(kind__in=["ReplyReturned", "ReplyApproved"]).order_by("pk")
    assert [(one.kind, one.data["held_reply_id"]) for one in told] == [
        ("ReplyReturned", before.pk),
        ("ReplyApproved", after.pk),
    ]


@pytest.mark.parametrize("decide", [approved, returned])
def test_an_operator_decides_nothing(
    conversation: Conversation, ann: Person, hikari: Client, decide: Verb
) -> None:
    bea = builders.assigned(builders.a_person("bea"), hikari)

    with pytest.raises(approvals.CannotDecide):
        decide(held(conversation, ann), bea)


@pytest.mark.parametrize("decide", [approved, returned])
def test_a_director_does_not_decide_on_their_own_words(
    conversation: Conversation, dai: Person, decide: Verb
) -> None:
    with pytest.raises(approvals.OwnWords):
        decide(held(conversation, dai), dai)


def test_another_director_approves_a_directors_words(
    conversation: Conversation, dai: Person, hikari: Client
) -> None:
    eve = builders.assigned(builders.a_person("eve"), hikari, role="director")

    assert approved(held(conversation, dai), eve).author == dai


def test_another_clients_director_decides_nothing(
    conversation: Conversation, ann: Person, tsubame: Client
) -> None:
    theirs = builders.assigned(builders.a_person("tea"), tsubame, role="director")

    with pytest.raises(approvals.CannotDecide):
        approved(held(conversation, ann), theirs)


def test_what_does_not_exist_cannot_be_approved(dai: Person) -> None:
    with pytest.raises(approvals.CannotDecide):
        approvals.approve_reply(held_reply_id=0, director=dai, now=DECIDED)


@pytest.mark.parametrize("first", [approved, returned])
@pytest.mark.parametrize("second", [approved, returned])
def test_a_decision_is_made_once(
    conversation: Conversation, ann: Person, dai: Person, first: Verb, second: Verb
) -> None:
    reply = held(conversation, ann)
    first(reply, dai)

    with pytest.raises(approvals.AlreadyDecided):
        second(reply, dai)


def test_a_message_that_came_meanwhile_keeps_the_reply_waiting(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    reply = held(conversation, ann, last_seen_id=conversation.newest_customer_message_id)
    builders.received(conversation)

    with pytest.raises(seeing.NewerMessageUnseen):
        approved(reply, dai)

    reply.refresh_from_db()
    assert reply.state == HeldReply.State.WAITING
