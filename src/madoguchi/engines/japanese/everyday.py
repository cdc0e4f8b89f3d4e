"""Nouns that people of many trades say to each other: whoever says them, they are no trade's own words.

`everyday.tsv` holds them in their usual spelling, each with the number of trades in whose labelled
messages (tests/data) it stands; `python -m bench.everyday` makes it.
"""

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("everyday.tsv")


def is_everyday(word: str) -> bool:
    """Whether the word, in its usual spelling (`Meaning.word`), is one of them."""
    return word in _words()


@cache
def _words() -> frozenset[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line.partition("\t")[0] for line in lines)
