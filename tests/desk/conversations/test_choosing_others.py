"""Which conversation to merge into or to link is chosen: the same customer's, or found by words."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from tests import builders
from tests.desk.conversations.posting import as_it_is, page_of, posted

JIRO = {"sender_name": "佐藤 次郎", "sender_email": "jiro@customer.example"}


@pytest.fixture
def strangers(hikari: Client, fresh: Conversation) -> Conversation:
    """Another customer's, of the same client, about cups in letters of half width."""
    return builders.a_conversation(hikari, received_at=clock.now(), subject="ﾏｸﾞｶｯﾌﾟの返品", **JIRO)


def card(browser: Browser, conversation: Conversation, /, **asked: str) -> str:
    """The card over the thread, as its own address shows it."""
    path = reverse("conversation", args=[conversation.pk])
    return page_of(browser.get(path, {"act": "merge", **asked}))


def offered(page: str) -> list[str]:
    """The numbers that can be chosen."""
    choices = page.partition('id="act-others"')[2].partition("</fieldset>")[0]
    return re.findall(r'value="(\d+)"', choices)


def test_without_words_the_same_customers_are_offered_newest_first(
    ann_browser: Browser, hikari: Client, fresh: Conversation, strangers: Conversation
) -> None:
    older = builders.a_conversation(hikari, received_at=clock.now() - timedelta(days=3))
    newer = builders.a_conversation(hikari, received_at=clock.now())

    assert offered(card(ann_browser, fresh)) == [str(newer.pk), str(older.pk)]


@pytest.mark.parametrize("words", ["マグカップ", "佐藤", "JIRO@customer", "返品 次郎", "ﾏｸﾞ"])
def test_words_lead_to_the_clients_others_by_subject_or_customer(
    words: str, ann_browser: Browser, fresh: Conversation, strangers: Conversation
) -> None:
    page = card(ann_browser, fresh, find=words)

    assert offered(page) == [str(strangers.pk)]
    assert "佐藤 次郎 様" in page


def test_the_same_customers_come_first_among_what_is_found(
    ann_browser: Browser, hikari: Client, fresh: Conversation, strangers: Conversation
) -> None:
    mine = builders.a_conversation(
        hikari, received_at=clock.now() - timedelta(days=3), subject="皿の返品"
    )

    assert offered(card(ann_browser, fresh, find="返品")) == [str(mine.pk), str(strangers.pk)]


@pytest.mark.parametrize("written", ["{}", "MG-{}", "ｍｇ-{}"])
def test_a_number_leads_there_however_it_is_written(
    written: str, ann_browser: Browser, fresh: Conversation, strangers: Conversation
) -> None:
    page = card(ann_browser, fresh, find=written.format(strangers.pk))

    assert offered(page) == [str(strangers.pk)]


def test_what_is_found_nowhere_is_told_with_what_to_do(
    ann_browser: Browser, fresh: Conversation
) -> None:
    assert "同じお客様の対応は、ほかにありません" in card(ann_browser, fresh)
    assert "ことばを短くするか、対応番号で探してください" in card(ann_browser, fresh, find="湯のみ")


def test_neither_words_nor_a_number_lead_across_clients(
    ann_browser: Browser, ann: Person, tsubame: Client, fresh: Conversation
) -> None:
    builders.assigned(ann, tsubame)  # she sees both, but they never become one
    foreign = builders.a_conversation(tsubame, subject="返品", received_at=clock.now())

    for find in ("", "返品", str(foreign.pk)):
        assert str(foreign.pk) not in offered(card(ann_browser, fresh, find=find))


def test_the_part_alone_is_given_while_somebody_types(
    ann_browser: Browser, fresh: Conversation, strangers: Conversation
) -> None:
    path = reverse("conversation", args=[fresh.pk])

    answer = ann_browser.get(
        path,
        {"act": "link", "find": "佐藤"},
        headers={"HX-Request": "true", "HX-Target": "act-others"},
    )

    assert page_of(answer).strip().startswith("<fieldset")
    assert offered(page_of(answer)) == [str(strangers.pk)]


def test_otto_is_offered_nothing(otto_browser: Browser, fresh: Conversation) -> None:
    path = reverse("conversation", args=[fresh.pk])

    assert otto_browser.get(path, {"act": "merge", "find": "注文"}).status_code == 404


@pytest.mark.parametrize("name", ["merge", "links"])
def test_nothing_chosen_is_asked_for(name: str, ann_browser: Browser, fresh: Conversation) -> None:
    answer = posted(ann_browser, name, fresh)

    assert answer.status_code == 422
    assert "対応を選んでください。" in page_of(answer)


def test_what_was_chosen_stays_chosen_while_another_customer_is_confirmed(
    ann_browser: Browser, fresh: Conversation, strangers: Conversation
) -> None:
    page = page_of(posted(ann_browser, "merge", fresh, other=strangers.pk))
    assert f'<input type="hidden" name="other" value="{strangers.pk}">' in page

    posted(ann_browser, "merge", fresh, other=strangers.pk, confirmed="yes")

    assert as_it_is(fresh).merged_into_id == strangers.pk
