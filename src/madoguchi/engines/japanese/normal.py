"""One spelling for full-width, half-width and composed characters, with the way back to the original."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
HALF_WIDTH_MARKS = (
    "\N{HALFWIDTH KATAKANA VOICED SOUND MARK}\N{HALFWIDTH KATAKANA SEMI-VOICED SOUND MARK}"
)


# Unicode's stream-safe text has no longer run of marks (UAX #15); the rest are characters of their own.
MOST_MARKS = 30
# ㌖ is キロメートル; what is made of more (U+FDFA, 18) no Japanese text is written with, and it stays as it is.
LONGEST_MEANING = 6
# What nearly all of a Japanese text is written with; each of these is its own normal form.
_PLAIN = re.compile(r"[\n -~ぁ-ゖァ-ヺー一-龥、。「」]+")


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
    position = 0
    while position < len(text):
        plain = _plain_until(text, position)
        characters.append(text[position:plain])
        origins.extend(zip(range(position, plain), range(position + 1, plain + 1), strict=True))
        position = _cluster_end(text, plain)
        normal = _nfkc(text[plain:position])
        characters.append(normal)
        origins.extend([(plain, position)] * len(normal))
    return NormalText("".join(characters), tuple(origins))


def _plain_until(text: str, start: int) -> int:
    """Where a stretch ends that is NFKC as it stands, without its last character: a mark may follow it."""
    plain = _PLAIN.match(text, start)
    return plain.end() - 1 if plain else start


def _cluster_end(text: str, start: int) -> int:
    """Past a character and the marks that compose with it."""
    end = start + 1
    while end < len(text) and end - start <= MOST_MARKS and _composes(text[end]):
        end += 1
    return end


@lru_cache(maxsize=8192)
def _composes(character: str) -> bool:
    return character in HALF_WIDTH_MARKS or unicodedata.combining(character) != 0


@lru_cache(maxsize=8192)
def _nfkc(cluster: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in cluster):
        return REPLACEMENT * len(cluster)
    normal = unicodedata.normalize("NFKC", cluster)
    return normal if len(normal) <= LONGEST_MEANING * len(cluster) else cluster
