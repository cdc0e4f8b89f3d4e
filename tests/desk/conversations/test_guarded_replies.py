"""The gate stands in the sending itself: what passed, why and on whose word is kept."""

import hashlib
from datetime import timedelta

import pytest

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client, Term
from madoguchi.desk.conversations import drafting, hours
from madoguchi.desk.conversations.actions.replies import Reply, send_reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.guard import gate
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.people.models import Person
from madoguchi.desk.rulebook import in_force
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW
VAGUE = "なるべく早くお届けします。"
HOLDING = "確認して、折り返しご連絡いたします。"


def sent(conversation: Conversation, author: Person, reply: Reply) -> GuardCheck:
    """The verdict under which the reply left."""
    message = send_reply(
        conversation_id=conversation.pk,
        author=author,
        reply=reply,
        now=NOW + timedelta(minutes=10),
    )
    return GuardCheck.objects.get(message_id=message.pk)


def test_a_clean_text_is_recorded_as_clean(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.a_reply(conversation)

    check = sent(conversation, ann, reply)

    assert (check.outcome, check.findings, check.reason) == ("clean", [], "")
    assert check.text_hash == hashlib.sha256(reply.body.encode()).hexdigest()
    assert check.rulebook_version == in_force.book().label
    assert (check.person, check.approver) == (ann, None)


def test_a_warning_passes_and_is_recorded(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    check = sent(conversation, ann, builders.a_reply(conversation, body=VAGUE))

    assert check.outcome == "passed"
    assert [finding["rule"] for finding in check.findings] == ["concrete-wording"]


def test_a_hint_passes_and_is_recorded(hikari: Client, ann: Person) -> None:
    builders.with_severity(hikari, "reply-promise", "hint")
    conversation = builders.a_conversation(hikari)

    check = sent(conversation, ann, builders.a_reply(conversation, body=HOLDING))

    assert check.outcome == "passed"
    assert [finding["severity"] for finding in check.findings] == ["hint"]


def test_a_stop_without_a_reason_is_not_sent(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    with pytest.raises(gate.ReasonNeeded):
        sent(conversation, ann, builders.a_reply(conversation, body=HOLDING))

    assert not Message.objects.filter(kind=Message.Kind.REPLY).exists()
    assert not GuardCheck.objects.exists()


def test_a_stop_with_a_reason_is_sent_and_the_reason_kept(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.a_reply(conversation, body=HOLDING, reason="電話で時刻を伝えた")

    check = sent(conversation, ann, reply)

    assert (check.outcome, check.reason, check.person) == ("reasoned", "電話で時刻を伝えた", ann)
    assert check.text_hash == hashlib.sha256(HOLDING.encode()).hexdigest()


@pytest.mark.parametrize("role", ["operator", "director"])
def test_a_block_is_not_sent_by_anybody_on_their_own(hikari: Client, role: str) -> None:
    author = builders.assigned(builders.a_person("bea"), hikari, role=role)
    builders.with_severity(hikari, "concrete-wording", "block")
    conversation = builders.a_conversation(hikari)
    reply = builders.a_reply(conversation, body=VAGUE, reason="急ぎのため")

    with pytest.raises(gate.DirectorNeeded):
        sent(conversation, author, reply)


def test_each_client_weighs_for_itself(hikari: Client, tsubame: Client, ann: Person) -> None:
    builders.with_severity(tsubame, "concrete-wording", "block")
    conversation = builders.a_conversation(hikari)

    given = drafting.for_guard(conversation, VAGUE, author=ann, now=NOW)
    assert given.severities == in_force.book().severities
    check = sent(conversation, ann, builders.a_reply(conversation, body=VAGUE))
    assert check.outcome == "passed"


def test_the_clients_own_words_are_asked_for(hikari: Client, ann: Person) -> None:
    for avoided in ("客先", "顧客"):
        Term.objects.create(client=hikari, preferred="お客様", avoided=avoided)
    conversation = builders.a_conversation(hikari)

    reply = builders.a_reply(conversation, body="顧客の住所は変更済みです。")
    check = sent(conversation, ann, reply)

    assert drafting.glossary_of(hikari.pk) == {"お客様": ("客先", "顧客")}
    assert [finding["rule"] for finding in check.findings] == ["client-vocabulary"]


def test_the_rulebook_sees_what_was_said_before(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann)
    builders.received(conversation, text="ありがとう", received_at=NOW + timedelta(hours=1))

    later = NOW + timedelta(hours=2)
    draft = drafting.for_guard(conversation, "下書き", author=ann, now=later).draft

    calendar = policies.parsed(policies.current(hikari.pk)).calendar
    assert [one.sender for one in draft.context.previous] == ["them", "me", "them"]
    assert draft.context.working_hours == hours.working_hours(calendar)
    assert draft.audience_kind == "customer"
