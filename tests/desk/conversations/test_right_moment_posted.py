"""The composer at a bad moment: the button keeps the reply until a good one, or asks why it cannot wait."""

from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.contacts.moments import next_good_moment
from madoguchi.desk.conversations.models import Conversation, Message, ScheduledReply
from madoguchi.desk.conversations.urgency import UrgencyUnexplained
from madoguchi.desk.guard import gate
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.conversations.posting import KEY, page_of, posted
from tests.desk.conversations.talking import REPORT, a_thread, works

RULE = "considerate-timing"
URGENT = {"urgently": "1", "urgent_reason": "今夜の出荷を止めるため"}


@pytest.fixture
def thread(hikari: Client, ann: Person, cora: Person) -> Conversation:
    """A thread that was answered; Cora works on one day of the week, which is not today."""
    other = (timezone.localtime(clock.now()) + timedelta(days=3)).isoweekday()
    works(hikari, cora, {"weekly": {str(other): [["09:00", "15:00"]]}})
    begun = a_thread(hikari, cora, at=clock.now() - timedelta(minutes=20))
    builders.replied(begun, ann, after=timedelta(minutes=5))
    return begun


def good_moment(thread: Conversation, cora: Person) -> datetime:
    with walls.transaction([thread.client_id]):
        found = next_good_moment(Contact.objects.get(person=cora), clock.now())
    assert found is not None
    return found.at


def typed(thread: Conversation, **fields: str) -> dict[str, object]:
    return {"body": REPORT, "draft_key": KEY, "last_seen": 2**62, **fields}


def newest_reply(thread: Conversation) -> Message | None:
    with walls.transaction([thread.client_id]):
        return thread.messages.filter(draft_key=KEY).first()


def test_while_it_is_typed_the_button_offers_the_good_moment(
    thread: Conversation, ann_browser: Browser, cora: Person
) -> None:
    part = page_of(posted(ann_browser, "guard", thread, body=REPORT))

    assert "に送信予約" in part
    assert f'value="{good_moment(thread, cora):%Y-%m-%dT%H:%M}' in part
    assert "急ぎとして今すぐ送る" in part
    assert "このまま" not in part
    assert "急ぎでなければ、次の勤務時間へ" in part


def test_what_need_not_wait_is_sent_as_ever(thread: Conversation, ann_browser: Browser) -> None:
    part = page_of(posted(ann_browser, "guard", thread, body="ありがとうございます。"))

    assert "に送信予約" not in part
    assert 'data-send="ok"' in part


def test_a_writer_in_training_asks_a_director_as_ever(
    hikari: Client, ann: Person, thread: Conversation, ann_browser: Browser
) -> None:
    with walls.transaction([hikari.pk], provider_wide=True):
        Assignment.objects.filter(person=ann, client=hikari).update(in_training=True)

    part = page_of(posted(ann_browser, "guard", thread, body=REPORT))

    assert "承認を依頼" in part
    assert "に送信予約" not in part


def test_it_is_kept_until_the_moment_that_the_button_named(
    thread: Conversation, ann_browser: Browser, cora: Person
) -> None:
    at = good_moment(thread, cora)
    form = typed(thread, when="good", good_at=at.isoformat(timespec="minutes"))

    answer = posted(ann_browser, "schedule", thread, **form)

    assert answer.status_code == 302
    with walls.transaction([thread.client_id]):
        one = ScheduledReply.objects.get(draft_key=KEY)
    assert (one.send_at, one.close) == (at, False)


def test_the_next_opening_that_is_offered_is_theirs(
    thread: Conversation, ann_browser: Browser, cora: Person
) -> None:
    at = good_moment(thread, cora)

    answer = posted(ann_browser, "schedule", thread, **typed(thread, when="opening"))

    assert answer.status_code == 302
    with walls.transaction([thread.client_id]):
        assert ScheduledReply.objects.get(draft_key=KEY).send_at == at


def test_it_is_kept_and_closes_the_matter_when_it_leaves(
    thread: Conversation, ann_browser: Browser, cora: Person
) -> None:
    at = good_moment(thread, cora)
    form = typed(thread, then="close", good_at=at.isoformat(timespec="minutes"))

    assert posted(ann_browser, "schedule", thread, **form).status_code == 302

    with walls.transaction([thread.client_id]):
        one = ScheduledReply.objects.get(draft_key=KEY)
    assert (one.send_at, one.close) == (at, True)


def test_as_urgent_it_leaves_at_once_and_the_thread_says_why(
    thread: Conversation, ann_browser: Browser
) -> None:
    answer = posted(ann_browser, "reply", thread, **typed(thread, **URGENT))

    sent = newest_reply(thread)
    assert answer.status_code == 302
    assert sent is not None
    assert sent.is_urgent
    with walls.transaction([thread.client_id]):
        assert GuardCheck.objects.get(message_id=sent.pk).urgent_reason == URGENT["urgent_reason"]
    assert "急ぎの理由：今夜の出荷を止めるため" in page_of(
        ann_browser.get(f"/conversations/{thread.pk}/")
    )


def test_what_left_as_urgent_is_counted_and_opened_with_its_reason(
    thread: Conversation, ann_browser: Browser
) -> None:
    posted(ann_browser, "reply", thread, **typed(thread, **URGENT))

    figures = page_of(ann_browser.get("/adherence/"))
    behind = page_of(ann_browser.get("/adherence/findings/", {"what": "urgent"}))

    assert "待たずに送信したもの 1件" in figures
    assert "今夜の出荷を止めるため" in behind


def test_without_a_reason_it_is_asked_for_and_nothing_typed_is_lost(
    thread: Conversation, ann_browser: Browser
) -> None:
    form = typed(thread, urgently="1", urgent_reason="……")

    answer = posted(ann_browser, "reply", thread, **form)

    page = page_of(answer)
    assert (answer.status_code, newest_reply(thread)) == (422, None)
    assert UrgencyUnexplained().sentence in page
    assert REPORT in page
    assert page.split('id="urgent"')[1].split(">")[0].strip().endswith("open")


def test_a_reason_that_was_not_meant_counts_for_nothing(
    thread: Conversation, ann_browser: Browser
) -> None:
    posted(ann_browser, "reply", thread, **typed(thread, urgent_reason="書きかけの理由"))

    sent = newest_reply(thread)
    assert sent is not None
    assert not sent.is_urgent


def test_where_the_client_wants_it_a_plain_reply_comes_back_with_the_offer(
    hikari: Client, thread: Conversation, ann_browser: Browser
) -> None:
    builders.with_only(hikari, RULE, severity="stop")

    answer = posted(ann_browser, "reply", thread, **typed(thread))

    page = page_of(answer)
    assert (answer.status_code, newest_reply(thread)) == (422, None)
    assert gate.GoodMomentNeeded(()).sentence in page
    assert REPORT in page
    assert "に送信予約" in page
    assert 'data-send="later"' in page
