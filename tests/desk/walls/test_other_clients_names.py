"""The check for another client's words tells nobody a name: not who asks, not who reads it later."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import approvals, replies, scheduling
from madoguchi.desk.conversations.models import Conversation, HeldReply, Message
from madoguchi.desk.guard.models import GuardCheck, GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.walls.tables import sql

NOW = builders.NOW
LATER = NOW + timedelta(hours=1)
RULE = "other-client"
FOREIGN = "田中様\nお問い合わせは info@tsubame.example へ11月19日(木)までにお願いします。"
REASON = "お客様が尋ねられたため"


@pytest.fixture
def conversation(hikari: Client, ann: Person, tsubame: Client) -> Conversation:
    """Of Hikari, where Ann works; she works for Tsubame as well. No other rule speaks."""
    builders.assigned(ann, tsubame)
    builders.with_only(hikari, RULE, severity="stop")
    return builders.a_conversation(hikari)


def sent(conversation: Conversation, author: Person) -> Message:
    """By Ann's own hand: both of her clients are in her sight."""
    both = list(sql(f"select unnest(clients_seen_by({author.pk}))"))
    with walls.transaction([one for (one,) in both]):
        return replies.send_reply(
            conversation_id=conversation.pk,
            author=author,
            reply=builders.a_reply(conversation, body=FOREIGN, reason=REASON),
            now=NOW,
        )


def held(conversation: Conversation, author: Person) -> HeldReply:
    with walls.transaction([conversation.client_id]):
        return approvals.request_approval(
            conversation_id=conversation.pk,
            author=author,
            reply=builders.a_reply(conversation, body=FOREIGN),
            now=NOW,
        )


def kept(client: Client) -> list[tuple[str, str]]:
    """The rows of the findings, and how the verdict itself ended."""
    with walls.transaction([client.pk]):
        check = GuardCheck.objects.get()
        rows = GuardFinding.objects.order_by("pk").values_list("rule", "outcome")
        assert [one["rule"] for one in check.findings] == [rule for rule, _ in rows]
        return [*rows, ("", check.outcome)]


def test_who_works_for_both_is_told_of_the_words_and_of_no_name(
    conversation: Conversation, tsubame: Client, ann_browser: Browser
) -> None:
    path = reverse("conversation-guard", args=[conversation.pk])

    answer = ann_browser.post(path, {"body": FOREIGN}).content.decode()

    assert f'data-rule="{RULE}"' in answer
    assert tsubame.name not in answer


def test_who_works_for_one_learns_nothing_by_trying_names(
    hikari: Client, tsubame: Client, otto: Person, otto_browser: Browser
) -> None:
    conversation = builders.a_conversation(tsubame)
    path = reverse("conversation-guard", args=[conversation.pk])
    tries = f"{hikari.name} {hikari.sender_name} support@hikari.example hikari.example"

    answer = otto_browser.post(path, {"body": tries}).content.decode()

    assert RULE not in answer


def test_what_is_kept_names_no_client_to_those_who_read_it(
    conversation: Conversation, ann: Person, dai: Person, hikari: Client, tsubame: Client
) -> None:
    sent(conversation, ann)

    with walls.transaction([hikari.pk]):
        rows = sql("select to_jsonb(g)::text from guard_guardfinding g")
        rows += sql("select to_jsonb(g)::text from guard_guardcheck g")
    behind = builders.signed_in(dai).get(reverse("adherence-behind"), {"what": "found"})

    assert len(rows) == 2
    assert not any(tsubame.name in text for (text,) in rows)
    assert "tsubame.example" in behind.content.decode()
    assert tsubame.name not in behind.content.decode()


def test_a_director_decides_knowing_of_words_of_a_client_out_of_sight(
    conversation: Conversation, ann: Person, dai: Person, hikari: Client, tsubame: Client
) -> None:
    builders.with_severity(hikari, RULE, "block")
    waiting = held(conversation, ann)
    browser = builders.signed_in(dai)

    page = browser.get(reverse("conversation", args=[conversation.pk]))
    browser.post(reverse("approval-decision", args=[waiting.pk]), {"decision": "approve"})

    assert [one.rule for one in page.context["detail"].held.findings] == [RULE]
    assert tsubame.name not in page.content.decode()
    assert kept(hikari) == [(RULE, "approved"), ("", "approved")]


def test_a_scheduled_reply_keeps_the_finding_that_its_author_gave_a_reason_for(
    conversation: Conversation, ann: Person, hikari: Client
) -> None:
    """The job works in Hikari's wall alone."""
    both = list(sql(f"select unnest(clients_seen_by({ann.pk}))"))
    with walls.transaction([one for (one,) in both]):
        later = scheduling.schedule_reply(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation, body=FOREIGN, reason=REASON),
            send_at=LATER,
            now=NOW,
        )

    with walls.transaction([hikari.pk]):
        scheduling.send_at_its_time(scheduled_reply_id=later.pk, now=LATER)

    assert kept(hikari) == [(RULE, "reasoned"), ("", "reasoned")]


def test_a_client_that_came_after_the_scheduling_holds_the_reply(
    hikari: Client, ann: Person
) -> None:
    """Judged again when it leaves, with the words of that moment, in Hikari's wall alone."""
    builders.with_only(hikari, RULE, severity="stop")
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        later = scheduling.schedule_reply(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation, body=FOREIGN),
            send_at=LATER,
            now=NOW,
        )
    tsubame = builders.a_client("tsubame", name="つばめ運輸")
    builders.assigned(ann, tsubame)

    with walls.transaction([hikari.pk]):
        scheduling.send_at_its_time(scheduled_reply_id=later.pk, now=LATER)
        later.refresh_from_db()

        assert later.state == "held"
        assert "停止" in later.held_because
        assert tsubame.name not in later.held_because
        assert not GuardCheck.objects.exists()
