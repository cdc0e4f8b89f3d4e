"""The book that comes with the product: every rule of the guide, and it passes its own examples."""

import pytest

from madoguchi.desk.rulebook import in_force, judging
from madoguchi.desk.rulebook.chapters import TITLES, first_book
from madoguchi.desk.rulebook.contents import as_data, book_of
from madoguchi.desk.rulebook.models import BookVersion
from madoguchi.desk.rulebook.soundness import refuse_unsound
from madoguchi.engines.rulebook import DEFAULT_SEVERITIES, RULES

OF_THE_GUIDE = {
    "0.1": "reply-promise",
    "0.2": "no-reaction-only",
    "0.3": "batch-questions",
    "0.4": "considerate-timing",
    "0.5": "concrete-wording",
    "0.6": "fact-vs-interpretation",
    "0.7": "deadline-on-acceptance",
    "0.8": "clarify-purpose",
    "0.9": "early-delay-notice",
    "0.10": "closed-question",
    "0.11": "clear-request",
    "0.12": "easy-confirmation",
    "0.13": "device-aware",
    "0.14": "call-follow-up",
    "0.15": "shared-room",
    "0.16": "right-audience",
    "0.17": "respect",
    "V": "client-vocabulary",
    "C": "conclusion-first",
}


def test_the_first_chapter_holds_every_rule_of_the_guide() -> None:
    chapter = {one.number: one.slug for one in first_book().rules if one.chapter == 0}

    assert chapter == OF_THE_GUIDE


def test_each_of_them_says_why_and_shows_three_examples_each_way() -> None:
    for rule in first_book().rules[: len(OF_THE_GUIDE)]:
        assert rule.meaning.count("## 知らせる") == 1
        assert "## 知らせないとき" in rule.meaning
        assert len(rule.bad) >= 3
        assert len(rule.good) >= 3


def test_every_check_has_its_rule_in_the_book() -> None:
    assert {one.check for one in first_book().rules if one.check} == set(RULES)


def test_each_rule_weighs_what_its_check_weighs() -> None:
    assert first_book().severities == DEFAULT_SEVERITIES


def test_every_chapter_has_its_rules() -> None:
    assert {one.chapter for one in first_book().rules} == set(range(len(TITLES)))


def test_its_own_examples_come_out_as_it_says() -> None:
    failing = [
        f"{one.rule.number} {'✗' if one.is_bad else '◯'} {one.example.text}"
        for one in judging.failures(first_book())
    ]

    assert failing == []


def test_every_rule_could_be_saved_as_it_is() -> None:
    for rule in first_book().rules:
        refuse_unsound(rule, first_book())


def test_what_json_keeps_is_the_same_book() -> None:
    assert book_of(as_data(first_book())) == first_book()


@pytest.mark.django_db
def test_the_migrations_publish_it() -> None:
    version = BookVersion.objects.get()

    assert version.number == 1
    assert book_of(version.content) == first_book()
    assert version.changed == [one.slug for one in first_book().rules]
    assert in_force.book().book == first_book()
