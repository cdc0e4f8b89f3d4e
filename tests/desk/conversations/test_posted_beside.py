"""What is done to a conversation beside answering it: posted, shown, or refused with all that was typed."""

import pytest
from django.http.response import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.act_rows import ACTS
from madoguchi.desk.conversations.models import Conversation, Merge
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.conversations.posting import as_it_is, page_of, posted, replied


def shown(browser: Browser, conversation: Conversation, query: str = "") -> str:
    return page_of(browser.get(reverse("conversation", args=[conversation.pk]) + query))


def card(browser: Browser, conversation: Conversation, act: str) -> str:
    """The card of an act alone, as htmx asks for it."""
    path = reverse("conversation", args=[conversation.pk]) + f"?act={act}"
    return page_of(browser.get(path, headers={"HX-Request": "true", "HX-Target": "act"}))


def sent_to(browser: Browser, name: str, pk: int, **fields: object) -> HttpResponseBase:
    return browser.post(reverse(name, args=[pk]), fields)


def answered(browser: Browser, conversation: Conversation) -> Conversation:
    assert replied(browser, conversation).status_code == 302
    return as_it_is(conversation)


@pytest.mark.parametrize("act", ACTS)
def test_every_act_has_its_card_as_a_page_and_as_a_part(
    ann_browser: Browser, fresh: Conversation, act: str
) -> None:
    path = reverse("conversation", args=[fresh.pk]) + f"?queue=mine&act={act}"

    page = page_of(ann_browser.get(path))
    part = card(ann_browser, fresh, act)

    assert 'class="act"' in page
    assert 'class="act"' in part
    assert 'id="conversation"' not in part
    assert 'class="act"' not in shown(ann_browser, fresh, "?act=made-up")


def test_snoozed_and_back(ann_browser: Browser, fresh: Conversation) -> None:
    answered(ann_browser, fresh)

    assert posted(ann_browser, "snooze", fresh, until="tomorrow").status_code == 302
    assert as_it_is(fresh).snoozed_until is not None
    assert "までスヌーズ" in shown(ann_browser, fresh)

    assert posted(ann_browser, "snooze", fresh, until="end").status_code == 302
    assert as_it_is(fresh).snoozed_until is None
    assert posted(ann_browser, "snooze", fresh, until="end").status_code == 422


@pytest.mark.parametrize("at", ["", "明日", "2001-01-01T10:00", "9999-12-31T23:59"])
def test_a_moment_that_is_none_is_refused_and_stays_in_its_field(
    ann_browser: Browser, fresh: Conversation, at: str
) -> None:
    answer = posted(ann_browser, "snooze", fresh, until="at", at=at)

    assert answer.status_code == 422
    assert f'value="{at}"' in page_of(answer)
    assert 'class="act"' in page_of(answer)


def test_the_ball_is_passed(ann_browser: Browser, fresh: Conversation) -> None:
    assert posted(ann_browser, "ball", fresh, to="client").status_code == 302
    assert "委託元に確認中" in shown(ann_browser, fresh)

    refused = posted(ann_browser, "ball", fresh, to="customer")
    assert refused.status_code == 422
    assert "まだ返信していません" in page_of(refused)

    assert posted(ann_browser, "ball", fresh, to="us").status_code == 302
    assert as_it_is(fresh).asked_client_at is None


def test_it_is_given_back(ann_browser: Browser, fresh: Conversation) -> None:
    assert posted(ann_browser, "owner", fresh, person="nobody").status_code == 302
    assert as_it_is(fresh).owner is None
    assert posted(ann_browser, "owner", fresh, person="nobody").status_code == 422


def test_a_tag_is_put_on_offered_elsewhere_and_taken_off(
    ann_browser: Browser, hikari: Client, fresh: Conversation
) -> None:
    other = builders.a_conversation(hikari, received_at=clock.now())

    assert posted(ann_browser, "tags", fresh, name="返品").status_code == 302
    assert "返品" in shown(ann_browser, fresh)
    offered = '<option value="返品"></option>'
    assert offered in card(ann_browser, other, "tag")
    assert offered not in card(ann_browser, fresh, "tag")

    refused = posted(ann_browser, "tags", fresh, name="長" * 41)
    assert refused.status_code == 422
    assert "長" * 41 in page_of(refused)
    with walls.transaction([fresh.client_id]):
        tag_id = fresh.tags.get().tag_id
    assert posted(ann_browser, "tags", fresh, remove=tag_id).status_code == 302
    assert posted(ann_browser, "tags", fresh, remove="x").status_code == 422


def test_no_tag_of_a_client_is_offered_to_another(
    ann_browser: Browser, otto_browser: Browser, fresh: Conversation, tsubame: Client
) -> None:
    posted(ann_browser, "tags", fresh, name="ひかりの秘密")

    theirs = builders.a_conversation(tsubame)

    assert "ひかりの秘密" not in shown(otto_browser, theirs, "?act=tag")


def test_a_link_shows_on_both_sides_with_its_state(
    ann_browser: Browser, hikari: Client, fresh: Conversation
) -> None:
    other = builders.a_conversation(hikari, subject="別件", sender_email="jiro@customer.example")

    assert posted(ann_browser, "links", fresh, other=f"mg-{other.pk} ").status_code == 302
    assert f"：MG-{other.pk}" in shown(ann_browser, fresh)
    assert f"MG-{fresh.pk}" in shown(ann_browser, other)

    refused = posted(ann_browser, "links", fresh, other="MG-99999999")
    assert refused.status_code == 422
    assert "MG-99999999" in page_of(refused)
    assert posted(ann_browser, "links", fresh, remove=other.pk).status_code == 302
    assert f"：MG-{other.pk}" not in shown(ann_browser, fresh)
    assert posted(ann_browser, "links", fresh, remove="x").status_code == 422


def test_merged_the_page_leads_to_the_target_which_says_so_and_undoes_it(
    ann_browser: Browser, hikari: Client, fresh: Conversation
) -> None:
    target = builders.a_conversation(hikari, received_at=clock.now(), subject="続き")

    answer = posted(ann_browser, "merge", fresh, other=target.pk)

    there = reverse("conversation", args=[target.pk])
    assert answer["Location"].startswith(there)
    assert ann_browser.get(reverse("conversation", args=[fresh.pk]))["Location"].startswith(there)
    assert replied(ann_browser, as_it_is(target)).status_code == 302
    page = shown(ann_browser, target)
    merged = page.index(f"MG-{fresh.pk}「注文について」を統合しました")
    assert page.rindex('data-from="them"') < merged < page.index('data-from="us"')
    with walls.transaction([hikari.pk]):
        merge = Merge.objects.get()
    assert sent_to(ann_browser, "merge-undo", merge.pk).status_code == 302
    assert as_it_is(fresh).merged_into_id is None
    assert sent_to(ann_browser, "merge-undo", merge.pk).status_code == 422


def test_another_customers_conversation_is_merged_into_only_when_that_was_confirmed(
    ann_browser: Browser, hikari: Client, fresh: Conversation
) -> None:
    target = builders.a_conversation(
        hikari, sender_name="佐藤 次郎", sender_email="jiro@customer.example"
    )

    warned = posted(ann_browser, "merge", fresh, other=target.pk)
    assert warned.status_code == 422
    assert "お客様が違います" in page_of(warned)
    assert "これからの返信は 佐藤 次郎 様に届きます" in page_of(warned)
    assert as_it_is(fresh).merged_into_id is None

    assert posted(ann_browser, "merge", fresh, other=target.pk, confirmed="yes").status_code == 302
    assert as_it_is(fresh).merged_into_id == target.pk


def test_across_clients_nothing_is_offered_to_be_confirmed(
    ann_browser: Browser, ann: Person, tsubame: Client, fresh: Conversation
) -> None:
    builders.assigned(ann, tsubame)
    foreign = builders.a_conversation(tsubame, sender_email="jiro@customer.example")

    for fields in ({}, {"confirmed": "yes"}):
        answer = posted(ann_browser, "merge", fresh, other=foreign.pk, **fields)
        assert answer.status_code == 422
        assert "同じ委託元のほかの対応です" in page_of(answer)
        assert "お客様が違います" not in page_of(answer)


def test_with_htmx_a_merge_leads_to_the_targets_own_address(
    ann_browser: Browser, hikari: Client, fresh: Conversation
) -> None:
    target = builders.a_conversation(hikari, received_at=clock.now())

    answer = ann_browser.post(
        reverse("conversation-merge", args=[fresh.pk]),
        {"other": target.pk},
        headers={"HX-Request": "true", "HX-Target": "conversation"},
    )

    assert answer["HX-Redirect"].startswith(reverse("conversation", args=[target.pk]))


@pytest.mark.parametrize("other", ["", "x", "MG-", "0"])
def test_what_is_no_conversation_is_not_merged_into(
    ann_browser: Browser, fresh: Conversation, other: str
) -> None:
    answer = posted(ann_browser, "merge", fresh, other=other)

    assert answer.status_code == 422
    assert 'class="act"' in page_of(answer)


def test_a_draft_that_stayed_behind_is_shown(
    ann_browser: Browser, hikari: Client, ann: Person, fresh: Conversation
) -> None:
    target = builders.a_conversation(hikari, sender_email="jiro@customer.example")
    with walls.transaction([hikari.pk]):
        drafts.save_draft(conversation=fresh, person=ann, body="残った文面", now=clock.now())

    posted(ann_browser, "merge", fresh, other=target.pk, confirmed="yes")

    assert "残った文面" in shown(ann_browser, target)


def test_split_the_new_conversation_is_shown_or_what_was_chosen_is_kept(
    ann_browser: Browser, fresh: Conversation
) -> None:
    second = builders.received(fresh, text="もう一つ伺います。")

    refused = posted(ann_browser, "split", fresh, subject="別の質問")
    assert refused.status_code == 422
    assert 'value="別の質問"' in page_of(refused)

    answer = posted(ann_browser, "split", fresh, subject="別の質問", message=second.pk)
    with walls.transaction([fresh.client_id]):
        opened = Conversation.objects.latest("pk")
    assert answer["Location"].startswith(reverse("conversation", args=[opened.pk]))
    assert opened.subject == "別の質問"


def test_a_note_calls_whom_was_picked_and_keeps_the_choice_when_refused(
    ann_browser: Browser, dai: Person, otto: Person, fresh: Conversation
) -> None:
    refused = posted(ann_browser, "note", fresh, body=" ", mention=dai.pk)
    assert refused.status_code == 422
    assert "checked" in page_of(refused).split(f'value="{dai.pk}"')[-1][:80]

    assert posted(ann_browser, "note", fresh, body="確認を", mention=otto.pk).status_code == 422
    assert posted(ann_browser, "note", fresh, body="確認を", mention=dai.pk).status_code == 302
    with walls.transaction([fresh.client_id]):
        assert fresh.mentions.get().seen_at is None

    shown(builders.signed_in(dai), fresh)
    with walls.transaction([fresh.client_id]):
        assert fresh.mentions.get().seen_at is not None
