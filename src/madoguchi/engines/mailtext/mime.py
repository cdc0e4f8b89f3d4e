"""The tree of a mail's parts, found by offsets in the raw bytes so that 50 MB are never copied twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from madoguchi.engines.mailtext.headers import Headers, split_headers
from madoguchi.engines.mailtext.notes import Notes
from madoguchi.engines.mailtext.parameters import value_and_parameters
from madoguchi.engines.mailtext.transfer import decode_transfer

_CONTENT_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}")
_GUESSED_BOUNDARY = re.compile(rb"(?m)^--([^\s][^\r\n]{0,99}?)[ \t]*\r?\n(?:[Cc]ontent-|\r?\n)")
_DEEPEST = 20
_MOST_PARTS = 1000
_MOST_FALSE_DELIMITERS = 20_000
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Part:
    """One node: a multipart with `children`, or a leaf whose encoded body is raw[start:end]."""

    headers: Headers
    content_type: str
    parameters: dict[str, str]
    disposition: str
    file_name: str
    raw: bytes = field(repr=False)
    start: int
    end: int
    children: tuple["Part", ...] = ()

    def content(self, notes: Notes) -> bytes:
        """The decoded bytes of a leaf."""
        body = self.raw[self.start : self.end]
        encoding = self.headers.word("content-transfer-encoding")
        return decode_transfer(body, encoding, notes, is_text=self.content_type.startswith("text/"))

    def leaves(self) -> Iterator["Part"]:
        """All leaves below, or the part itself."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def with_plain_line_ends(raw: bytes, notes: Notes) -> bytes:
    """CR-only mails and doubled CRs made readable; LF, CRLF and mixtures of both are read as they are."""
    head = raw[:_HEAD]
    if b"\r\r\n" in head:
        notes.defect("line ends with two CR")
        return raw.replace(b"\r\r\n", b"\r\n")
    if b"\r" in head and b"\n" not in head:
        notes.defect("line ends without LF")
        return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return raw


def read_parts(raw: bytes, notes: Notes) -> Part:
    """Read the whole tree: at most 1,000 parts, 20 deep; more is noted as a defect and left out."""
    start = len(raw) - len(raw.lstrip(b"\r\n"))
    return _Reader(raw, notes).part(start, len(raw), default_type="text/plain", depth=0)


class _Reader:
    """Counts the parts of one mail while they are read."""

    def __init__(self, raw: bytes, notes: Notes) -> None:
        self._raw = raw
        self._notes = notes
        self._count = 0

    def part(self, start: int, end: int, *, default_type: str, depth: int) -> Part:
        headers, body = split_headers(self._raw, start, end, self._notes)
        value, parameters = value_and_parameters(headers, "content-type", self._notes)
        content_type = self._checked_type(value, default_type)
        disposition, more = value_and_parameters(headers, "content-disposition", self._notes)
        children = self._children(content_type, parameters, body, end, depth)
        if content_type.startswith("multipart/") and not children:
            content_type = "text/plain"
        name = more.get("filename") or parameters.get("name", "")
        return Part(
            headers, content_type, parameters, disposition, name, self._raw, body, end, children
        )

    def _checked_type(self, value: str, default_type: str) -> str:
        if value == "":
            return default_type
        if value in ("text", "html", "multipart"):
            return {"text": "text/plain", "html": "text/html", "multipart": "multipart/mixed"}[
                value
            ]
        if _CONTENT_TYPE.fullmatch(value):
            return value
        self._notes.defect(f"unreadable content type {value[:40]}")
        return "application/octet-stream" if "/" in value else default_type

    def _children(
        self, content_type: str, parameters: dict[str, str], start: int, end: int, depth: int
    ) -> tuple[Part, ...]:
        if not content_type.startswith("multipart/"):
            return ()
        if depth >= _DEEPEST:
            self._notes.defect("parts nested more than 20 deep, the rest is left as text")
            return ()
        inner = "message/rfc822" if content_type == "multipart/digest" else "text/plain"
        spans = self._spans(parameters.get("boundary", "").rstrip().encode(), start, end)
        return tuple(
            self.part(one, other, default_type=inner, depth=depth + 1) for one, other in spans
        )

    def _spans(self, boundary: bytes, start: int, end: int) -> list[tuple[int, int]]:
        """The places of the parts of a multipart body; a boundary that is missing or wrong is guessed."""
        spans = self._between(boundary, start, end) if boundary else []
        if spans:
            return spans
        guess = _GUESSED_BOUNDARY.search(self._raw, start, min(end, start + _HEAD))
        if guess and guess[1] != boundary:
            self._notes.defect("boundary guessed")
            return self._between(guess[1], start, end)
        self._notes.defect("multipart without parts, read as text")
        return []

    def _between(self, boundary: bytes, start: int, end: int) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        opened = -1
        for line_start, line_end, closing in self._delimiters(boundary, start, end):
            if opened >= 0:
                spans.append((opened, max(opened, line_start)))
                self._count += 1
            opened = -1 if closing else line_end
            if closing:
                break
            if self._count >= _MOST_PARTS:
                self._notes.defect("more than 1000 parts, the rest is left out")
                return spans
        if opened >= 0:
            self._notes.defect("boundary never closed")
            spans.append((opened, end))
        return spans

    def _delimiters(self, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Start (with the line end before it), end and kind of each delimiter line."""
        raw, line = self._raw, b"\n--" + boundary
        place = start - 1 if raw.startswith(line[1:], start, end) else raw.find(line, start, end)
        for _ in range(_MOST_PARTS + _MOST_FALSE_DELIMITERS):
            if place < 0:
                return
            after = place + len(line)
            closing = raw.startswith(b"--", after, end)
            stop = raw.find(b"\n", after, end) + 1 or end
            if not raw[after + 2 * closing : min(stop, after + 200)].strip():
                before = max(place, start)
                yield before - (before > start and raw[before - 1] == 0x0D), stop, closing
            place = raw.find(line, after, end)
        self._notes.defect("too many lines that look like boundaries, the rest is left out")
