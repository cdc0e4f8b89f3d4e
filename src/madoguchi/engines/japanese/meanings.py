"""Words of a text that mean the same as others: by the numbers of Sudachi's synonym groups."""

from collections.abc import Iterator
from typing import NamedTuple

from madoguchi.engines.japanese.normal import normalise
from madoguchi.engines.japanese.tokens import pieces, tokenizer

SHORTEST = 2  # characters: a single one is too often a part of something else
# Nouns of Sudachi that say when or count (本日, 先週, ページ): no two of them are one trade's and another's.
TIMES_AND_COUNTS = {"副詞可能", "助数詞可能"}


class Meaning(NamedTuple):
    """A noun of a text: the number of what it means, its usual spelling, and how it was written."""

    number: int
    word: str
    spelled: str


def meanings(text: str) -> frozenset[Meaning]:
    """The nouns of a text that have a synonym somewhere, each once; one of two meanings with both.

    Nouns of time and of counting are none of them.
    """
    return frozenset(_meanings(normalise(text).text))


def _meanings(text: str) -> Iterator[Meaning]:
    for piece in pieces(text):
        for morpheme in tokenizer().tokenize(piece):
            numbers = morpheme.synonym_group_ids()
            if not numbers or len(morpheme.surface()) < SHORTEST:
                continue
            kind, subkind, way, *_ = morpheme.part_of_speech()
            if (kind, subkind) == ("名詞", "普通名詞") and way not in TIMES_AND_COUNTS:
                for number in numbers:
                    yield Meaning(number, morpheme.normalized_form(), morpheme.surface())
