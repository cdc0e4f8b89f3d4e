"""Which parts of a text are not the writer's own words: quoted lines, citations, addresses."""

import re
from collections.abc import Iterator

_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]+"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@[A-Za-z0-9.-]{1,255}\.[A-Za-z]{2,}",
    re.ASCII,
)
_PLAIN_QUOTES = re.compile(r'"[^"\n]++"|“[^“”]*+”|‘[^‘’]*+’')
_BRACKETS = {"「": "」", "『": "』", "〈": "〉", "《": "》"}
_BRACKET = re.compile(f"[{''.join(_BRACKETS)}{''.join(_BRACKETS.values())}]")
# Beyond this an opening bracket is taken for a slip.
LONGEST_CITATION = 2_000
# A geta stands for one unreadable character: it keeps the offsets and is no word of any rule.
MASK = "〓"


def mask(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with the spans blanked, character by character; line breaks stay."""
    if not spans:
        return text
    characters = list(text)
    for start, end in spans:
        characters[start:end] = [c if c == "\n" else MASK for c in characters[start:end]]
    return "".join(characters)


def foreign_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans that no rule reads as the writer's own wording; the brackets themselves stay."""
    found = [match.span() for match in _QUOTED_LINE.finditer(text)] if ">" in text else []
    # Most texts hold no address, and to look for one takes longer than for what each of them holds.
    if "@" in text or "http" in text or "www." in text:
        found += [match.span() for match in _ADDRESS.finditer(text)]
    found += [(m.start() + 1, m.end() - 1) for m in _PLAIN_QUOTES.finditer(text)]
    found += _bracketed(text)
    return tuple(sorted(found))


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """The inside of each outermost pair of brackets; one that never closes opens nothing."""
    inside_until = -1
    for start, end in sorted(_pairs(text)):
        if start > inside_until and end - start < LONGEST_CITATION:
            yield start + 1, end
            inside_until = end


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Each opening bracket with the one that closes it, in one pass: a text of brackets alone is read as fast."""
    waiting: dict[str, list[int]] = {closing: [] for closing in _BRACKETS.values()}
    for match in _BRACKET.finditer(text):
        if (closing := _BRACKETS.get(match.group())) is not None:
            waiting[closing].append(match.start())
        elif opened := waiting[match.group()]:
            yield opened.pop(), match.start()
