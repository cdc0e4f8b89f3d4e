"""Files of a mail that we send, as parts: names that every mail program reads, bytes in base64."""

import base64
import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote

from madoguchi.engines.mailtext.parameters import safe_file_name
from madoguchi.engines.mailtext.words import encoded_words

_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}")
_NEVER_IN_BASE64 = ("multipart/", "message/")
_ANY_TYPE = "application/octet-stream"
_PIECE = 56  # characters of a name on one line: with ` filename*12*=…;` within the 78


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """One file to send: its name as people see it, its media type, its bytes."""

    name: str
    content_type: str
    content: bytes


def boundary_of(message_id: str, files: tuple[OutgoingFile, ...]) -> str:
    """The same for the same mail; neither base64 nor quoted-printable can hold its first two characters."""
    told = [message_id.encode(), *(hashlib.sha256(file.content).digest() for file in files)]
    return f"=_{hashlib.sha256(b''.join(told)).hexdigest()[:40]}"


def enclosed(file: OutgoingFile, number: int) -> bytes:
    """The part with its headers, CRLF line ends. `number` names a file whose own name says nothing."""
    name = safe_file_name(file.name, file.content_type, number)
    lines = [
        f"Content-Type: {_type(file.content_type)};",
        _old_name(name),
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment;",
        *_new_name(name),
        "",
        "",
    ]
    return "\r\n".join(lines).encode("ascii") + in_base64(file.content)


def in_base64(data: bytes) -> bytes:
    """Lines of 76 letters."""
    letters = base64.b64encode(data)
    return b"".join(letters[at : at + 76] + b"\r\n" for at in range(0, len(letters), 76))


def _type(declared: str) -> str:
    kind = declared.lower()
    fits = _TYPE.fullmatch(kind) and not kind.startswith(_NEVER_IN_BASE64)
    return kind if fits else _ANY_TYPE


def _quoted(name: str) -> str:
    escaped = re.sub(r'(["\\])', r"\\\1", name)
    return f'"{escaped}"'


def _is_plain(name: str) -> bool:
    return name.isascii() and "=?" not in name and "%" not in name


def _old_name(name: str) -> str:
    """For programs that know no RFC 2231, Outlook among them: encoded-words in the type's parameter."""
    if _is_plain(name):
        return f" name={_quoted(name)}"
    return ' name="' + "\r\n ".join(encoded_words(name)) + '"'


def _new_name(name: str) -> list[str]:
    """RFC 2231: percent-encoded UTF-8, in numbered pieces where it is long."""
    if _is_plain(name):
        return [f" filename={_quoted(name)}"]
    pieces = [""]
    for ch in name:
        encoded = quote(ch, safe="")
        if len(pieces[-1]) + len(encoded) > _PIECE:
            pieces.append("")
        pieces[-1] += encoded
    if len(pieces) == 1:
        return [f" filename*=UTF-8''{pieces[0]}"]
    pieces[0] = f"UTF-8''{pieces[0]}"
    ends = [";"] * (len(pieces) - 1) + [""]
    return [f" filename*{n}*={pieces[n]}{end}" for n, end in enumerate(ends)]
