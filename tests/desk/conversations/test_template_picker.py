"""Reply templates in the composer: filled, put into the text, and no gap of theirs is sent."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client, ReplyTemplate
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions.approvals import request_approval
from madoguchi.desk.conversations.actions.replies import GapsLeft, send_reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.builders import NOW

PART = {"HX-Request": "true", "HX-Target": "templates-list"}


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's."""
    return builders.a_conversation(hikari)


@pytest.fixture
def template(hikari: Client) -> ReplyTemplate:
    """A template of Hikari's, with placeholders and a gap."""
    with walls.transaction([hikari.pk]):
        return ReplyTemplate.objects.create(
            client=hikari,
            title="お届け日のご案内",
            shortcut="otodoke",
            body="{{お客様名}}様\n{{委託元名}}の{{担当者名}}です。お届けは〔　〕です。({{対応番号}})",
        )


def draft_of(conversation: Conversation, person: Person) -> str:
    with walls.transaction([conversation.client_id]):
        return drafts.draft_body(conversation=conversation, person=person)


def test_the_list_holds_the_clients_templates_filled_for_this_conversation(
    ann_browser: Browser, conversation: Conversation, template: ReplyTemplate
) -> None:
    answer = ann_browser.get(
        reverse("conversation-templates", args=[conversation.pk]), headers=PART
    ).content.decode()

    assert "<html" not in answer
    assert f'id="template-{template.pk}"' in answer
    text = f"田中 恵様\nひかり文具店のAnnです。お届けは〔　〕です。({conversation.number})"
    assert f'data-text="{text}"' in answer


def test_without_script_the_text_so_far_is_kept_and_the_template_goes_under_it(
    ann_browser: Browser, conversation: Conversation, template: ReplyTemplate, ann: Person
) -> None:
    url = reverse("conversation-templates", args=[conversation.pk]) + "?queue=open"

    shown = ann_browser.post(url, {"body": "お世話になっております。\r\n"}, follow=True)
    back = ann_browser.post(url, {"template": template.pk})

    assert "お届け日のご案内" in shown.content.decode()
    assert back["Location"] == reverse("conversation", args=[conversation.pk]) + "?queue=open"
    assert draft_of(conversation, ann).startswith("お世話になっております。\n田中 恵様\n")


def test_a_template_of_no_number_and_a_client_without_any_are_no_trouble(
    ann_browser: Browser, conversation: Conversation
) -> None:
    url = reverse("conversation-templates", args=[conversation.pk])

    assert ann_browser.post(url, {"template": "x"}).status_code == 404
    assert "まだありません" in ann_browser.get(url).content.decode()


def test_another_clients_templates_are_neither_listed_nor_inserted(
    otto_browser: Browser,
    otto: Person,
    tsubame: Client,
    conversation: Conversation,
    template: ReplyTemplate,
) -> None:
    own = builders.a_conversation(tsubame)
    urls = [reverse("conversation-templates", args=[one.pk]) for one in (own, conversation)]

    answers = [otto_browser.get(url, headers=PART) for url in urls]
    inserted = [otto_browser.post(url, {"template": template.pk}) for url in urls]

    assert [one.status_code for one in answers] == [200, 404]
    assert [one.status_code for one in inserted] == [404, 404]
    assert all("お届け" not in one.content.decode() for one in answers)
    assert draft_of(own, otto) == ""


def test_who_only_looks_with_a_reason_inserts_nothing(
    ada: Person, hikari: Client, conversation: Conversation, template: ReplyTemplate
) -> None:
    builders.with_a_reason(ada, hikari, now=clock.now() - timedelta(minutes=1))
    url = reverse("conversation-templates", args=[conversation.pk])

    assert builders.signed_in(ada).post(url, {"template": template.pk}).status_code == 404
    assert draft_of(conversation, ada) == ""


@pytest.mark.parametrize("gap", ["〔　〕", "〔〕", "〔お届け日〕"])
@pytest.mark.parametrize("action", [send_reply, request_approval])
def test_a_gap_that_is_left_stops_the_sending(
    hikari: Client, conversation: Conversation, ann: Person, action: object, gap: str
) -> None:
    assert callable(action)
    reply = builders.a_reply(conversation, body=f"田中様\nお届けは{gap}です。")

    with walls.transaction([hikari.pk]), pytest.raises(GapsLeft):
        action(conversation_id=conversation.pk, author=ann, reply=reply, now=NOW)


def test_a_gap_in_a_quotation_is_not_ours(
    hikari: Client, conversation: Conversation, ann: Person
) -> None:
    body = builders.a_reply(conversation).body + "\n> 〔　〕に記入しました"

    with walls.transaction([hikari.pk]):
        sent = send_reply(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation, body=body),
            now=NOW,
        )

    assert sent.kind == Message.Kind.REPLY
