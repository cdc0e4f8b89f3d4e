"""Which vague words a text may hold, told by its letters."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from madoguchi.engines.rulebook.beginnings import compiled
from madoguchi.engines.rulebook.vague_situations import SITUATIONS
from madoguchi.engines.rulebook.vague_words import FAMILIES, VagueWord
from madoguchi.engines.rulebook.wording_keys import Key, keys_of
from madoguchi.engines.rulebook.wordings import letters

_ALL = (*FAMILIES, *SITUATIONS)
# Each wording by the place of its family in the list and its own place in the family.
_WORDINGS = tuple(tuple(keys_of(family.pattern.pattern)) for family in _ALL)
_Place = tuple[int, int]


def possible_words(text: str) -> Iterator[tuple[VagueWord, re.Pattern[str]]]:
    """The families of which a text may hold a word, in the order of the list, with what to look for."""
    held = letters(text)
    found = sorted(
        {
            place
            for key in _KEYS & held
            for place in _BY_KEY[key]
            if not any(map(held.isdisjoint, _FURTHER[place]))
        }
    )
    of_family: dict[int, list[int]] = defaultdict(list)
    for family, wording in found:
        of_family[family].append(wording)
    for family, wordings in of_family.items():
        yield _ALL[family], _any_of(family, tuple(wordings))


@lru_cache(maxsize=1024)
def _any_of(family: int, wordings: tuple[int, ...]) -> re.Pattern[str]:
    return compiled("|".join(_WORDINGS[family][wording][0] for wording in wordings))


def _by_key() -> dict[Key, list[_Place]]:
    places: dict[Key, list[_Place]] = defaultdict(list)
    for family, wordings in enumerate(_WORDINGS):
        for wording, (_, keys) in enumerate(wordings):
            for key in keys[0]:
                places[key].append((family, wording))
    return dict(places)


_BY_KEY = _by_key()
# What a wording must hold besides its rarest letters.
_FURTHER = {
    (family, wording): keys[1:]
    for family, wordings in enumerate(_WORDINGS)
    for wording, (_, keys) in enumerate(wordings)
}
_KEYS = frozenset(_BY_KEY)
