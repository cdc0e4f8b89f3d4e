"""The draft over the messages that were sent last: within the wall, counted, and opened."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from madoguchi.desk.clients.actions import phrases
from madoguchi.desk.clients.models import Client, ClientPhrase, RuleSeverity
from madoguchi.desk.conversations import drafting
from madoguchi.desk.conversations.actions import notes, tagging
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.queries.sent import last_sent
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rulebook.queries import trials
from tests import builders
from tests.desk.rulebook.editing import edited, worded


def sent(client: Client, author: Person, text: str) -> int:
    """A reply of that text; its conversation."""
    conversation = builders.a_conversation(client)
    reply = builders.a_reply(conversation, body=text)
    with walls.transaction([client.pk]):
        send_reply(conversation_id=conversation.pk, author=author, reply=reply, now=builders.NOW)
    return conversation.pk


def page(person: Person, query: str = "") -> str:
    """The trial as this person sees it."""
    answer = builders.signed_in(person).get(reverse("rulebook-trial") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_was_not_found_when_it_left_opens_its_message(
    ann: Person, dai: Person, hikari: Client
) -> None:
    builders.with_severity(hikari, "concrete-wording", "off")
    found = sent(hikari, ann, "なるべく早くお届けします。")
    sent(hikari, ann, "お品は11月19日(木)に届きます。")
    with walls.transaction([hikari.pk]):
        RuleSeverity.objects.filter(client=hikari).delete()

    shown = page(dai)

    assert "新しいほうから2通を調べ、1通に指摘がありました" in shown
    assert reverse("conversation", args=[found]) in shown
    assert "送信時にはない" in shown
    assert "なるべく早く" not in page(dai, "?rule=respect")


def test_what_a_new_word_rule_would_have_found(ann: Person, dai: Person, hikari: Client) -> None:
    sent(hikari, ann, "ユーザー様の品は11月19日(木)に届きます。")
    worded(dai, hikari)

    assert "1通に指摘がありました" in page(dai)


def test_a_director_sees_no_message_of_another_client(
    dai: Person, otto: Person, hikari: Client, tsubame: Client
) -> None:
    conversation = sent(tsubame, otto, "ユーザー様の荷は11月19日(木)に届きます。")
    worded(dai, hikari)

    shown = page(dai)

    assert "新しいほうから0通を調べ" in shown
    assert "ユーザー様の荷は" not in shown
    assert reverse("conversation", args=[conversation]) not in shown


def test_an_admin_without_an_assignment_sees_none(ada: Person, ann: Person, hikari: Client) -> None:
    sent(hikari, ann, "お品は11月19日(木)に届きます。")

    assert "新しいほうから0通を調べ" in page(ada)


def test_what_is_switched_off_is_not_found(ann: Person, dai: Person, hikari: Client) -> None:
    sent(hikari, ann, "なるべく早くお届けします。")
    assert "1通に指摘がありました" in page(dai)

    edited(dai, hikari, "concrete-wording", severity="off")

    assert "0通に指摘がありました" in page(dai)


def test_a_reply_is_read_with_what_was_said_before_it(ann: Person, hikari: Client) -> None:
    sent(hikari, ann, "お品は11月19日(木)に届きます。")

    with walls.transaction([hikari.pk]):
        [one] = last_sent(500)
    assert [said.text for said in one.draft.context.previous] == ["届く日を教えてください。"]
    assert one.draft.audience_kind == "customer"
    assert one.number == f"MG-{one.conversation_pk}"


def phrase(client: Client, director: Person, kind: str, words: str, tag: str = "") -> None:
    """A phrase of the client's."""
    wording = phrases.Wording(kind=ClientPhrase.Kind(kind), phrase=words, tag=tag)
    with walls.transaction([client.pk]):
        phrases.add_phrase(client_id=client.pk, wording=wording, person=director, now=builders.NOW)


def test_a_reply_is_read_with_all_that_the_gate_was_given(
    ann: Person, dai: Person, hikari: Client, tsubame: Client
) -> None:
    builders.assigned(ann, tsubame)
    builders.with_only(hikari, "respect", severity="hint")
    for kind, words, tag in (
        ("forbid", "全額", ""),
        ("require", "8日以内", "返品"),
        ("require", "改めて", "ほか"),
    ):
        phrase(hikari, dai, kind, words, tag)
    conversation, sent_at = builders.a_conversation(hikari), builders.NOW + timedelta(hours=1)
    text = "A-1042の代金1,200円は、つばめ運輸から全額お返しします。見積を添付します。"
    with walls.transaction([hikari.pk]):
        tagging.tag_conversation(
            conversation_id=conversation.pk, name="返品", person=ann, now=builders.NOW
        )
        notes.write_note(
            conversation_id=conversation.pk, author=ann, text="A-1042の件", now=builders.NOW
        )
        builders.a_draft_file(conversation, ann, confidentiality="internal")
        given = drafting.for_guard(conversation, text, author=ann, now=sent_at).draft
        reply = builders.a_reply(conversation, body=text)
        send_reply(conversation_id=conversation.pk, author=ann, reply=reply, now=sent_at)

    with walls.transaction([hikari.pk]):
        notes.write_note(conversation_id=conversation.pk, author=ann, text="B-77の件", now=sent_at)
        [one] = last_sent(500)

    read = one.draft.context
    assert replace(read, word_rules=given.context.word_rules) == given.context
    assert all((read.attachments, read.others, read.record, read.mandatory, read.forbidden))


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("attachment-announced", "見積を添付します。"),
        ("unknown-reference", "ご注文番号 A-1042 の品です。"),
        ("forbidden-promise", "全額お返しします。"),
        ("mandatory-phrase", "返品を承ります。"),
        ("other-client", "つばめ運輸の品です。"),
    ],
)
def test_what_needs_more_than_the_text_is_found_in_the_trial(
    check: str, text: str, ann: Person, dai: Person, hikari: Client, tsubame: Client
) -> None:
    builders.assigned(ann, tsubame)
    phrase(hikari, dai, "forbid", "全額")
    phrase(hikari, dai, "require", "8日以内")
    builders.with_only(hikari, check, severity="off")
    sent(hikari, ann, text)
    builders.with_severity(hikari, check, "hint")

    assert "1通に指摘がありました" in page(dai)


def test_it_stops_when_it_takes_too_long_and_says_so(
    ann: Person, dai: Person, hikari: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(hikari, ann, "お品は11月19日(木)に届きます。")
    monkeypatch.setattr(trials, "SECONDS", -1.0)

    shown = page(dai)

    assert "新しいほうから0通を調べ" in shown
    assert "途中でやめています" in shown
