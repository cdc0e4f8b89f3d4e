"""Personal data with as much left as tells one from another: ***-****-4406, 横浜市架空町."""

import re
from collections.abc import Sequence

from madoguchi.engines.rulebook.reading.identifier_patterns import IdentifierKind
from madoguchi.engines.rulebook.reading.identifiers import Identifier

_LEFT = 4
# 横浜市架空町5-2-1 up to its first figure; 1988年4月3日生 without month and day.
_HOUSE = re.compile(r"(?:\d|[一二三四五六七八九十]{1,3}(?=丁目|番)).*$", re.DOTALL)
_POSTCODE = re.compile(r"^〒?\s?\d{3}-?\d{4}\s{0,2}")
_DAY = re.compile(r"(?<=[年/.-])\s?\d{1,2}[月/.-]\s?\d{1,2}日?")


def masked(text: str, found: Sequence[Identifier]) -> str:
    """The text from the first identifier's beginning to the last one's end, each of them masked."""
    parts: list[str] = []
    position = found[0].start
    for one in found:
        parts += (text[position : one.start], _masked(one.kind, text[one.start : one.end]))
        position = one.end
    return "".join(parts)


def _masked(kind: IdentifierKind, said: str) -> str:
    if kind is IdentifierKind.ADDRESS:
        return _HOUSE.sub("", _POSTCODE.sub("", said))
    if kind is IdentifierKind.BIRTHDATE:
        return _DAY.sub("", said)
    if kind is IdentifierKind.EMAIL:
        return "***" + said[said.index("@") :]
    kept = re.sub(r"\D", "", said)[-_LEFT:] if len(re.sub(r"\D", "", said)) > _LEFT else ""
    return _digits_masked(said, len(kept))


def _digits_masked(said: str, left: int) -> str:
    """All figures but the last ones as *."""
    digits = sum(character.isdigit() for character in said)
    masked_ones = iter([True] * (digits - left) + [False] * left)
    return "".join("*" if c.isdigit() and next(masked_ones) else c for c in said)
