"""Word rules: written without code, for customers, for clients or both, with exceptions."""

from typing import Any

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rulebook import in_force
from madoguchi.desk.rulebook.actions import words
from madoguchi.desk.rulebook.contents import BookWord, fingerprint
from madoguchi.desk.rulebook.soundness import UnsoundWord
from madoguchi.engines.rulebook.context import WordRule
from tests import builders
from tests.desk.rulebook.editing import draft_book, published, worded

WORD = BookWord(1, ("ユーザー様",), "お客様")


def save(word: BookWord, person: Person, client: Client, opened: str = "") -> None:
    with walls.transaction([client.pk]):
        words.save_word(word=word, opened=opened, person=person, now=builders.NOW)


def test_a_word_rule_holds_once_it_is_published(dai: Person, hikari: Client) -> None:
    worded(dai, hikari, exceptions=("エンドユーザー様",))
    assert in_force.book().word_rules == ()

    published(dai, hikari)

    assert in_force.book().word_rules == (
        WordRule(("ユーザー様",), "お客様", ("エンドユーザー様",)),
    )


def test_its_scope_says_whom_it_is_about(dai: Person, hikari: Client) -> None:
    worded(dai, hikari, avoid=("ユーザー",), to="customer")
    worded(dai, hikari, avoid=("エンドユーザ",), to="client")
    worded(dai, hikari, avoid=("顧客",), to="both")
    published(dai, hikari)

    book = in_force.book()
    assert [one.avoid[0] for one in book.word_rules_to("customer")] == ["ユーザー", "顧客"]
    assert [one.avoid[0] for one in book.word_rules_to("client")] == ["エンドユーザ", "顧客"]


def test_a_word_rule_is_changed_in_its_place(dai: Person, hikari: Client) -> None:
    worded(dai, hikari)
    worded(dai, hikari, avoid=("御社様",), prefer="御社")

    save(BookWord(1, ("ユーザー様",), "ご利用の方"), dai, hikari, opened=fingerprint(WORD))

    assert [one.prefer for one in draft_book().words] == ["ご利用の方", "御社"]


def test_who_saves_over_anothers_change_is_told(dai: Person, ada: Person, hikari: Client) -> None:
    worded(dai, hikari)
    save(BookWord(1, ("ユーザー様",), "ご利用の方"), dai, hikari, opened=fingerprint(WORD))

    with pytest.raises(words.WordChangedMeanwhile):
        save(BookWord(1, ("ユーザー様",), "会員様"), ada, hikari, opened=fingerprint(WORD))


def test_a_word_rule_goes_and_is_not_there_any_more(dai: Person, hikari: Client) -> None:
    worded(dai, hikari)
    with walls.transaction([hikari.pk]):
        words.remove_word(number=1, person=dai, now=builders.NOW)
        assert draft_book().words == ()

        with pytest.raises(words.NoSuchWord):
            words.remove_word(number=1, person=dai, now=builders.NOW)
    with pytest.raises(words.NoSuchWord):
        save(WORD, dai, hikari, opened=fingerprint(WORD))


def test_the_same_again_is_nothing_new(dai: Person, hikari: Client) -> None:
    worded(dai, hikari)
    save(WORD, dai, hikari, opened="whatever was opened")

    assert draft_book().words == (WORD,)


@pytest.mark.parametrize(
    "lacking",
    [
        {"avoid": ()},
        {"avoid": ("長" * 81,)},
        {"avoid": tuple(f"語{n}" for n in range(31))},
        {"avoid": ("顧客",)},
        {"avoid": ("客様",), "prefer": "お客様"},
        {"to": "made-up"},
    ],
    ids=str,
)
def test_a_word_rule_that_cannot_work_is_refused(
    lacking: dict[str, Any], dai: Person, hikari: Client
) -> None:
    worded(dai, hikari, avoid=("顧客",))

    with pytest.raises(UnsoundWord):
        worded(dai, hikari, **lacking)


def test_an_exception_lets_a_word_stand_in_its_own_rewrite(dai: Person, hikari: Client) -> None:
    worded(dai, hikari, avoid=("客様",), prefer="お客様", exceptions=("お客様",))

    assert len(draft_book().words) == 1
