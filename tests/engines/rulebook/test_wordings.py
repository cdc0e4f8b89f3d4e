"""Many wordings looked for at once find just what each of them would find alone."""

import re

import pytest

from madoguchi.engines.rulebook import guess_words, harsh_attitudes, harsh_words
from madoguchi.engines.rulebook.wording_keys import keys_of
from madoguchi.engines.rulebook.wordings import Wordings
from tests.engines.rulebook.phrasings import (
    fact_vs_interpretation,
    guesses_otherwise,
    hurts_otherwise,
    respect,
)

TEXTS = (
    *fact_vs_interpretation.BAD,
    *fact_vs_interpretation.GOOD,
    *respect.BAD,
    *respect.GOOD,
    *guesses_otherwise.BAD,
    *hurts_otherwise.BAD,
)
ALL = [
    pytest.param(words, id=name)
    for module in (guess_words, harsh_attitudes, harsh_words)
    for name, words in vars(module).items()
    if isinstance(words, Wordings)
]


@pytest.mark.parametrize("words", ALL)
def test_the_letters_hide_no_match(words: Wordings) -> None:
    whole = re.compile("|".join(words.patterns))

    for text in TEXTS:
        assert bool(words.search(text)) == bool(whole.search(text)), text


@pytest.mark.parametrize("words", ALL)
def test_every_wording_says_which_letters_it_needs(words: Wordings) -> None:
    assert all(keys for pattern in words.patterns for _, keys in keys_of(pattern))


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("飽き[てで](?:い|る)", "飽きてる"),
        ("(?:何度|再三)[^。]{0,4}申し", "再三申し"),
        ("また?です(?!が)|(?<!世)話にな", "話にな"),
        ("a+b{2,3}?c", "aabbc"),
        (r"\(笑\)|[あ-ん]{2}か[^か]", "ああかき"),
        ("[、。]は(?:ぁ|あ)?[?]$", "。は?"),
        (r"[?|(]x(?:a|b)?", "(x"),
    ],
)
def test_a_match_holds_a_key_of_every_set(pattern: str, matches: str) -> None:
    assert Wordings(pattern).search(matches) is not None


def test_a_text_without_the_letters_is_not_searched() -> None:
    assert Wordings("飽きて", "何度も").possible("在庫は3点です。") == ()
