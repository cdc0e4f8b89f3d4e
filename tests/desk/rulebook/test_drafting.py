"""The draft: one at a time, written by several people, and nobody's words are lost to another's."""

from dataclasses import replace
from typing import Any

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.rulebook import in_force
from madoguchi.desk.rulebook.actions import drafting
from madoguchi.desk.rulebook.authority import LeadNeeded
from madoguchi.desk.rulebook.contents import BookExample, BookRule, fingerprint
from madoguchi.desk.rulebook.models import BookDraft
from madoguchi.desk.rulebook.soundness import UnsoundRule
from tests import builders
from tests.desk.rulebook.editing import RULE, draft_book, edited, save

OWN = BookRule("rule-00000001", 1, "1.9", "朝に予定を送る", "一日の予定を送ります。", "hint")


def kinds() -> list[str]:
    """What the log holds of no client, as an admin sees it."""
    with walls.transaction([], provider_wide=True):
        return list(Event.objects.filter(client_id=None).values_list("kind", flat=True))


def test_saving_a_rule_begins_the_draft_and_leaves_the_version_in_force_alone(
    dai: Person, hikari: Client
) -> None:
    edited(dai, hikari, title="保留には時刻")

    assert draft_book().by_slug[RULE].title == "保留には時刻"
    assert in_force.book().book.by_slug[RULE].title == "保留には返答の時刻を添える"
    assert BookDraft.objects.get().edited_by == dai
    assert kinds() == ["RulebookDraftBegun", "RuleEdited"]


def test_the_log_tells_what_changed(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, severity="warn")

    with walls.transaction([], provider_wide=True):
        event = Event.objects.get(kind="RuleEdited")
    assert event.actor_id == dai.pk
    assert event.data["rule"] == RULE
    assert event.data["changes"] == [{"what": "severity", "before": "stop", "after": "warn"}]


def test_two_people_write_different_rules(dai: Person, ada: Person, hikari: Client) -> None:
    edited(dai, hikari, RULE, title="一つめ")
    edited(ada, hikari, "respect", title="二つめ")

    assert BookDraft.objects.count() == 1
    assert draft_book().by_slug[RULE].title == "一つめ"
    assert draft_book().by_slug["respect"].title == "二つめ"


def test_who_writes_last_is_told_that_the_rule_changed_meanwhile(
    dai: Person, ada: Person, hikari: Client
) -> None:
    before = draft_book().by_slug[RULE]
    edited(dai, hikari, title="先に保存")

    with walls.transaction([hikari.pk]), pytest.raises(drafting.RuleChangedMeanwhile):
        save(replace(before, title="後から保存"), ada, opened=fingerprint(before))
    assert draft_book().by_slug[RULE].title == "先に保存"


def test_the_same_again_is_nothing_new(dai: Person, hikari: Client) -> None:
    rule = edited(dai, hikari, title="保留には時刻")
    with walls.transaction([hikari.pk]):
        save(rule, dai, opened="whatever was opened")

    assert kinds().count("RuleEdited") == 1


def test_an_operator_writes_nothing(ann: Person, hikari: Client) -> None:
    with pytest.raises(LeadNeeded):
        edited(ann, hikari, title="保留には時刻")

    assert not BookDraft.objects.exists()


def test_a_rule_of_ones_own_comes_and_goes(dai: Person, hikari: Client) -> None:
    with walls.transaction([hikari.pk]):
        save(OWN, dai)
        assert [one.slug for one in draft_book().rules if one.chapter == 1][-1] == OWN.slug

        drafting.remove_rule(slug=OWN.slug, opened=fingerprint(OWN), person=dai, now=builders.NOW)
    assert OWN.slug not in draft_book().by_slug
    assert kinds()[-1] == "RuleRemoved"


def test_a_rule_with_a_check_is_switched_off_and_not_removed(dai: Person, hikari: Client) -> None:
    with walls.transaction([hikari.pk]), pytest.raises(drafting.RuleIsChecked):
        drafting.remove_rule(slug=RULE, opened="", person=dai, now=builders.NOW)


def test_a_rule_that_is_gone_can_be_neither_saved_nor_removed(dai: Person, hikari: Client) -> None:
    with walls.transaction([hikari.pk]):
        with pytest.raises(drafting.NoSuchRule):
            save(OWN, dai, opened=fingerprint(OWN))
        with pytest.raises(drafting.NoSuchRule):
            drafting.remove_rule(slug=OWN.slug, opened="", person=dai, now=builders.NOW)


def test_a_rule_that_changed_meanwhile_is_not_removed(dai: Person, hikari: Client) -> None:
    with walls.transaction([hikari.pk]):
        save(OWN, dai)
        with pytest.raises(drafting.RuleChangedMeanwhile):
            drafting.remove_rule(slug=OWN.slug, opened="older", person=dai, now=builders.NOW)


def test_a_draft_is_given_up_once(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, title="保留には時刻")
    with walls.transaction([hikari.pk]):
        drafting.discard_draft(person=dai, now=builders.NOW)
        drafting.discard_draft(person=dai, now=builders.NOW)

    assert not BookDraft.objects.exists()
    assert kinds().count("RulebookDraftDiscarded") == 1


LONG = BookExample("長" * 2001)


@pytest.mark.parametrize(
    "lacking",
    [
        {"title": ""},
        {"title": "長" * 61},
        {"number": ""},
        {"number": "0.2"},
        {"meaning": ""},
        {"severity": "made-up"},
        {"check": "made-up"},
        {"check": "respect"},
        {"bad": (LONG,)},
        {"good": (BookExample("文", scene="made-up"),)},
        {"good": (BookExample("文", to="made-up"),)},
        {"good": tuple(BookExample(f"文{n}") for n in range(31))},
    ],
    ids=str,
)
def test_a_rule_that_lacks_something_is_refused(
    lacking: dict[str, Any], dai: Person, hikari: Client
) -> None:
    with pytest.raises(UnsoundRule):
        edited(dai, hikari, **lacking)

    assert not BookDraft.objects.exists()
