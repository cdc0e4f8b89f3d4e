"""Numbers and codes that stand for somebody or open something: phones, addresses, cards, passwords."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.reading.house_addresses import house_addresses
from madoguchi.engines.rulebook.reading.identifier_patterns import (
    BARE_CODE,
    NO_CODE,
    NO_NAMED_CODE,
    PATTERNS,
    IdentifierKind,
)

_ANY = re.compile(r"[\d@]|[!-~]{4}")
# Further ones are a table's; it keeps a page of numbers cheap.
MOST = 60


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier, with its span in the analysed text; `end` is exclusive."""

    kind: IdentifierKind
    start: int
    end: int


@read_once
def identifiers(analysis: Analysis) -> tuple[Identifier, ...]:
    """The identifiers of a text, quoted ones too, in its order and without overlaps."""
    text = analysis.text
    if not _ANY.search(text):
        return ()
    found: list[Identifier] = []
    taken = bytearray(len(text))
    for one in _candidates(text):
        if len(found) < MOST and not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _candidates(text: str) -> Iterator[Identifier]:
    """What may be one, the surest first."""
    for kind, cue, pattern, group in PATTERNS:
        if kind is IdentifierKind.EMAIL:
            for start, end in house_addresses(text):
                yield Identifier(IdentifierKind.ADDRESS, start, end)
        if cue.search(text):
            for match in pattern.finditer(text):
                if kind is not IdentifierKind.CODE or not NO_NAMED_CODE.fullmatch(
                    match.group(group)
                ):
                    yield Identifier(kind, *match.span(group))
    for match in BARE_CODE.finditer(text):
        if not NO_CODE.fullmatch(match.group()):
            yield Identifier(IdentifierKind.CODE, *match.span())
