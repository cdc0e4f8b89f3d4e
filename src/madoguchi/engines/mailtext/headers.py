"""The header block of a mail or part as raw bytes: found, bounded, split and unfolded, whatever is wrong with it."""

import re
from dataclasses import dataclass

from madoguchi.engines.mailtext.notes import Notes

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_KNOWN = re.compile(
    rb"(?i)(?:from|to|cc|subject|date|message-id|mime-version|received|reply-to|return-path|in-reply-to|references"
    rb"|content-[a-z-]{1,40}|x-[!-9;-~]{1,60})[ \t]*:"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_MBOX = re.compile(rb">?From ")
_HEADER = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_MOST_BYTES = 512 * 1024
_MOST_HEADERS = 1000
_MOST_VALUE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields in order: lower-case names and raw values in which folds are bare newlines."""

    fields: tuple[tuple[str, bytes], ...]

    def first(self, name: str) -> bytes:
        """The raw value of the first field of that name, b"" when there is none."""
        return next((value for known, value in self.fields if known == name), b"")

    def all(self, name: str) -> tuple[bytes, ...]:
        """The raw values of all fields of that name."""
        return tuple(value for known, value in self.fields if known == name)

    def printable(self, name: str) -> str:
        """The first field of that name as printable ASCII without blanks around it."""
        return _CONTROL.sub(" ", self.first(name)[:1000].decode("ascii", "ignore")).strip()

    def word(self, name: str) -> str:
        """The same in lower case, for comparisons."""
        return self.printable(name).lower()

    def __contains__(self, name: str) -> bool:
        return any(known == name for known, _ in self.fields)


def split_headers(raw: bytes, start: int, end: int, notes: Notes) -> tuple[Headers, int]:
    """Read the header block at raw[start:end]; returns it and the place where the body starts."""
    if raw.startswith((b"\n", b"\r\n"), start, end):
        return Headers(()), raw.index(b"\n", start) + 1
    blank = _BLANK_LINE.search(raw, start, end)
    stop, body = blank.span() if blank else (end, end)
    if stop - start > _MOST_BYTES:
        notes.defect("headers: more than 512 kB, the rest is left out")
        stop = start + _MOST_BYTES
    lines = raw[start:stop].split(b"\n")
    count = _header_lines(lines)
    if count < len(lines):
        notes.defect("headers: no blank line before the body")
        body = start + sum(len(line) + 1 for line in lines[:count])
    return Headers(_fields([line.rstrip(b"\r") for line in lines[:count]], notes)), body


def _header_lines(lines: list[bytes]) -> int:
    """How many lines belong to the headers: to the last header known by name, and what looks like headers after it.

    A line in between that is neither header nor fold is a fold that lost its blank; after them it is the body.
    """
    known = max(
        (number for number, line in enumerate(lines, start=1) if _KNOWN.match(line)), default=0
    )
    for number, line in enumerate(lines[known:], start=known):
        if not (_HEADER.match(line) or (number and line[:1] in b" \t") or _MBOX.match(line)):
            return number
    return len(lines)


def _fields(lines: list[bytes], notes: Notes) -> tuple[tuple[str, bytes], ...]:
    fields: list[tuple[str, list[bytes]]] = []
    for line in lines:
        match = _HEADER.match(line)
        if match:
            fields.append((match[1].decode("ascii").lower(), [line[match.end() :]]))
        elif fields:
            if line[:1] not in b" \t":
                notes.defect("headers: a line is neither a header nor indented")
            fields[-1][1].append(line)
    if len(fields) > _MOST_HEADERS:
        notes.defect("headers: more than 1000, the rest is left out")
    return tuple((name, _value(name, pieces, notes)) for name, pieces in fields[:_MOST_HEADERS])


def _value(name: str, pieces: list[bytes], notes: Notes) -> bytes:
    value = b"\n".join(pieces).strip()
    if len(value) > _MOST_VALUE:
        notes.defect(f"{name[:40]}: longer than 64 kB, the rest is left out")
    return value[:_MOST_VALUE]
