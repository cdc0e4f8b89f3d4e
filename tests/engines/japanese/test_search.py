"""The words that a text is found by and that a question asks for, as PostgreSQL's literals."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.engines.japanese import VERSION, index_terms, is_asked_whole, query_terms


@pytest.mark.parametrize(
    ("text", "lexemes"),
    [
        ("お引っ越しました", "'引っ越す':1 '引っ越し':1"),
        ("受け付ける", "'受け付ける':1 '受け付け':1 '受ける':1 '付ける':2"),
        ("非常勤講師", "'非常勤講師':1 '非':1 '常勤':2 '講師':3"),
        ("返品・交換", "'返品':1 '交換':2"),
        ("返品。交換", "'返品':1 '交換':3"),
        ("Web", "'web':1 'ウェブ':1"),
        ("A-0001", "'a-0001':1 'a0001':1 'a':1 '0001':2"),
        ("a@b.example", "'a@b.example':1 'a':1 'b':2 'example':3"),
        ("来ない", "'来る':1"),
        ("御座る", "'御座る':1"),
    ],
)
def test_a_word_is_kept_whole_in_short_units_and_as_its_noun(text: str, lexemes: str) -> None:
    assert index_terms(text) == lexemes


@pytest.mark.parametrize(
    ("asked", "literal"),
    [
        ("返品", "('返品')"),
        ("返品 在庫", "('返品') & ('在庫')"),
        ("返品受付", "(('返品') <-> ('受け付け'))"),
        ('"返品 交換"', "(('返品') <-> ('交換'))"),
        ("キャンセル", "('キャンセル' | ('取り消し'))"),
        ("適格請求書", "('適格請求書' | ('適格' <-> '請求' <-> '書'))"),
    ],
)
def test_a_question_asks_for_all_of_its_words(asked: str, literal: str) -> None:
    assert query_terms(asked) == literal


@pytest.mark.parametrize("asked", ["", "  ", "！？", "を", "「」", '""'])
def test_what_holds_no_word_asks_for_nothing(asked: str) -> None:
    assert query_terms(asked) == ""


def test_quotes_and_backslashes_stay_inside_of_their_lexeme() -> None:
    assert index_terms("é'", marks=["C'1\\"]).startswith("'C''1\\\\'")


def test_each_text_ends_its_phrases() -> None:
    assert index_terms("田中", "恵") == "'田中':1 '恵':3"


def test_marks_stand_first_and_have_no_place() -> None:
    assert index_terms("返品", marks=["C5"]) == "'C5' '返品':1"


def test_a_question_of_any_length_asks_for_a_few_words() -> None:
    assert query_terms("返品 交換 " * 1000).count("返品") <= 16


def test_a_megabyte_is_indexed_within_bounds() -> None:
    started = time.monotonic()

    literal = index_terms("".join(f"語{number}番の返品。\n" for number in range(100_000)))

    assert len(literal.encode()) < 4_000_000
    assert time.monotonic() - started < 20


def test_more_words_than_a_vector_holds_are_left_out() -> None:
    huge = [" ".join(f"x{text}y{number}{'z' * 80}" for number in range(2200)) for text in range(8)]

    literal = index_terms(*huge)

    assert 500_000 < len(literal.encode()) < 1_100_000


def test_a_word_said_again_and_again_keeps_a_bounded_number_of_places() -> None:
    literal = index_terms("返品。" * 5000)

    assert literal.startswith("'返品':1,")
    assert literal.count(",") < 250


def test_many_different_words_are_forgotten_again() -> None:
    """A thread remembers the words it met, but not without end."""
    literal = index_terms(
        "\n".join(f"{chr(0x4E00 + n % 20900)}{chr(0x4E00 + n * 7 % 20900)}" for n in range(30_000))
    )

    assert literal


def test_threads_index_side_by_side() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert (
            len(set(pool.map(lambda _number: index_terms("在庫を確認いたします。"), range(40))))
            == 1
        )


@pytest.mark.parametrize(
    ("asked", "whole"),
    [
        ("", True),
        ("返品 交換", True),
        (" ".join(f"A{number}号" for number in range(9)), False),  # more than sixteen words
        ("返" * 401, False),
    ],
)
def test_a_question_that_is_too_long_says_so(asked: str, *, whole: bool) -> None:
    assert is_asked_whole(asked) is whole


def test_the_version_names_the_dictionary() -> None:
    assert re.fullmatch(r"\S+ [\d.]+ \d{8}", VERSION)


@given(st.text(max_size=60), st.text(max_size=300))
def test_no_text_and_no_question_raises(asked: str, text: str) -> None:
    query_terms(asked)
    index_terms(text)
