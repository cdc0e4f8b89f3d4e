"""Content-Transfer-Encoding undone: base64, quoted-printable and uuencode, also broken ones and false labels."""

import binascii
import re

from madoguchi.engines.mailtext.notes import Notes

_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/][A-Za-z0-9+/=]*")
_WHOLE_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_PADDING = re.compile(rb"=+")
_BLANKS_AFTER_EQUALS = re.compile(rb"=[ \t]+(?=\r?\n)")
_LOOKS_QUOTED = re.compile(rb"(?:=[0-9A-F]{2}){3}")
_UU_BEGIN = re.compile(rb"(?m)^begin [0-7]{3,4} [^\n]*\n")
_SMALL = 1_000_000
_FULL_LINE = 60


def decode_transfer(body: bytes, encoding: str, notes: Notes, *, is_text: bool) -> bytes:
    """The bytes behind a transfer encoding. Nothing is refused: what cannot be decoded is passed through."""
    name = encoding.strip("\"' ;").split(";")[0].split(" ")[0]
    if name == "base64":
        return _base64(body, notes)
    if name == "quoted-printable":
        return _quoted_printable(body)
    if name in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return _uuencoded(body, notes)
    if name not in ("", "7bit", "8bit", "binary"):
        notes.defect(f"unknown transfer encoding {name[:40]}")
    return _unlabelled(body, notes) if is_text and len(body) < _SMALL else body


def _quoted_printable(body: bytes) -> bytes:
    return binascii.a2b_qp(_BLANKS_AFTER_EQUALS.sub(b"=", body))


def _base64(body: bytes, notes: Notes) -> bytes:
    packed = body.translate(None, b"\r\n \t")
    if _WHOLE_BASE64.fullmatch(packed) and len(packed) % 4 == 0:
        return binascii.a2b_base64(packed)
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    good = [line for line in lines if _BASE64_LINE.fullmatch(line)]
    long_first = bool(good) and good[0] == lines[0] and len(good[0]) >= _FULL_LINE
    if 2 * sum(map(len, good)) < sum(map(len, lines)) and not long_first:
        notes.defect("not base64, though it says so")
        return body
    if len(good) < len(lines):
        notes.defect("base64 with other lines between, which are left out")
    return b"".join(_chunk(piece, notes) for piece in _PADDING.split(b"".join(good)))


def _chunk(letters: bytes, notes: Notes) -> bytes:
    """One run of base64 up to its padding: programs that encode piece by piece put padding in the middle."""
    if len(letters) % 4 == 1:
        notes.defect("base64 is cut off")
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _uuencoded(body: bytes, notes: Notes) -> bytes:
    begin = _UU_BEGIN.search(body)
    decoded = bytearray()
    for line in body[begin.end() if begin else 0 :].splitlines():
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            decoded += binascii.a2b_uu(line)
        except binascii.Error:
            notes.defect("uuencoded line is broken")
    return bytes(decoded)


def _unlabelled(body: bytes, notes: Notes) -> bytes:
    """Text whose transfer encoding got lost on the way: undone only when the result is clearly text."""
    if not body.isascii():
        return body
    if len(_LOOKS_QUOTED.findall(body)) >= 3 and _is_japanese(_quoted_printable(body)):
        notes.defect("quoted-printable, though it does not say so")
        return _quoted_printable(body)
    packed = body.translate(None, b"\r\n")
    if len(packed) >= 60 and len(packed) % 4 == 0 and _WHOLE_BASE64.fullmatch(packed):
        decoded = binascii.a2b_base64(packed)
        if _is_japanese(decoded):
            notes.defect("base64, though it does not say so")
            return decoded
    return body


def _is_japanese(data: bytes) -> bool:
    try:
        return any("\u3040" <= ch <= "\u9fff" for ch in data.decode())
    except UnicodeDecodeError:
        return False
