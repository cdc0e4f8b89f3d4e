"""The mail that we send, as bytes: the same for the same input, and no value can add a header."""

import binascii
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from madoguchi.engines.mailtext.enclosures import OutgoingFile, boundary_of, enclosed, in_base64
from madoguchi.engines.mailtext.model import Address
from madoguchi.engines.mailtext.words import encoded_words

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ID = re.compile(r"<[!-;=?-~]{3,900}>")
_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_LOCAL = re.compile(r"[!-~]{1,64}")
_DOT_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+")
_REPLY_PREFIX = re.compile(r"(?:(?:re|aw|sv|返信|回答)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
_MOST_REFERENCES = 20
_LINE = 78


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One mail to send. `text` is the person's words, `signature` goes below them; ids keep their angle brackets.

    `references` is the whole chain from the oldest, without `in_reply_to`, which is added at its end.
    """

    sender: Address
    to: tuple[Address, ...]
    subject: str
    text: str
    date: datetime
    message_id: str
    cc: tuple[Address, ...] = ()
    reply_to: Address | None = None
    signature: str = ""
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    files: tuple[OutgoingFile, ...] = ()


def compose(outgoing: Outgoing) -> bytes:
    """The mail as bytes with CRLF line ends, seven-bit clean.

    Raises ValueError when a value holds a line end or control character, an address or id cannot stand in a header,
    nobody is addressed, or the date has no zone.
    """
    if not outgoing.to:
        raise ValueError("a mail needs somebody in To")
    if outgoing.date.tzinfo is None:
        raise ValueError("the date of a mail needs a zone")
    subject = reply_subject(outgoing.subject) if outgoing.in_reply_to else outgoing.subject
    headers = [
        _addresses("From", (outgoing.sender,)),
        _addresses("To", outgoing.to),
        _addresses("Cc", outgoing.cc),
        _addresses("Reply-To", (outgoing.reply_to,) if outgoing.reply_to else ()),
        _unstructured("Subject", subject),
        f"Date: {format_datetime(outgoing.date)}",
        f"Message-ID: {_checked_id(outgoing.message_id)}",
        *_thread_headers(outgoing),
        "MIME-Version: 1.0\r\n",
    ]
    head = "\r\n".join(header for header in headers if header).encode("ascii")
    return head + _content(outgoing)


def is_message_id(key: str) -> bool:
    """Whether a Message-ID, as it came, can stand in a header of ours: `<abc@example.jp>`."""
    return _ID.fullmatch(key) is not None


def reply_subject(subject: str) -> str:
    """The subject with exactly one `Re: ` before it, whatever it began with (`RE:`, `Re[2]:`, `返信：`)."""
    return f"Re: {_REPLY_PREFIX.sub('', subject.strip(), count=1).strip()}"


def header_address(email: str) -> str:
    """An address as SMTP and headers want it: `"taro..x."@docomo.ne.jp` where the local part needs quotes.

    Raises ValueError for what is no address of this world.
    """
    local, at, domain = email.rpartition("@")
    if local.startswith('"') and local.endswith('"') and len(local) > 2:
        local = re.sub(r"\\(.)", r"\1", local[1:-1])
    if not (at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise ValueError(f"not an address that mail can be sent to: {email!r}")
    if _DOT_ATOM.fullmatch(local):
        return f"{local}@{domain}"
    escaped = re.sub(r'(["\\])', r"\\\1", local)
    return f'"{escaped}"@{domain}'


def _single_line(value: str, name: str) -> str:
    if _CONTROL.search(value):
        raise ValueError(f"{name} holds a line end or control character")
    return value


def _thread_headers(outgoing: Outgoing) -> list[str]:
    if outgoing.in_reply_to is None:
        return [_folded("References", [_checked_id(key) for key in _chain(outgoing.references)])]
    chain = _chain(
        (*(key for key in outgoing.references if key != outgoing.in_reply_to), outgoing.in_reply_to)
    )
    return [
        f"In-Reply-To: {_checked_id(outgoing.in_reply_to)}",
        _folded("References", [_checked_id(key) for key in chain]),
    ]


def _chain(keys: tuple[str, ...]) -> tuple[str, ...]:
    """At most twenty: the first, which names the thread, and the last ones."""
    unique = tuple(dict.fromkeys(keys))
    return (
        unique if len(unique) <= _MOST_REFERENCES else (unique[0], *unique[1 - _MOST_REFERENCES :])
    )


def _checked_id(key: str) -> str:
    if not is_message_id(key):
        raise ValueError(f"not a message id: {key!r}")
    return key


def _addresses(name: str, addresses: tuple[Address, ...]) -> str:
    words: list[str] = []
    for address in addresses:
        words += _display_name(_single_line(address.name, name))
        email = header_address(address.email)
        words.append(f"<{email}>," if address.name else f"{email},")
    if words:
        words[-1] = words[-1].removesuffix(",")
    return _folded(name, words)


def _display_name(name: str) -> list[str]:
    if not name or (_PLAIN_NAME.fullmatch(name) and "=?" not in name):
        return name.split()
    if name.isascii() and "=?" not in name:
        escaped = re.sub(r'(["\\])', r"\\\1", name)
        return [f'"{escaped}"']
    return encoded_words(name)


def _unstructured(name: str, value: str) -> str:
    _single_line(value, name)
    if value.isascii() and "=?" not in value and all(len(word) < _LINE for word in value.split()):
        return _folded(name, value.split()) or f"{name}: "
    # `Re:` stays readable for programs that look for it before they decode.
    reply = ["Re:"] if value.startswith("Re: ") else []
    return _folded(name, [*reply, *encoded_words(value[4:] if reply else value)])


def _folded(name: str, words: list[str]) -> str:
    """A header with its words on lines of at most 78 characters; "" without words."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _LINE and not lines[-1].endswith(":"):
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines) if words else ""


def _content(outgoing: Outgoing) -> bytes:
    """The headers of the content and the content: the text alone, or the text and the files."""
    encoding, body = _encoded(_body(outgoing))
    text = (
        f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    ).encode("ascii") + body
    if not outgoing.files:
        return text
    boundary = boundary_of(outgoing.message_id, outgoing.files)
    parts = (text, *(enclosed(file, n) for n, file in enumerate(outgoing.files, start=1)))
    between = f"--{boundary}".encode("ascii")
    return b"".join(
        (
            f'Content-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii"),
            *(between + b"\r\n" + part + b"\r\n" for part in parts),
            between + b"--\r\n",
        )
    )


def _body(outgoing: Outgoing) -> bytes:
    pieces = [
        piece
        for piece in (outgoing.text.rstrip(), outgoing.signature.strip("\n").rstrip())
        if piece
    ]
    text = "\n\n".join(pieces).replace("\r\n", "\n").replace("\r", "\n")
    if _NOT_TEXT.search(text):
        raise ValueError("the text holds control characters or halves of characters")
    return (text + "\n").replace("\n", "\r\n").encode()


def _encoded(body: bytes) -> tuple[str, bytes]:
    """Quoted-printable for what is mostly ASCII, so that it stays readable; base64 for Japanese, a third shorter."""
    if 6 * sum(byte > 0x7E for byte in body) > len(body):
        return "base64", in_base64(body)
    return "quoted-printable", binascii.b2a_qp(body, istext=True)
