"""What somebody changed in a text, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, takewhile

from madoguchi.engines.japanese import tokens

# Of both texts together: the time grows with the square. Longer ones are compared line by line, and
# where there are more lines than that, what lies between the same beginning and end is one change.
MOST_WORDS = 4_000
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
    return tuple(_compared(old, new))


def _words(text: str) -> list[str]:
    """Its words as the dictionary knows them; joined, they are the text again."""
    starts = [0, *(token.start for token in tokens(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts) if end > start]


def _compared(old: list[str], new: list[str]) -> Iterator[Part]:
    if len(old) + len(new) <= MOST_WORDS:
        yield from _joined(old, new)
        return
    begins = _same(old, new)
    ends = _same(old[begins:][::-1], new[begins:][::-1])
    old_end, new_end = len(old) - ends, len(new) - ends
    if begins:
        yield Part("same", "".join(old[:begins]))
    if old_end - begins + new_end - begins > MOST_WORDS:
        yield Part("removed", "".join(old[begins:old_end]))
        yield Part("added", "".join(new[begins:new_end]))
    else:
        yield from _joined(old[begins:old_end], new[begins:new_end])
    if ends:
        yield Part("same", "".join(old[old_end:]))


def _same(old: Iterable[str], new: Iterable[str]) -> int:
    """How many pieces both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


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
