"""Publishing: only what comes out right, and for ever as it is."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rulebook import in_force
from madoguchi.desk.rulebook.actions import publishing
from madoguchi.desk.rulebook.authority import LeadNeeded
from madoguchi.desk.rulebook.contents import BookExample, fingerprint
from madoguchi.desk.rulebook.models import BookDraft, BookVersion
from madoguchi.engines.rulebook import Severity
from tests import builders
from tests.desk.rulebook.editing import RULE, draft_book, edited, published, worded


def test_the_draft_becomes_the_version_in_force(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, severity="warn")
    worded(dai, hikari)

    version = published(dai, hikari, note="厳しすぎたため")

    assert version.number == 2
    assert version.published_by == dai
    assert version.changed == [RULE, "words"]
    assert version.note == "厳しすぎたため"
    assert in_force.book().number == 2
    assert in_force.book().label.startswith("2+")
    assert in_force.book().severities[RULE] is Severity.WARN
    assert not BookDraft.objects.exists()


def test_a_rule_switched_off_is_off_in_the_book(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, severity="off")
    published(dai, hikari)

    assert in_force.book().severities[RULE] is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"bad": (BookExample("本日17時にお届けします。"),)},
            "✗の例「本日17時にお届けします。」が見つかりません。",
        ),
        (
            {"good": (BookExample("確認して折り返します。"),)},
            "◯の例「確認して折り返します。」を指摘します。",
        ),
    ],
    ids=["a bad one that is not found", "a good one that is"],
)
def test_an_example_that_comes_out_wrong_keeps_the_draft_from_being_published(
    wrong: dict[str, Any], sentence: str, dai: Person, hikari: Client
) -> None:
    edited(dai, hikari, **wrong)

    with pytest.raises(publishing.ExamplesFail) as refused:
        published(dai, hikari)

    assert "0.1 保留には返答の時刻を添える" in refused.value.sentence
    assert sentence in refused.value.sentence
    assert in_force.book().number == 1
    assert BookDraft.objects.exists()


def test_the_examples_of_a_rule_that_is_off_are_not_tried(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, severity="off", bad=(BookExample("本日17時にお届けします。"),))

    assert published(dai, hikari).number == 2


def test_what_its_publisher_has_not_seen_is_not_published(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, title="保留には時刻")
    opened = fingerprint(draft_book())
    edited(dai, hikari, "respect", title="敬って書く")

    with walls.transaction([hikari.pk]), pytest.raises(publishing.DraftChangedMeanwhile):
        publishing.publish(opened=opened, note="", person=dai, now=builders.NOW)


def test_nothing_changed_is_nothing_to_publish(dai: Person, hikari: Client) -> None:
    with pytest.raises(publishing.NoDraft):
        published(dai, hikari)

    edited(dai, hikari, title="保留には時刻")
    edited(dai, hikari, title="保留には返答の時刻を添える")
    with pytest.raises(publishing.NothingChanged):
        published(dai, hikari)


def test_a_reason_without_end_is_refused(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, title="保留には時刻")

    with pytest.raises(publishing.NoteTooLong):
        published(dai, hikari, note="長" * 501)


def test_an_operator_publishes_nothing(dai: Person, ann: Person, hikari: Client) -> None:
    edited(dai, hikari, title="保留には時刻")

    with pytest.raises(LeadNeeded):
        published(ann, hikari)


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["update", "delete"])
def test_no_statement_changes_a_published_version(act: str) -> None:
    versions = BookVersion.objects.filter(number=1)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        versions.update(note="あとから") if act == "update" else versions._raw_delete("default")
    assert versions.get().note == ""


@pytest.mark.parametrize(("severity", "standard"), [("hint", "ヒント"), ("off", "切")])
def test_a_clients_settings_call_and_weigh_a_rule_as_the_version_in_force_does(
    severity: str, standard: str, dai: Person, hikari: Client
) -> None:
    edited(dai, hikari, severity=severity, title="保留には時刻")
    published(dai, hikari)

    answer = builders.signed_in(dai).get(reverse("client-rules", args=[hikari.pk]))

    row = next(one for one in answer.context["rules"] if one.slug == RULE)
    assert (row.title, row.standard, row.severity, row.label) == (
        "保留には時刻",
        standard,
        "",
        standard,
    )
