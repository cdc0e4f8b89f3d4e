"""What cannot wait for a good moment, and needs a director: its reason goes along, and it leaves at once."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.conversations.actions.approvals import approve_reply, request_approval
from madoguchi.desk.conversations.models import Conversation, HeldReply, Message
from madoguchi.desk.conversations.urgency import UrgencyUnexplained
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.conversations.posting import KEY, page_of, posted
from tests.desk.conversations.talking import REPORT, UNTIL_THREE, a_thread, jst, works

RULE = "considerate-timing"
WHY = "今夜の出荷を止めるため"
NOON = jst("2026-11-20 12:00")  # a Friday
AFTER_THREE = jst("2026-11-20 15:02")


@pytest.fixture
def thread(hikari: Client, ann: Person, cora: Person) -> Conversation:
    """A thread that Cora, who works until three, began on Friday at noon; Ann is in training."""
    works(hikari, cora, UNTIL_THREE)
    in_training(hikari, ann)
    return a_thread(hikari, cora, at=NOON)


def in_training(hikari: Client, ann: Person) -> None:
    with walls.transaction([hikari.pk], provider_wide=True):
        Assignment.objects.filter(person=ann, client=hikari).update(in_training=True)


def held(thread: Conversation, ann: Person, urgent: str | None = f" {WHY} ") -> HeldReply:
    reply = builders.a_reply(thread, body=REPORT, urgent=urgent)
    return request_approval(conversation_id=thread.pk, author=ann, reply=reply, now=AFTER_THREE)


def approved(one: HeldReply, dai: Person) -> Message:
    at = AFTER_THREE + timedelta(minutes=5)
    return approve_reply(held_reply_id=one.pk, director=dai, now=at)


@pytest.mark.usefixtures("in_hikari")
@pytest.mark.parametrize("severity", ["warn", "stop", "block"])
def test_approved_it_leaves_at_once_with_its_reason(
    hikari: Client, thread: Conversation, ann: Person, dai: Person, severity: str
) -> None:
    builders.with_severity(hikari, RULE, severity)

    message = approved(held(thread, ann), dai)

    check = GuardCheck.objects.get(message_id=message.pk)
    assert message.at == AFTER_THREE + timedelta(minutes=5)
    assert (message.is_urgent, check.urgent_reason, check.approver) == (True, WHY, dai)


@pytest.mark.usefixtures("in_hikari")
def test_what_nobody_called_urgent_is_not(thread: Conversation, ann: Person, dai: Person) -> None:
    message = approved(held(thread, ann, None), dai)

    assert (message.is_urgent, GuardCheck.objects.get(message_id=message.pk).urgent_reason) == (
        False,
        "",
    )


@pytest.mark.usefixtures("in_hikari")
def test_approved_within_their_hours_it_need_not_be_urgent(
    thread: Conversation, ann: Person, dai: Person
) -> None:
    one = held(thread, ann)

    message = approve_reply(held_reply_id=one.pk, director=dai, now=jst("2026-11-24 10:00"))

    assert message.is_urgent is False


@pytest.mark.usefixtures("in_hikari")
def test_urgency_without_a_word_why_is_not_put_before_a_director(
    thread: Conversation, ann: Person
) -> None:
    with pytest.raises(UrgencyUnexplained):
        held(thread, ann, " …")

    assert not HeldReply.objects.exists()


@pytest.fixture
def today(hikari: Client, ann: Person, cora: Person) -> Conversation:
    """A thread of now; Cora works on one day of the week, which is not today; Ann is in training."""
    other = (timezone.localtime(clock.now()) + timedelta(days=3)).isoweekday()
    works(hikari, cora, {"weekly": {str(other): [["09:00", "15:00"]]}})
    in_training(hikari, ann)
    return a_thread(hikari, cora, at=clock.now() - timedelta(minutes=20))


def test_the_composer_of_who_needs_approval_asks_why_it_cannot_wait(
    today: Conversation, ann_browser: Browser
) -> None:
    part = page_of(posted(ann_browser, "guard", today, body=REPORT))

    assert "急ぎとして承認を依頼" in part
    assert 'id="urgent"' in part
    assert "今すぐ送信" not in part


def test_the_director_reads_why_and_the_thread_keeps_it(
    today: Conversation, ann_browser: Browser, dai: Person
) -> None:
    typed = {"body": REPORT, "draft_key": KEY, "last_seen": 2**62}
    urgent = {"urgently": "1", "urgent_reason": WHY}

    asked = posted(ann_browser, "approval", today, **typed, **urgent)

    page = page_of(builders.signed_in(dai).get(reverse("conversation", args=[today.pk])))
    assert asked.status_code == 302
    assert f"待てない理由：{WHY}" in page


def test_without_a_reason_the_dialog_comes_back_with_all_that_was_typed(
    today: Conversation, ann_browser: Browser
) -> None:
    typed = {"body": REPORT, "draft_key": KEY, "last_seen": 2**62, "urgently": "1"}

    asked = posted(ann_browser, "approval", today, **typed)

    page = page_of(asked)
    assert asked.status_code == 422
    assert "急ぎの理由を書いてください。" in page
    assert REPORT in page
