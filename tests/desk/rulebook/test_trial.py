"""The draft over the messages that were sent last: within the wall, counted, and opened."""

import pytest
from django.urls import reverse

from madoguchi.desk.clients.models import Client, RuleSeverity
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


def test_it_stops_when_it_takes_too_long_and_says_so(
    ann: Person, dai: Person, hikari: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(hikari, ann, "お品は11月19日(木)に届きます。")
    monkeypatch.setattr(trials, "SECONDS", -1.0)

    shown = page(dai)

    assert "新しいほうから0通を調べ" in shown
    assert "途中でやめています" in shown
