"""Many wordings looked for at once: only those are tried whose letters a text holds.

A wording is a regular expression. From each, the letters are read that any match must hold; a text is
asked for those first, in time that grows with the text alone. 飽きて(?:い|る) needs 飽 before き.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from madoguchi.engines.rulebook.beginnings import compiled
from madoguchi.engines.rulebook.wording_keys import Key, keys_of

# How many statements of a draft, and how many drafts, are remembered by their letters.
REMEMBERED = 512


@lru_cache(maxsize=REMEMBERED)
def letters(text: str) -> frozenset[Key]:
    """The characters of a text and its pairs of neighbours."""
    return frozenset(text).union(map(add, text, text[1:]))


class Wordings:
    """Wordings of one meaning; `search` answers as `re.search` does for one of them."""

    def __init__(self, *patterns: str) -> None:
        self.patterns = patterns
        self._by_key: dict[Key, list[_Wording]] = {}
        numbers: dict[str, int] = {}
        for pattern in patterns:
            for alternative, keys in keys_of(pattern):
                number = numbers.setdefault(alternative, len(numbers))
                wording = _Wording(number, compiled(alternative, re.MULTILINE), keys[1:])
                for key in keys[0]:
                    self._by_key.setdefault(key, []).append(wording)
        self._keys = frozenset(self._by_key)

    @classmethod
    def of(cls, *others: "Wordings") -> "Wordings":
        """The wordings of several meanings, looked for together."""
        return cls(*(pattern for other in others for pattern in other.patterns))

    def each(self) -> frozenset[re.Pattern[str]]:
        """Every wording of the meaning."""
        return frozenset(one.pattern for kept in self._by_key.values() for one in kept)

    def possible(self, text: str) -> tuple[re.Pattern[str], ...]:
        """The wordings that the text may hold; its sentences need be searched for these alone."""
        held = letters(text)
        found: dict[int, re.Pattern[str]] = {}
        for key in self._keys & held:
            for wording in self._by_key[key]:
                if not any(map(held.isdisjoint, wording.further)):
                    found[wording.number] = wording.pattern
        return tuple(found.values())

    def within(self, lines: str, text: str) -> list[re.Pattern[str]]:
        """The wordings that one of the lines may match; a whole draft is asked once, not line by line.

        `text` is what the lines were taken from: its letters are the ones that are known already.
        """
        return [pattern for pattern in self.possible(text) if pattern.search(lines)]

    def search(self, text: str) -> re.Match[str] | None:
        """A match of one of the wordings; None where the text holds none."""
        return first(self.possible(text), text)


@dataclass(frozen=True, slots=True)
class _Wording:
    """One alternative, and what it must hold besides its rarest letters. The same one has one number."""

    number: int
    pattern: re.Pattern[str]
    further: tuple[frozenset[Key], ...]


def first(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    """The first match that one of the patterns gives."""
    return next(filter(None, (pattern.search(text) for pattern in patterns)), None)
