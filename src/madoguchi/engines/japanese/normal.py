"""One spelling for full-width, half-width and composed characters, with the way back to the original."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
HALF_WIDTH_MARKS = (
    "\N{HALFWIDTH KATAKANA VOICED SOUND MARK}\N{HALFWIDTH KATAKANA SEMI-VOICED SOUND MARK}"
)


@dataclass(frozen=True)
class NormalText:
    """A text in NFKC. `origins[i]` is the half-open span of the original that made character i."""

    text: str
    origins: tuple[tuple[int, int], ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text, in code points, that the non-empty span [start, end) came from."""
        return self.origins[start][0], self.origins[end - 1][1]


def normalise(text: str) -> NormalText:
    """NFKC of any text, character by character; a lone surrogate becomes U+FFFD."""
    characters: list[str] = []
    origins: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        normal = _nfkc(text[start:end])
        characters.append(normal)
        origins.extend([(start, end)] * len(normal))
    return NormalText("".join(characters), tuple(origins))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """A character with the marks that compose with it, as spans."""
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or not _composes(text[position]):
            yield start, position
            start = position


@lru_cache(maxsize=8192)
def _composes(character: str) -> bool:
    return character in HALF_WIDTH_MARKS or unicodedata.combining(character) != 0


@lru_cache(maxsize=8192)
def _nfkc(cluster: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in cluster):
        return REPLACEMENT * len(cluster)
    return unicodedata.normalize("NFKC", cluster)
