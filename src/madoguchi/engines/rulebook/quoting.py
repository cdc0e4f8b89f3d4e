"""Which parts of a text are not the writer's own words: quoted lines, citations, addresses."""

import re
from collections.abc import Iterator

_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", re.ASCII
)
_PLAIN_QUOTES = re.compile(r'"[^"\n]+"|“[^”]*”|‘[^’]*’')
_BRACKETS = {"「": "」", "『": "』", "〈": "〉", "《": "》"}
# Beyond this an opening bracket is taken for a slip; it also bounds the search.
LONGEST_CITATION = 2_000
# A geta stands for one unreadable character: it keeps the offsets and is no word of any rule.
MASK = "〓"


def mask(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with the spans blanked, character by character; line breaks stay."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = [c if c == "\n" else MASK for c in characters[start:end]]
    return "".join(characters)


def foreign_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans that no rule reads as the writer's own wording; the brackets themselves stay."""
    found = [match.span() for match in _QUOTED_LINE.finditer(text)]
    found += [match.span() for match in _ADDRESS.finditer(text)]
    found += [(m.start() + 1, m.end() - 1) for m in _PLAIN_QUOTES.finditer(text)]
    found += _bracketed(text)
    return tuple(sorted(found))


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """The inside of each outermost pair of brackets; one that never closes opens nothing."""
    position = 0
    while position < len(text):
        closing = _BRACKETS.get(text[position])
        end = _closing(text, position, closing) if closing else None
        if end is not None:
            yield position + 1, end
            position = end
        position += 1


def _closing(text: str, start: int, closing: str) -> int | None:
    depth = 0
    for position in range(start, min(len(text), start + LONGEST_CITATION)):
        if text[position] == text[start]:
            depth += 1
        elif text[position] == closing:
            depth -= 1
            if depth == 0:
                return position
    return None
