"""Header bytes to text: raw eight-bit headers and RFC 2047 encoded-words, also the ill-made ones."""

import binascii
import re
from collections.abc import Iterator

from madoguchi.engines.mailtext.notes import Notes

START = re.compile(r"=\?([^?\s=]{0,60})\?([BbQq])\?")
_FOLD = re.compile(r"[ \t]*\n[ \t]*")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")
_SPACES_ONLY = re.compile(r"\s*")

_Word = tuple[str, str, str]  # charset, "B" or "Q", payload; ("", "", text) between the words


def raw_text(value: bytes, notes: Notes, *, where: str, hint: str = "") -> str:
    """A raw header value as text in which encoded-words still stand; folds are still newlines."""
    return notes.text(value, where=where, hint=hint).strip()


def decode_words(text: str, notes: Notes, *, where: str) -> str:
    """Decode the encoded-words of unstructured header text and unfold it to one line.

    Neighbouring words of one charset are joined as bytes first, since programs cut characters in two. Between two
    words blanks vanish; words without a blank before or after, or with line breaks inside, are decoded too.
    """
    pieces: list[str] = []
    run: list[_Word] = []
    blanks = ""
    for word in _words(text):
        charset, encoding, payload = word
        if encoding:
            if run and run[0][0].lower() != charset.lower():
                pieces.append(_join(run, notes, where=where))
                run = []
            run.append(word)
            blanks = ""
        elif run and _SPACES_ONLY.fullmatch(payload):
            blanks = payload
        else:
            pieces += [_join(run, notes, where=where), payload]
            run = []
    pieces += [_join(run, notes, where=where), blanks]
    return one_line("".join(pieces))


def decode_header(value: bytes, notes: Notes, *, where: str, hint: str = "") -> str:
    """An unstructured header (Subject, a file name) as one line of text."""
    text = decode_words(raw_text(value, notes, where=where, hint=hint), notes, where=where)
    if text.isascii() and "$" in text:
        return notes.text(text.encode(), where=where)
    return text


def one_line(text: str) -> str:
    """Text without folds, other line ends and control characters."""
    unfolded = _FOLD.sub(" ", text)
    return re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", unfolded).strip()


def _words(text: str) -> Iterator[_Word]:
    place = 0
    while match := START.search(text, place):
        end = text.find("?=", match.end())
        if end < 0:
            break
        if match.start() > place:
            yield "", "", text[place : match.start()]
        yield match[1], match[2].upper(), text[match.end() : end]
        place = end + 2
    if place < len(text):
        yield "", "", text[place:]


def _join(run: list[_Word], notes: Notes, *, where: str) -> str:
    if not run:
        return ""
    cut = all(encoding == "B" for _, encoding, _ in run) and any(
        _is_cut(payload) for _, _, payload in run[:-1]
    )
    if cut:
        data = _base64("".join(payload for _, _, payload in run))
    else:
        data = b"".join(
            _base64(payload) if encoding == "B" else _quoted(payload)
            for _, encoding, payload in run
        )
    return notes.text(data, where=where, label=run[0][0])


def _is_cut(payload: str) -> bool:
    """Whether a base64 word stops between the four characters that belong together."""
    return "=" not in payload and len(_NOT_BASE64.sub("", payload)) % 4 != 0


def _base64(payload: str) -> bytes:
    letters = _NOT_BASE64.sub("", payload)
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))


def _quoted(payload: str) -> bytes:
    unfolded = _FOLD.sub("", payload).replace("_", " ")
    return re.sub(
        rb"=([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), unfolded.encode()
    )
