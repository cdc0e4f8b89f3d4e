"""The other verbs that are posted to a conversation: done and shown, or refused and told why."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.conversations.posting import KEY, as_it_is, page_of, posted


def test_after_a_verb_the_list_is_the_one_that_it_was_opened_from(
    ann_browser: Browser, hikari: Client, fresh: Conversation
) -> None:
    url = reverse("conversation-closure", args=[fresh.pk])

    answer = ann_browser.post(f"{url}?queue=late&client={hikari.pk}", {"last_seen": 999_999_999})

    assert answer["Location"].endswith(f"?queue=late&client={hikari.pk}")


def test_a_note_is_kept(ann_browser: Browser, fresh: Conversation) -> None:
    answer = posted(ann_browser, "note", fresh, body="電話で\r\n確認済み")

    assert answer.status_code == 302
    with walls.transaction([fresh.client_id]):
        assert fresh.messages.latest("pk").text == "電話で\n確認済み"


@pytest.mark.parametrize("body", ["", " "])
def test_an_empty_note_is_refused(ann_browser: Browser, fresh: Conversation, body: str) -> None:
    answer = posted(ann_browser, "note", fresh, body=body)

    assert answer.status_code == 422
    assert "メモの本文がまだありません" in page_of(answer)


def test_a_note_that_is_too_long_is_refused_and_not_lost(
    ann_browser: Browser, fresh: Conversation
) -> None:
    answer = posted(ann_browser, "note", fresh, body="長い話" * 40_000)

    assert answer.status_code == 422
    assert "長い話" * 40_000 in page_of(answer)


@pytest.mark.parametrize("name", ["guard", "reply", "note", "no-answer"])
def test_a_null_character_breaks_nothing(
    ann_browser: Browser, fresh: Conversation, name: str
) -> None:
    message = fresh.newest_customer_message_id
    fields = {"body": "a\x00b", "reason": "a\x00b", "message": message, "last_seen": message}

    answer = posted(ann_browser, name, fresh, draft_key=KEY, **fields)

    assert answer.status_code in {200, 302, 422}


def test_closing_and_reopening(ann_browser: Browser, fresh: Conversation) -> None:
    assert posted(ann_browser, "closure", fresh).status_code == 302
    assert as_it_is(fresh).state == "closed"
    assert posted(ann_browser, "closure", fresh).status_code == 422

    assert posted(ann_browser, "reopening", fresh).status_code == 302
    assert as_it_is(fresh).state == "open"
    assert posted(ann_browser, "reopening", fresh).status_code == 422


def test_a_conversation_is_taken_and_given(
    ann_browser: Browser, dai: Person, fresh: Conversation
) -> None:
    assert posted(ann_browser, "owner", fresh, person=dai.pk).status_code == 302
    assert as_it_is(fresh).owner == dai

    assert posted(builders.signed_in(dai), "owner", fresh, person="me").status_code == 302
    assert posted(ann_browser, "owner", fresh, person="me").status_code == 302
    assert as_it_is(fresh).owner_id != dai.pk


@pytest.mark.parametrize("person", ["", "x", "0", "９"])
def test_it_is_given_to_nobody_who_is_not_there(
    ann_browser: Browser, fresh: Conversation, person: str
) -> None:
    answer = posted(ann_browser, "owner", fresh, person=person)

    assert answer.status_code == 422
    assert "担当ではない人には渡せません" in page_of(answer)


def test_a_thank_you_is_marked_as_needing_no_answer(
    ann_browser: Browser, fresh: Conversation
) -> None:
    message = fresh.newest_customer_message_id

    answer = posted(ann_browser, "no-answer", fresh, message=message, reason="お礼のみ")

    assert answer.status_code == 302
    assert as_it_is(fresh).ball == "them"


@pytest.mark.parametrize("message", ["", "x", "0"])
def test_no_message_no_mark(ann_browser: Browser, fresh: Conversation, message: str) -> None:
    answer = posted(ann_browser, "no-answer", fresh, message=message, reason="お礼のみ")

    assert answer.status_code == 422


def test_every_step_is_told_in_the_conversations_history(
    ann_browser: Browser, dai: Person, fresh: Conversation
) -> None:
    message = fresh.newest_customer_message_id
    posted(ann_browser, "no-answer", fresh, message=message, reason="お礼のみ")
    posted(ann_browser, "owner", fresh, person=dai.pk)
    posted(ann_browser, "note", fresh, body="電話で確認済み")
    posted(ann_browser, "closure", fresh)

    page = page_of(ann_browser.get(reverse("conversation", args=[fresh.pk])))

    for words in (
        "返信不要にしました",
        "さんになりました",
        "社内メモを書きました",
        "完了にしました",
    ):
        assert words in page
