"""What somebody changed in a text, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from madoguchi.engines.japanese import tokens

MOST_WORDS = 4_000  # of both texts together; longer ones are compared line by line
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the two texts. kind: same, removed or added."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Part, ...]:
    """The pieces in the order of reading; () when nothing was changed."""
    if before == after:
        return ()
    old, new = _words(before), _words(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = _LINE.findall(before), _LINE.findall(after)
    return tuple(_joined(old, new))


def _words(text: str) -> list[str]:
    """Its words as the dictionary knows them; joined, they are the text again."""
    starts = [0, *(token.start for token in tokens(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts) if end > start]


def _joined(old: list[str], new: list[str]) -> Iterator[Part]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            yield Part("same", "".join(old[i1:i2]))
            continue
        if i2 > i1:
            yield Part("removed", "".join(old[i1:i2]))
        if j2 > j1:
            yield Part("added", "".join(new[j1:j2]))
