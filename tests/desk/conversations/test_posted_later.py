"""A reply that leaves later, or is taken back: posted, shown, or refused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http.response import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import Settings

from madoguchi.desk.conversations.actions.scheduling import schedule_reply
from madoguchi.desk.conversations.models import Conversation, Message, ScheduledReply
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.conversations.posting import KEY, as_it_is, page_of, posted, replied


@pytest.fixture(autouse=True)
def _ten_seconds(settings: Settings) -> None:
    """For so long a reply waits before it leaves."""
    settings.CONFIG = replace(settings.CONFIG, undo_seconds=10)


def shown(browser: Browser, conversation: Conversation, query: str = "") -> str:
    return page_of(browser.get(reverse("conversation", args=[conversation.pk]) + query))


def sent_to(browser: Browser, name: str, pk: int, **fields: object) -> HttpResponseBase:
    return browser.post(reverse(name, args=[pk]), fields)


def answered(browser: Browser, conversation: Conversation) -> Conversation:
    assert replied(browser, conversation).status_code == 302
    return as_it_is(conversation)


def test_a_reply_that_was_just_sent_is_taken_back(
    ann_browser: Browser, fresh: Conversation
) -> None:
    answered(ann_browser, fresh)
    with walls.transaction([fresh.client_id]):
        message = fresh.messages.get(kind=Message.Kind.REPLY)
    recall = reverse("message-recall", args=[message.pk])
    assert recall in shown(ann_browser, fresh)
    assert recall not in shown(ann_browser, fresh)  # offered once

    assert ann_browser.post(recall).status_code == 302

    page = shown(ann_browser, fresh)
    assert "送信を取り消しました" in page
    assert page.count(message.text.splitlines()[-1]) >= 2  # in the thread, and in the composer
    assert as_it_is(fresh).ball == "us"
    assert ann_browser.post(recall).status_code == 422


def test_a_reply_is_scheduled_shown_and_taken_into_the_composer_again(
    ann_browser: Browser, fresh: Conversation
) -> None:
    fields = {
        "body": "田中様\n11月19日(木)に届きます。",
        "draft_key": KEY,
        "last_seen": fresh.newest_customer_message_id,
        "reason": "お急ぎのため",
    }
    refused = posted(ann_browser, "schedule", fresh, when="at", at="", **fields)
    assert refused.status_code == 422
    assert "届きます。</textarea>" in page_of(refused)

    # Past the due time or not, by the hour of this test: it is meant.
    tomorrow = (clock.now() + timedelta(days=1)).isoformat()
    assert posted(ann_browser, "schedule", fresh, anyway=tomorrow, **fields).status_code == 302
    assert "今すぐ送信" in shown(ann_browser, fresh)
    with walls.transaction([fresh.client_id]):
        one = ScheduledReply.objects.get()
    assert sent_to(ann_browser, "scheduled-reply", one.pk, do="edit").status_code == 302
    with walls.transaction([fresh.client_id]):
        assert fresh.drafts.get().body == fields["body"]
    assert sent_to(ann_browser, "scheduled-reply", one.pk, do="edit").status_code == 422
    assert sent_to(ann_browser, "scheduled-reply", one.pk, do="cancel").status_code == 302
    for do in ("edit", "send", "cancel"):
        assert sent_to(ann_browser, "scheduled-reply", one.pk, do=do).status_code == 422


def test_a_scheduled_reply_is_sent_at_once_and_can_be_taken_back(
    ann_browser: Browser, ann: Person, fresh: Conversation
) -> None:
    now = clock.now()
    with walls.transaction([fresh.client_id]):
        one = schedule_reply(
            conversation_id=fresh.pk,
            author=ann,
            reply=builders.a_reply(fresh, reason="試験のため"),
            send_at=now + timedelta(days=1),
            now=now,
        )

    answer = sent_to(
        ann_browser,
        "scheduled-reply",
        one.pk,
        do="send",
        last_seen=fresh.newest_customer_message_id,
    )

    assert answer.status_code == 302
    assert "取り消す" in shown(ann_browser, fresh)


def test_where_replies_leave_at_once_nothing_is_offered(
    ann_browser: Browser, fresh: Conversation, settings: Settings
) -> None:
    settings.CONFIG = replace(settings.CONFIG, undo_seconds=0)

    answered(ann_browser, fresh)

    assert "取り消す" not in shown(ann_browser, fresh)
