"""What a text is found by, and what is asked for: the literals of PostgreSQL's tsvector and tsquery.

Both sides go through the same units, so that 引越 finds 引っ越しました, サーバ finds ｻｰﾊﾞｰ, 返品 finds
返品交換受付, and 京都 does not find 東京都. The rows keep VERSION: another one means to index anew.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from typing import NamedTuple

from madoguchi.engines.japanese.spelling import folded
from madoguchi.engines.japanese.synonyms import others_of
from madoguchi.engines.japanese.units import Unit, units

VERSION = f"2 {version('sudachipy')} {version('sudachidict-core')}"

LONGEST_TEXT = 200_000  # characters that are indexed of one text
LONGEST_QUESTION = 400  # characters
MOST_WORDS = 16  # units asked for together
# PostgreSQL's own limits, with some room: 2,046 bytes a lexeme, 255 places each, 1 MB in all, and
# places up to 16,383. Places begin again there: what stands side by side still does.
LONGEST_LEXEME = 100
MOST_PLACES = 250
LARGEST_VECTOR = 900_000
LAST_PLACE = 16_000

Phrase = tuple[Unit, ...]

_QUOTED = re.compile(r'["“”]([^"“”]*)["“”]')


def index_terms(*texts: str, marks: Iterable[str] = ()) -> str:
    """The tsvector literal of some texts; `marks` are lexemes of the caller's own, in capital letters."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    place = 0
    for text in texts:
        for unit in units(folded(text[:LONGEST_TEXT])):
            place += 1 if unit is None else _note(places, unit, place)
        place += 1
    return " ".join([*(_quoted(mark) for mark in marks), *_bounded(places)])


class Other(NamedTuple):
    """What else a word is called where an entry bears `mark`, a lexeme of index_terms' caller."""

    word: str
    other: str
    mark: str


def query_terms(text: str, *, loosely: bool = False, others: Iterable[Other] = ()) -> str:
    """The tsquery literal of what somebody typed: all words, "…" as one; "" when it holds no word.

    `loosely` does not ask words to stand side by side: what an index without places can answer.
    A word that is one of `others` is also found by what else it is called, under its mark.
    """
    joint = " & " if loosely else " <-> "
    called = _called(others, joint)
    return " & ".join(
        f"({' | '.join([_phrase(one, joint), *called.get(one, ())])})" for one in asked_for(text)
    )


def asked_for(text: str) -> tuple[Phrase, ...]:
    """The phrases that are asked for, each as its units; what is beyond MOST_WORDS is left out."""
    phrases: list[Phrase] = []
    left = MOST_WORDS
    for phrase in _phrases(text[:LONGEST_QUESTION]):
        if left:
            phrases.append(phrase[:left])
            left -= len(phrases[-1])
    return tuple(phrases)


def is_asked_whole(text: str) -> bool:
    """Whether nothing of what somebody typed is left out."""
    words = sum(map(len, _phrases(text[:LONGEST_QUESTION])))
    return len(text) <= LONGEST_QUESTION and words <= MOST_WORDS


@lru_cache(maxsize=64)
def _phrases(text: str) -> tuple[Phrase, ...]:
    quoted = ["".join(one.split()) for one in _QUOTED.findall(text)]
    phrases: list[Phrase] = []
    for word in [*quoted, *_QUOTED.sub(" ", text).split()]:
        phrase: list[Unit] = []
        for unit in [*units(folded(word)), None]:
            if unit is not None:
                phrase.append(unit)
            elif phrase:
                phrases.append(tuple(phrase))
                phrase = []
    return tuple(phrases)


def _note(places: defaultdict[str, list[int]], unit: Unit, place: int) -> int:
    for head in unit.heads:
        places[head[:LONGEST_LEXEME]].append(place)
    for offset, part in enumerate(unit.parts):
        places[part[:LONGEST_LEXEME]].append(place + offset)
    return unit.width


def _bounded(places: dict[str, list[int]]) -> Iterable[str]:
    size = 0
    for lexeme, found in places.items():
        kept = sorted({place % LAST_PLACE + 1 for place in found[:MOST_PLACES]})
        size += len(lexeme.encode()) + 2 * len(kept) + 8
        if size > LARGEST_VECTOR:
            return
        yield f"{_quoted(lexeme)}:{','.join(map(str, kept))}"


def _phrase(phrase: Phrase, joint: str) -> str:
    if len(phrase) == 1:
        names = [*_names(phrase[0], joint), *_other_names(phrase[0], joint)]
        return " | ".join(dict.fromkeys(names))
    return joint.join(f"({' | '.join(_names(unit, joint))})" for unit in phrase)


def _called(others: Iterable[Other], joint: str) -> dict[Phrase, list[str]]:
    called: dict[Phrase, list[str]] = {}
    for one in others:
        asked, other = _phrases(one.word), _phrases(one.other)
        if len(asked) == 1 and other:
            said = " & ".join(f"({_phrase(phrase, joint)})" for phrase in other)
            called.setdefault(asked[0], []).append(f"({said} & {_quoted(one.mark)})")
    return called


def _names(unit: Unit, joint: str) -> list[str]:
    heads = [_quoted(head) for head in unit.heads]
    return [*heads, f"({_joined(unit.parts, joint)})"] if unit.parts else heads


def _other_names(unit: Unit, joint: str) -> list[str]:
    others = [words for head in unit.heads for words in others_of(head)]
    return [f"({_joined((word.heads[0] for word in words), joint)})" for words in others]


def _joined(lexemes: Iterable[str], joint: str) -> str:
    return joint.join(_quoted(lexeme) for lexeme in lexemes)


def _quoted(lexeme: str) -> str:
    escaped = lexeme[:LONGEST_LEXEME].replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
