"""`Content-Type` and `Content-Disposition`: their value and parameters, RFC 2231 and what programs write instead."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from madoguchi.engines.mailtext.encodedwords import decode_header, decode_words, one_line, raw_text
from madoguchi.engines.mailtext.headers import Headers
from madoguchi.engines.mailtext.notes import Notes

_PARAMETER = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*)?")
_EXTENSIONS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
}
_MOST_PARAMETERS = 200
_LONGEST_NAME = 180

_Section = tuple[int, str, bool]  # number, value, whether it is percent-encoded


def value_and_parameters(headers: Headers, name: str, notes: Notes) -> tuple[str, dict[str, str]]:
    """The lower-case value of a header and its decoded parameters by lower-case name.

    `filename*` (RFC 2231, also in pieces) wins over `filename` (RFC 6266), which may hold encoded-words.
    """
    text = raw_text(headers.first(name), notes, where=name)
    value, _, _ = text.partition(";")
    sections: dict[str, list[_Section]] = {}
    for key, section in _sections(text):
        sections.setdefault(key, []).append(section)
    parameters = {key: _decoded(pieces, notes, where=name) for key, pieces in sections.items()}
    return one_line(value).lower(), parameters


def _sections(text: str) -> Iterator[tuple[str, _Section]]:
    for count, match in enumerate(_PARAMETER.finditer(text)):
        section = _SECTION.fullmatch(match[1])
        if count >= _MOST_PARAMETERS or section is None:
            continue
        number = int(section[2]) if section[2] else -1
        yield section[1].lower(), (number, _unquoted(match[2]), bool(section[3]))


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r'\\(["\\])', r"\1", value[1:-1])
    return value.strip('"')


def _decoded(pieces: list[_Section], notes: Notes, *, where: str) -> str:
    extended = sorted(piece for piece in pieces if piece[2] or piece[0] >= 0)
    if not extended:
        return _plain(pieces[0][1], notes, where=where)
    if any(number == -1 for number, _, _ in extended):
        extended = [piece for piece in extended if piece[0] == -1][:1]
    label, data = _charset_of(extended[0])
    data += b"".join(_bytes_of(piece) for piece in extended[1:])
    return decode_words(notes.text(data, where=where, label=label), notes, where=where)


def _charset_of(first: _Section) -> tuple[str, bytes]:
    if first[2] and first[1].count("'") >= 2:
        label, _, value = first[1].split("'", 2)
        return label, unquote_to_bytes(value)
    return "", _bytes_of(first)


def _bytes_of(piece: _Section) -> bytes:
    return unquote_to_bytes(piece[1]) if piece[2] else piece[1].encode()


def _plain(value: str, notes: Notes, *, where: str) -> str:
    text = decode_header(value.encode(), notes, where=where)
    if re.search("%[89A-Fa-f][0-9A-Fa-f]", text):
        try:
            return unquote_to_bytes(text).decode()
        except UnicodeDecodeError:
            return text
    return text


def safe_file_name(name: str, content_type: str, number: int) -> str:
    """A base name without folders, control and direction characters, never empty: `attachment-2.pdf`."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(
        ch for ch in base if unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )
    visible = visible.strip().lstrip(".").strip()
    if not visible:
        return f"attachment-{number}{_EXTENSIONS.get(content_type, '')}"
    stem, dot, extension = visible.rpartition(".")
    if len(visible) > _LONGEST_NAME and dot and len(extension) <= 16:
        return f"{stem[: _LONGEST_NAME - len(extension) - 1]}.{extension}"
    return visible[:_LONGEST_NAME]
