"""The families of vague words: the letters that they are looked for by."""

import pytest

from madoguchi.engines.rulebook.vague_index import possible_words
from madoguchi.engines.rulebook.vague_situations import SITUATIONS
from madoguchi.engines.rulebook.vague_words import FAMILIES
from tests.engines.rulebook.phrasings import (
    amounts_and_moments,
    concrete_wording,
    vague_grammar,
    vague_in_trades,
    vague_otherwise,
)

WRITTEN = (
    *concrete_wording.BAD, *concrete_wording.GOOD, *vague_grammar.BAD, *vague_in_trades.BAD,
    *vague_in_trades.GOOD, *amounts_and_moments.BAD, *amounts_and_moments.GOOD, *vague_otherwise.BAD,
)  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_the_letters_hide_no_vague_word(text: str) -> None:
    everything = {
        match.span()
        for family in (*FAMILIES, *SITUATIONS)
        for match in family.pattern.finditer(text)
    }

    found = {
        match.span() for _, pattern in possible_words(text) for match in pattern.finditer(text)
    }

    assert found == everything
