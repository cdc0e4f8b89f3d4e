"""Ways around the gate: another's approval, an old verdict, a text that changes, a reason of nothing."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.conversations.actions import approvals, ownership, replies, scheduling
from madoguchi.desk.conversations.models import Conversation, HeldReply, Message, ScheduledReply
from madoguchi.desk.guard import gate
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.rulebook.editing import edited, published

NOW = builders.NOW
LATER = NOW + timedelta(hours=1)
RULE = "concrete-wording"
VAGUE = "田中様\nなるべく早くお届けします。"
KEY = uuid.UUID(int=77)


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Iterator[Conversation]:
    """Of Hikari, who has vague words blocked; everything happens inside of its wall."""
    builders.with_only(hikari, RULE, severity="block")
    opened = builders.a_conversation(hikari)
    with walls.within([hikari.pk]):
        yield opened


def held(conversation: Conversation, author: Person, body: str = VAGUE) -> HeldReply:
    return approvals.request_approval(
        conversation_id=conversation.pk,
        author=author,
        reply=builders.a_reply(conversation, body=body, draft_key=KEY),
        now=NOW,
    )


def sent(conversation: Conversation, author: Person, **reply: object) -> Message:
    return replies.send_reply(
        conversation_id=conversation.pk,
        author=author,
        reply=builders.a_reply(conversation, **{"body": VAGUE, "draft_key": KEY, **reply}),
        now=NOW,
    )


def nothing_left(conversation: Conversation) -> bool:
    return not conversation.messages.filter(kind=Message.Kind.REPLY).exists()


def in_training(person: Person) -> None:
    Assignment.objects.filter(person=person).update(in_training=True)


@pytest.mark.parametrize("who", ["author", "operator", "trainee", "admin", "ended", "elsewhere"])
def test_nobody_but_another_director_in_office_approves(
    who: str, conversation: Conversation, ann: Person, ada: Person, tsubame: Client, hikari: Client
) -> None:
    waiting = held(conversation, ann)
    bea = builders.a_person("bea")
    match who:
        case "author":
            builders.assigned(ann, hikari, role="director")
        case "operator" | "trainee":
            builders.assigned(bea, hikari)
        case "ended":
            builders.assigned(bea, hikari, role="director", ends_at=NOW)
        case "elsewhere":
            builders.assigned(bea, tsubame, role="director")
    if who == "trainee":
        in_training(bea)
    person = {"author": ann, "admin": ada}.get(who, bea)

    with pytest.raises(approvals.CannotDecide):
        approvals.approve_reply(held_reply_id=waiting.pk, director=person, now=NOW)

    assert nothing_left(conversation)


@pytest.mark.parametrize("decision", ["approve", "return", "take"])
def test_an_operator_decides_nothing_by_a_form(
    decision: str, conversation: Conversation, ann: Person, hikari: Client
) -> None:
    waiting = held(conversation, ann)
    bea = builders.signed_in(builders.assigned(builders.a_person("bea"), hikari))

    answer = bea.post(
        reverse("approval-decision", args=[waiting.pk]), {"decision": decision, "body": "別の文"}
    )

    assert answer.status_code == 422
    waiting.refresh_from_db()
    assert (waiting.state, waiting.body) == (HeldReply.State.WAITING, VAGUE)
    assert nothing_left(conversation)


def test_a_form_makes_nobody_an_approver(conversation: Conversation, ann_browser: Browser) -> None:
    form = {
        "body": VAGUE,
        "draft_key": str(KEY),
        "last_seen": 2**62,
        "reason": "急ぎ",
        "approver": "1",
        "is_approved": "1",
        "outcome": "approved",
        "trace": "{}",
    }

    answer = ann_browser.post(reverse("conversation-reply", args=[conversation.pk]), form)

    assert answer.status_code == 422
    assert nothing_left(conversation)


def test_a_draft_that_waits_is_not_sent_with_another_text_that_is_blocked(
    conversation: Conversation, ann: Person
) -> None:
    held(conversation, ann)

    with pytest.raises(gate.DirectorNeeded):
        sent(conversation, ann)
    with pytest.raises(replies.AlreadySent):
        held(conversation, ann, body=f"{VAGUE}いつも。")

    assert nothing_left(conversation)


def test_an_approval_is_of_one_text_and_lets_no_second_one_out(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    waiting = held(conversation, ann)
    message = approvals.approve_reply(held_reply_id=waiting.pk, director=dai, now=NOW)

    assert sent(conversation, ann).pk == message.pk
    with pytest.raises(replies.AlreadySent):
        sent(conversation, ann, body=f"{VAGUE}いつも。")
    with pytest.raises(gate.DirectorNeeded):
        sent(conversation, ann, draft_key=uuid.uuid4())

    [check] = GuardCheck.objects.all()
    assert (check.outcome, check.approver_id) == (GuardCheck.Outcome.APPROVED, dai.pk)


def test_what_a_director_changed_is_read_again(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    waiting = held(conversation, ann)

    message = approvals.approve_reply(
        held_reply_id=waiting.pk, director=dai, now=NOW, body=f"{VAGUE}\nできるだけ急ぎます。"
    )

    [check] = GuardCheck.objects.all()
    assert check.text_hash == sha256(message.text.encode()).hexdigest()
    assert len(check.findings) > 1
    assert check.outcome == GuardCheck.Outcome.APPROVED


def test_whose_assignment_ended_meanwhile_sends_nothing_by_an_approval(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    waiting = held(conversation, ann)
    Assignment.objects.filter(person=ann).update(ends_at=NOW)

    with pytest.raises(ownership.CannotAssign):
        approvals.approve_reply(held_reply_id=waiting.pk, director=dai, now=LATER)

    assert nothing_left(conversation)


def scheduled(conversation: Conversation, author: Person, **reply: object) -> ScheduledReply:
    return scheduling.schedule_reply(
        conversation_id=conversation.pk,
        author=author,
        reply=builders.a_reply(conversation, **{"body": VAGUE, **reply}),
        send_at=LATER,
        now=NOW,
    )


@pytest.mark.parametrize("change", ["block", "training", "book", "ended"])
def test_a_scheduled_reply_is_held_when_the_rules_of_its_time_forbid_it(
    change: str, conversation: Conversation, ann: Person, dai: Person, hikari: Client
) -> None:
    builders.with_severity(hikari, RULE, "warn")
    waiting = scheduled(conversation, ann)
    match change:
        case "block":
            builders.with_severity(hikari, RULE, "block")
        case "training":
            in_training(ann)
        case "book":
            hikari.rule_severities.all().delete()
            edited(dai, hikari, RULE, severity="block")
            published(dai, hikari)
        case "ended":
            Assignment.objects.filter(person=ann).update(ends_at=NOW)

    scheduling.send_at_its_time(scheduled_reply_id=waiting.pk, now=LATER)

    waiting.refresh_from_db()
    assert waiting.state == ScheduledReply.State.HELD
    assert waiting.held_because
    assert nothing_left(conversation)


def test_a_trainee_neither_sends_nor_schedules(conversation: Conversation, ann: Person) -> None:
    in_training(ann)

    for send in (sent, scheduled):
        with pytest.raises(gate.Trainee):
            send(conversation, ann, body="田中様\n11月19日(木)に届きます。", reason="急ぎ")

    assert nothing_left(conversation)


@pytest.mark.parametrize("reason", ["\u200b", "\u2060\ufeff", "\u00ad", "\u3164", "…", "。", "-"])
def test_a_reason_that_says_nothing_is_none(
    reason: str, conversation: Conversation, ann: Person, hikari: Client
) -> None:
    builders.with_severity(hikari, RULE, "stop")

    with pytest.raises(gate.ReasonNeeded):
        sent(conversation, ann, reason=reason)

    assert nothing_left(conversation)


def test_a_stop_stays_a_stop_however_it_was_silenced_before(
    conversation: Conversation, ann: Person, ann_browser: Browser, hikari: Client
) -> None:
    builders.with_severity(hikari, RULE, "warn")
    path = reverse("conversation-silences", args=[conversation.pk])
    for severity in ("warn", "stop", "block"):
        builders.with_severity(hikari, RULE, severity)
        for finding in _keys(ann_browser, conversation):
            ann_browser.post(
                path, {"body": VAGUE, "leave": finding}, headers={"HX-Request": "true"}
            )

    with pytest.raises(gate.DirectorNeeded):
        sent(conversation, ann, draft_key=uuid.uuid4())
    builders.with_severity(hikari, RULE, "stop")
    with pytest.raises(gate.ReasonNeeded):
        sent(conversation, ann, draft_key=uuid.uuid4())


def _keys(browser: Browser, conversation: Conversation) -> list[str]:
    path = reverse("conversation-guard", args=[conversation.pk])
    composer = browser.post(path, {"body": VAGUE}).context["composer"]
    return [one.key for one in (*composer.guard.findings, *composer.guard.silenced)]


def test_a_text_too_long_to_be_sent_is_not_put_before_a_director(
    conversation: Conversation, ann: Person
) -> None:
    with pytest.raises(replies.ReplyTooLong):
        held(conversation, ann, body="あ" * (replies.LONGEST_BODY + 1))

    assert not HeldReply.objects.exists()
