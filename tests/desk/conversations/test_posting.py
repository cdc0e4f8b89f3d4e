"""What is posted to a conversation: done and shown, or refused with all that was typed."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, HeldReply, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders

KEY = uuid.UUID("5f0c2c1e-5d35-4d5f-9d5e-0a8a4d0c9a11")
CLEAN = "田中様\r\n11月19日(木)にお届けします。"
HOLDING = "確認して、折り返しご連絡いたします。"


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's that came in five minutes ago."""
    now = clock.now() - timedelta(minutes=5)
    return builders.a_conversation(hikari, received_at=now)


def posted(
    browser: Browser, name: str, conversation: Conversation, **fields: Any
) -> HttpResponseBase:
    return browser.post(reverse(f"conversation-{name}", args=[conversation.pk]), fields)


def replied(
    browser: Browser, conversation: Conversation, body: str = CLEAN, **fields: Any
) -> HttpResponseBase:
    plain = {"draft_key": KEY, "last_seen": conversation.newest_customer_message_id, "body": body}
    return posted(browser, "reply", conversation, **{**plain, **fields})


def page_of(answer: HttpResponseBase) -> str:
    content: bytes = getattr(answer, "content", b"")
    return content.decode()


def as_it_is(conversation: Conversation) -> Conversation:
    with walls.transaction([conversation.client_id]):
        conversation.refresh_from_db()
    return conversation


def replies_of(conversation: Conversation) -> list[str]:
    with walls.transaction([conversation.client_id]):
        texts = conversation.messages.filter(kind=Message.Kind.REPLY).values_list("text", flat=True)
        return list(texts)


def test_a_sent_reply_leads_back_to_its_conversation(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = replied(ann_browser, conversation)

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("conversation", args=[conversation.pk]))
    assert replies_of(conversation) == ["田中様\n11月19日(木)にお届けします。"]
    assert as_it_is(conversation).ball == "them"


def test_the_page_after_sending_shows_the_reply_on_its_way(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = replied(ann_browser, conversation)

    page = page_of(ann_browser.get(answer["Location"]))
    assert "11月19日(木)にお届けします。" in page
    assert "返信しました" in page


def test_after_a_verb_the_list_is_the_one_that_it_was_opened_from(
    ann_browser: Browser, hikari: Client, conversation: Conversation
) -> None:
    url = reverse("conversation-closure", args=[conversation.pk])

    answer = ann_browser.post(f"{url}?queue=late&client={hikari.pk}")

    assert answer["Location"].endswith(f"?queue=late&client={hikari.pk}")


def test_the_same_form_sent_twice_sends_once(
    ann_browser: Browser, conversation: Conversation
) -> None:
    replied(ann_browser, conversation)
    answer = replied(ann_browser, conversation)

    assert answer.status_code == 302
    assert len(replies_of(conversation)) == 1


def test_sending_and_closing_in_one_click(ann_browser: Browser, conversation: Conversation) -> None:
    replied(ann_browser, conversation, then="close")

    assert as_it_is(conversation).state == "closed"


def test_a_refused_reply_keeps_what_was_typed_and_says_why(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = replied(ann_browser, conversation, HOLDING)

    assert answer.status_code == 422
    assert HOLDING in page_of(answer)
    assert "理由を書いて送信してください" in page_of(answer)
    assert replies_of(conversation) == []


def test_a_refused_reply_keeps_its_reason_and_its_draft_key(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = replied(ann_browser, conversation, HOLDING, last_seen=0, reason="電話で伝えた")

    assert answer.status_code == 422
    assert "電話で伝えた" in page_of(answer)
    assert str(KEY) in page_of(answer)


def test_with_the_reason_it_goes_out(ann_browser: Browser, conversation: Conversation) -> None:
    answer = replied(ann_browser, conversation, HOLDING, reason="電話で時刻を伝えた")

    assert answer.status_code == 302
    assert replies_of(conversation) == [HOLDING]


def test_a_newer_message_is_shown_and_the_text_kept(
    ann_browser: Browser, conversation: Conversation
) -> None:
    seen = conversation.newest_customer_message_id
    builders.received(conversation, text="やっぱりキャンセルします。")

    answer = replied(ann_browser, conversation, last_seen=seen)

    assert answer.status_code == 422
    assert "やっぱりキャンセルします。" in page_of(answer)
    assert "11月19日(木)にお届けします。" in page_of(answer)


def test_htmx_gets_the_refused_conversation_alone(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = ann_browser.post(
        reverse("conversation-reply", args=[conversation.pk]),
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
    ann_browser: Browser, conversation: Conversation, name: str, broken: dict[str, Any]
) -> None:
    plain = {"draft_key": KEY, "last_seen": 0, "body": CLEAN}

    answer = posted(ann_browser, name, conversation, **{**plain, **broken})

    assert answer.status_code == 422
    assert "読み取れませんでした" in page_of(answer)
    assert replies_of(conversation) == []


def test_asking_for_approval_holds_the_reply(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = posted(ann_browser, "approval", conversation, draft_key=KEY, last_seen=0, body=HOLDING)

    assert answer.status_code == 302
    with walls.transaction([conversation.client_id]):
        assert HeldReply.objects.get().body == HOLDING


def test_asking_for_nothing_is_refused(ann_browser: Browser, conversation: Conversation) -> None:
    answer = posted(ann_browser, "approval", conversation, draft_key=KEY, last_seen=0, body=" ")

    assert answer.status_code == 422


def test_the_director_decides_on_the_page(
    ann_browser: Browser, dai: Person, conversation: Conversation
) -> None:
    seen = conversation.newest_customer_message_id
    posted(ann_browser, "approval", conversation, draft_key=KEY, last_seen=seen, body=HOLDING)
    director = builders.signed_in(dai)
    with walls.transaction([conversation.client_id]):
        url = reverse("approval-decision", args=[HeldReply.objects.get().pk])

    answer = director.post(url, {"decision": "approve"})
    again = director.post(url, {"decision": "return", "note": "日付を"})

    assert answer.status_code == 302
    assert replies_of(conversation) == [HOLDING]
    assert again.status_code == 422


def test_the_director_gives_it_back_with_a_note(
    ann_browser: Browser, dai: Person, conversation: Conversation
) -> None:
    posted(ann_browser, "approval", conversation, draft_key=KEY, last_seen=0, body=HOLDING)
    with walls.transaction([conversation.client_id]):
        url = reverse("approval-decision", args=[HeldReply.objects.get().pk])

    builders.signed_in(dai).post(url, {"decision": "return", "note": "日付を入れてください"})

    page = page_of(ann_browser.get(reverse("conversation", args=[conversation.pk])))
    assert "日付を入れてください" in page
    assert replies_of(conversation) == []


def test_the_author_cannot_decide_and_is_told_so(
    ann_browser: Browser, conversation: Conversation
) -> None:
    posted(ann_browser, "approval", conversation, draft_key=KEY, last_seen=0, body=HOLDING)
    with walls.transaction([conversation.client_id]):
        url = reverse("approval-decision", args=[HeldReply.objects.get().pk])

    answer = ann_browser.post(url, {"decision": "approve"})

    assert answer.status_code == 422
    assert replies_of(conversation) == []


def test_a_held_reply_behind_the_wall_is_not_found(
    ann_browser: Browser, otto_browser: Browser, conversation: Conversation
) -> None:
    posted(ann_browser, "approval", conversation, draft_key=KEY, last_seen=0, body=HOLDING)
    with walls.transaction([conversation.client_id]):
        url = reverse("approval-decision", args=[HeldReply.objects.get().pk])

    assert otto_browser.post(url, {"decision": "approve"}).status_code == 404


def test_a_note_is_kept(ann_browser: Browser, conversation: Conversation) -> None:
    answer = posted(ann_browser, "note", conversation, body="電話で\r\n確認済み")

    assert answer.status_code == 302
    with walls.transaction([conversation.client_id]):
        assert conversation.messages.latest("pk").text == "電話で\n確認済み"


@pytest.mark.parametrize("body", ["", " "])
def test_an_empty_note_is_refused(
    ann_browser: Browser, conversation: Conversation, body: str
) -> None:
    answer = posted(ann_browser, "note", conversation, body=body)

    assert answer.status_code == 422
    assert "メモの本文がまだありません" in page_of(answer)


def test_a_note_that_is_too_long_is_refused_and_not_lost(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = posted(ann_browser, "note", conversation, body="長い話" * 40_000)

    assert answer.status_code == 422
    assert "長い話" * 40_000 in page_of(answer)


def test_what_no_mail_can_carry_becomes_a_blank(
    ann_browser: Browser, conversation: Conversation
) -> None:
    replied(ann_browser, conversation, "11月19日(木)に\x0bお届けします。")

    assert replies_of(conversation) == ["11月19日(木)に お届けします。"]


@pytest.mark.parametrize("name", ["guard", "reply", "note", "no-answer"])
def test_a_null_character_breaks_nothing(
    ann_browser: Browser, conversation: Conversation, name: str
) -> None:
    message = conversation.newest_customer_message_id
    fields = {"body": "a\x00b", "reason": "a\x00b", "message": message, "last_seen": message}

    answer = posted(ann_browser, name, conversation, draft_key=KEY, **fields)

    assert answer.status_code in {200, 302, 422}


def test_closing_and_reopening(ann_browser: Browser, conversation: Conversation) -> None:
    assert posted(ann_browser, "closure", conversation).status_code == 302
    assert as_it_is(conversation).state == "closed"
    assert posted(ann_browser, "closure", conversation).status_code == 422

    assert posted(ann_browser, "reopening", conversation).status_code == 302
    assert as_it_is(conversation).state == "open"
    assert posted(ann_browser, "reopening", conversation).status_code == 422


def test_a_conversation_is_taken_and_given(
    ann_browser: Browser, dai: Person, conversation: Conversation
) -> None:
    assert posted(ann_browser, "owner", conversation, person=dai.pk).status_code == 302
    assert as_it_is(conversation).owner == dai

    assert posted(builders.signed_in(dai), "owner", conversation, person="me").status_code == 302
    assert posted(ann_browser, "owner", conversation, person="me").status_code == 302
    assert as_it_is(conversation).owner_id != dai.pk


@pytest.mark.parametrize("person", ["", "x", "0", "９"])
def test_it_is_given_to_nobody_who_is_not_there(
    ann_browser: Browser, conversation: Conversation, person: str
) -> None:
    answer = posted(ann_browser, "owner", conversation, person=person)

    assert answer.status_code == 422
    assert "担当ではない人には渡せません" in page_of(answer)


def test_a_thank_you_is_marked_as_needing_no_answer(
    ann_browser: Browser, conversation: Conversation
) -> None:
    message = conversation.newest_customer_message_id

    answer = posted(ann_browser, "no-answer", conversation, message=message, reason="お礼のみ")

    assert answer.status_code == 302
    assert as_it_is(conversation).ball == "them"


@pytest.mark.parametrize("message", ["", "x", "0"])
def test_no_message_no_mark(ann_browser: Browser, conversation: Conversation, message: str) -> None:
    answer = posted(ann_browser, "no-answer", conversation, message=message, reason="お礼のみ")

    assert answer.status_code == 422


def test_every_step_is_told_in_the_conversations_history(
    ann_browser: Browser, dai: Person, conversation: Conversation
) -> None:
    message = conversation.newest_customer_message_id
    posted(ann_browser, "no-answer", conversation, message=message, reason="お礼のみ")
    posted(ann_browser, "owner", conversation, person=dai.pk)
    posted(ann_browser, "note", conversation, body="電話で確認済み")
    posted(ann_browser, "closure", conversation)

    page = page_of(ann_browser.get(reverse("conversation", args=[conversation.pk])))

    for words in (
        "返信不要にしました",
        "さんになりました",
        "社内メモを書きました",
        "完了にしました",
    ):
        assert words in page
