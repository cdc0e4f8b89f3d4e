"""A reply that is posted: sent and shown, or refused with all that was typed."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.conversations.models import Conversation, HeldReply
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.conversations.posting import (
    CLEAN,
    HOLDING,
    KEY,
    as_it_is,
    page_of,
    posted,
    replied,
    replies_of,
)


def test_a_sent_reply_leads_back_to_its_conversation(
    ann_browser: Browser, fresh: Conversation
) -> None:
    answer = replied(ann_browser, fresh)

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("conversation", args=[fresh.pk]))
    assert replies_of(fresh) == ["田中様\n11月19日(木)に届きます。"]
    assert as_it_is(fresh).ball == "them"


def test_the_page_after_sending_shows_the_reply_on_its_way(
    ann_browser: Browser, fresh: Conversation
) -> None:
    answer = replied(ann_browser, fresh)

    page = page_of(ann_browser.get(answer["Location"]))
    assert "11月19日(木)に届きます。" in page
    assert "返信しました" in page


def test_the_same_form_sent_twice_sends_once(ann_browser: Browser, fresh: Conversation) -> None:
    replied(ann_browser, fresh)
    answer = replied(ann_browser, fresh)

    assert answer.status_code == 302
    assert len(replies_of(fresh)) == 1


def test_sending_and_closing_in_one_click(ann_browser: Browser, fresh: Conversation) -> None:
    replied(ann_browser, fresh, then="close")

    assert as_it_is(fresh).state == "closed"


def test_a_refused_reply_keeps_what_was_typed_and_says_why(
    ann_browser: Browser, fresh: Conversation
) -> None:
    answer = replied(ann_browser, fresh, HOLDING)

    assert answer.status_code == 422
    assert HOLDING in page_of(answer)
    assert "理由を書いて送信してください" in page_of(answer)
    assert replies_of(fresh) == []


def test_a_refused_reply_keeps_its_reason_and_its_draft_key(
    ann_browser: Browser, fresh: Conversation
) -> None:
    answer = replied(ann_browser, fresh, HOLDING, last_seen=0, reason="電話で伝えた")

    assert answer.status_code == 422
    assert "電話で伝えた" in page_of(answer)
    assert str(KEY) in page_of(answer)


def test_with_the_reason_it_goes_out(ann_browser: Browser, fresh: Conversation) -> None:
    answer = replied(ann_browser, fresh, HOLDING, reason="電話で時刻を伝えた")

    assert answer.status_code == 302
    assert replies_of(fresh) == [HOLDING]


def test_a_newer_message_is_shown_and_the_text_kept(
    ann_browser: Browser, fresh: Conversation
) -> None:
    seen = fresh.newest_customer_message_id
    builders.received(fresh, text="やっぱりキャンセルします。")

    answer = replied(ann_browser, fresh, last_seen=seen)

    assert answer.status_code == 422
    assert "やっぱりキャンセルします。" in page_of(answer)
    assert "11月19日(木)に届きます。" in page_of(answer)


def test_htmx_gets_the_refused_conversation_alone(
    ann_browser: Browser, fresh: Conversation
) -> None:
    answer = ann_browser.post(
        reverse("conversation-reply", args=[fresh.pk]),
        {"draft_key": KEY, "last_seen": 0, "body": HOLDING},
        headers={"HX-Request": "true", "HX-Target": "conversation"},
    )

    assert answer.status_code == 422
    assert "<html" not in page_of(answer)
    assert HOLDING in page_of(answer)


@pytest.mark.parametrize(
    "broken",
    [
        {"draft_key": "x"},
        {"last_seen": ""},
        {"last_seen": -1},
        {"last_seen": 2**70},
        {"then": "explode"},
        {"body": "あ" * 100_001},
    ],
)
@pytest.mark.parametrize("name", ["reply", "approval"])
def test_a_form_that_cannot_be_read_is_refused(
    ann_browser: Browser, fresh: Conversation, name: str, broken: dict[str, Any]
) -> None:
    plain = {"draft_key": KEY, "last_seen": 0, "body": CLEAN}

    answer = posted(ann_browser, name, fresh, **{**plain, **broken})

    assert answer.status_code == 422
    assert "読み取れませんでした" in page_of(answer)
    assert replies_of(fresh) == []


def test_asking_for_approval_holds_the_reply(ann_browser: Browser, fresh: Conversation) -> None:
    answer = posted(ann_browser, "approval", fresh, draft_key=KEY, last_seen=0, body=HOLDING)

    assert answer.status_code == 302
    with walls.transaction([fresh.client_id]):
        assert HeldReply.objects.get().body == HOLDING


def test_asking_for_nothing_is_refused(ann_browser: Browser, fresh: Conversation) -> None:
    answer = posted(ann_browser, "approval", fresh, draft_key=KEY, last_seen=0, body=" ")

    assert answer.status_code == 422


def test_the_director_decides_on_the_page(
    ann_browser: Browser, dai: Person, fresh: Conversation
) -> None:
    seen = fresh.newest_customer_message_id
    posted(ann_browser, "approval", fresh, draft_key=KEY, last_seen=seen, body=HOLDING)
    director = builders.signed_in(dai)
    with walls.transaction([fresh.client_id]):
        url = reverse("approval-decision", args=[HeldReply.objects.get().pk])

    answer = director.post(url, {"decision": "approve"})
    again = director.post(url, {"decision": "return", "note": "日付を"})

    assert answer.status_code == 302
    assert replies_of(fresh) == [HOLDING]
    assert again.status_code == 422


def test_the_director_gives_it_back_with_a_note(
    ann_browser: Browser, dai: Person, fresh: Conversation
) -> None:
    posted(ann_browser, "approval", fresh, draft_key=KEY, last_seen=0, body=HOLDING)
    with walls.transaction([fresh.client_id]):
        url = reverse("approval-decision", args=[HeldReply.objects.get().pk])

    builders.signed_in(dai).post(url, {"decision": "return", "note": "日付を入れてください"})

    page = page_of(ann_browser.get(reverse("conversation", args=[fresh.pk])))
    assert "日付を入れてください" in page
    assert replies_of(fresh) == []


def test_the_author_cannot_decide_and_is_told_so(ann_browser: Browser, fresh: Conversation) -> None:
    posted(ann_browser, "approval", fresh, draft_key=KEY, last_seen=0, body=HOLDING)
    with walls.transaction([fresh.client_id]):
        url = reverse("approval-decision", args=[HeldReply.objects.get().pk])

    answer = ann_browser.post(url, {"decision": "approve"})

    assert answer.status_code == 422
    assert replies_of(fresh) == []


def test_a_held_reply_behind_the_wall_is_not_found(
    ann_browser: Browser, otto_browser: Browser, fresh: Conversation
) -> None:
    posted(ann_browser, "approval", fresh, draft_key=KEY, last_seen=0, body=HOLDING)
    with walls.transaction([fresh.client_id]):
        url = reverse("approval-decision", args=[HeldReply.objects.get().pk])

    assert otto_browser.post(url, {"decision": "approve"}).status_code == 404


def test_what_no_mail_can_carry_becomes_a_blank(ann_browser: Browser, fresh: Conversation) -> None:
    replied(ann_browser, fresh, "11月19日(木)に\x0b届きます。")

    assert replies_of(fresh) == ["11月19日(木)に 届きます。"]
