"""What a person wrote in this mail: the text without quotes and signature, and never less than that."""

import re
from dataclasses import dataclass

from madoguchi.engines.mailtext.quotes import (
    Cut,
    attribution_lines,
    find_cut,
    is_forward,
    marked_lines,
)
from madoguchi.engines.mailtext.signatures import is_device_line, without_signature

_ANSWERS_INSIDE = re.compile(
    r"インライン|文中に|(?:下記|以下|本文中)に?.{0,10}(?:赤字|青字|朱書|追記|記入|記載|回答)|in ?line|in (?:red|blue)\b",
    re.IGNORECASE,
)
_LONGEST = 500_000
_BLANK_LINES = re.compile(r"\n(?:[ \t\u3000]*\n){2,}")


@dataclass(frozen=True, slots=True)
class _Read:
    """The lines, which of them are quoted, from where on nothing is the writer's, and what is."""

    lines: list[str]
    quoted: set[int]
    cut: Cut | None
    own: str
    is_attributed: bool


def reply_text(text: str, *, subject: str) -> str:
    """The writer's own words in `text` (lines end in newlines), trimmed.

    Answers between and below quotes stay. A forwarded mail stays whole, since the forwarded text is what the writer
    wants read, and so does a text of more than 500,000 characters, which nobody typed. When nothing would be left
    though something unmarked was there, all of it is returned.
    """
    if is_forward(subject) or len(text) > _LONGEST:
        return text.strip()
    read = _read(text)
    lines, cut, own = read.lines, read.cut, read.own
    if cut and cut.forwarded:
        return _tidy("\n".join([own, "", *lines[cut.place :]]))
    if cut and (not own or _ANSWERS_INSIDE.search(own)):
        return _tidy(_all_words(lines, set()))
    if own := own or _all_words(lines, read.quoted):
        return own
    return "" if read.is_attributed else _all_words(lines, set())


def quotes_alone(text: str, *, subject: str) -> bool:
    """Whether no words of the writer's own are found: then `reply_text` gives what they quote."""
    if is_forward(subject) or len(text) > _LONGEST:
        return False
    read = _read(text)
    if read.cut:
        return not read.own and not read.cut.forwarded
    return not read.own and not _all_words(read.lines, read.quoted)


def _read(text: str) -> _Read:
    lines = text.split("\n")
    marked = marked_lines(lines)
    attributions = attribution_lines(lines, marked)
    cut = find_cut(lines, marked, attributions)
    quoted = marked | {
        line for place, length in attributions.items() for line in range(place, place + length)
    }
    own = _own_words(lines[: cut.place if cut else len(lines)], quoted)
    return _Read(lines, quoted, cut, own, bool(attributions))


def _own_words(lines: list[str], quoted: set[int]) -> str:
    stretches: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        if number not in quoted:
            stretches[-1].append(line)
        elif stretches[-1]:
            stretches.append([])
    kept = (_tidy("\n".join(without_signature(stretch))) for stretch in stretches)
    return "\n\n".join(stretch for stretch in kept if stretch)


def _all_words(lines: list[str], left_out: set[int]) -> str:
    kept = (
        line
        for number, line in enumerate(lines)
        if number not in left_out and not is_device_line(line)
    )
    return _tidy("\n".join(kept))


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip(
        "\n"
    )
