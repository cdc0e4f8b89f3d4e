"""The story under the guard: our replies pass it, the waiting drafts give it something to find."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from madoguchi.desk.demo.story import STORY
from madoguchi.desk.demo.story.shapes import Conversation
from madoguchi.desk.demo.story.wording import fill
from madoguchi.engines.rulebook import Context, Draft, Finding, PreviousMessage, Severity, check

DESIGN_DAY = datetime(2026, 11, 20, 14, 36, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_every_reply_of_the_story_passes_the_guard_of_its_client() -> None:
    held = [
        (conversation.key, finding.rule, finding.span)
        for conversation in (*STORY.conversations, *STORY.earlier)
        for entry in conversation.entries
        if entry.kind == "reply" and not (entry.reason or entry.guarded.approver)
        for finding in _findings(entry.text, conversation.client)
        if finding.severity >= Severity.STOP
    ]

    assert held == []


def test_the_drafts_hold_what_their_client_minds() -> None:
    clients = {one.key: one.client for one in STORY.conversations}

    found = {
        draft.conversation: {
            (one.rule, one.severity.value)
            for one in _findings(draft.text, clients[draft.conversation])
        }
        for draft in STORY.drafts
    }

    assert found["tajima-chipped-bowl"] >= {
        ("reply-promise", "stop"),
        ("concrete-wording", "warn"),
    }
    assert "client-vocabulary" in {rule for rule, _ in found["tajima-chipped-bowl"]}
    assert ("concrete-wording", "block") in found["shibata-e204"]
    assert ("client-vocabulary", "stop") in found["kamimura-later"]


def test_the_draft_that_waits_for_a_director_is_found_after_what_was_asked() -> None:
    [draft] = [one for one in STORY.drafts if one.conversation == "shibata-e204"]
    [asked] = [one for one in STORY.conversations if one.key == "shibata-e204"]
    said = tuple(PreviousMessage("them", one.text) for one in asked.entries if one.kind != "reply")

    found = check(Draft(draft.text, Context(previous=said), "customer"))

    assert "concrete-wording" in {one.rule for one in found}


@pytest.mark.parametrize("conversation", STORY.earlier, ids=lambda one: one.key)
def test_what_the_guard_is_said_to_have_found_it_finds(conversation: Conversation) -> None:
    for entry in conversation.entries:
        found = {one.rule for one in _findings(entry.text, conversation.client)}
        first = {one.rule for one in _findings(entry.guarded.first, conversation.client)}
        assert {*entry.guarded.silenced, *entry.guarded.reviews} <= found
        assert bool(first - found) == bool(entry.guarded.first)


def _findings(text: str, client_key: str) -> tuple[Finding, ...]:
    [client] = [one for one in STORY.clients if one.key == client_key]
    glossary = {own: tuple(avoided) for own, avoided in client.glossary.items()}
    written = fill(text, at=DESIGN_DAY, due=DESIGN_DAY.replace(hour=17, minute=0))
    return check(
        Draft(text=written, context=Context(glossary=glossary), audience_kind="customer"),
        severities={slug: Severity(weight) for slug, weight in client.severities.items()},
    )
