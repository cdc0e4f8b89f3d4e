"""Bytes to text: the declared charset when it fits, else the one that makes the most plausible Japanese."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from madoguchi.engines.mailtext import labels
from madoguchi.engines.mailtext.jis import decode_euc, decode_iso2022jp

_JAPANESE_ESCAPE = re.compile(rb"\x1b(?:\$[@AB]|\$\([A-Z]|\([IJ])")
_STRIPPED_ESCAPE = re.compile(r"\$[B@]((?:[!-~]{2}){1,200}?)\([BJ]")
_KANA_PAIR = re.compile(r"(?:..)*[$%][!-v]")
_EIGHT_BIT = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[\x80-\xffA-Za-z0-9]")
_NEVER_WRITTEN = re.compile("[\ufffd\x1b\x80-\x9f\ue000-\uf8ff]")
_SAMPLE = 2000
_LONG = 40
_MOST_DOLLARS = 20_000
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and in a few words what had to be repaired to get it ("" when nothing)."""

    text: str
    repair: str = ""


def decode(data: bytes, label: str = "", hint: str = "") -> Decoded:
    """Decode bytes under a declared charset label (any spelling, possibly wrong), never raising.

    `hint` is a neighbour's label, tried when `label` says nothing: raw headers are mostly in the body's charset.
    """
    declared = labels.codec_for(label)
    if declared.startswith("utf-16") and data.isascii() and b"\0" not in data:
        declared = labels.UNKNOWN
    escaped = _JAPANESE_ESCAPE.search(data) is not None
    if data.isascii() and not escaped and declared not in labels.SEVEN_BIT:
        return _unstripped(data.decode("ascii"), declared, label)
    text, used = _best(data, declared, labels.codec_for(hint), escaped=escaped)
    return Decoded(text, _repair(label, declared, used, text))


def plausibility(text: str) -> float:
    """How much text looks like what people write, at most 1: kana and common kanji count, mojibake counts against.

    Mojibake of Japanese is made of half-width kana, rare (JIS level 2) kanji, private-use characters and U+FFFD.
    """
    sample = [ch for ch in text[: 20 * _SAMPLE] if ch > "\x7f" or ch == "\x1b"][:_SAMPLE]
    return sum(map(_weight, sample)) / len(sample) if sample else 1.0


def _weight(ch: str) -> float:
    if "\u3000" <= ch <= "\u30ff" or "\uff01" <= ch <= "\uff60":
        return 1.0
    if "\u4e00" <= ch <= "\u9fff":
        return 1.0 if 0xB0 <= ch.encode("euc_jp", "replace")[0] < 0xD0 else 0.2
    if "\uff61" <= ch <= "\uff9f":
        return -0.3
    if ch in "\ufffd\x1b" or "\x80" <= ch <= "\x9f" or "\ue000" <= ch <= "\uf8ff":
        return -2.0
    return 0.5


def _kana_share(text: str) -> float:
    sample = [ch for ch in text[: 20 * _SAMPLE] if ch > "\x7f"][:_SAMPLE]
    return sum("\u3041" <= ch <= "\u30fe" for ch in sample) / max(1, len(sample))


def _best(data: bytes, declared: str, hint: str, *, escaped: bool) -> tuple[str, str]:
    """The most plausible reading and the name of its codec; the earlier candidate wins a tie."""
    best, used, most = "", "", -100.0
    for codec in dict.fromkeys(_candidates(declared, hint, escaped=escaped)):
        text, name = _read(data, codec)
        if codec == declared and _trusted(text, codec, data, escaped=escaped):
            return text, name
        worth = _worth(data, text, codec, declared, hint)
        if worth > most:
            best, used, most = text, name, worth
    return best, used


def _candidates(declared: str, hint: str, *, escaped: bool) -> Iterator[str]:
    if declared:
        yield declared
    if declared in labels.SEVEN_BIT:
        return
    if escaped:
        yield "iso-2022-jp"
    if hint and hint not in labels.SEVEN_BIT | labels.LATIN | labels.JIS:
        yield hint
    yield from ("utf-8", "cp932", "euc-jp")


def _read(data: bytes, codec: str) -> tuple[str, str]:
    if codec in ("iso-2022-jp", "euc-jp"):
        return _strict_first(data, codec)
    if codec == "iso-2022-jp-ms":
        return decode_iso2022jp(data), codec
    if codec == "euc-jp-ms":
        return decode_euc(data), codec
    return data.decode(codec, "replace"), codec


def _strict_first(data: bytes, codec: str) -> tuple[str, str]:
    # Old mailers return to JIS-Roman instead of ASCII, which would turn `~` and `\` of addresses into ‾ and ¥.
    plain = data.replace(b"\x1b(J", b"\x1b(B") if codec == "iso-2022-jp" else data
    try:
        return plain.decode(codec), codec
    except UnicodeDecodeError:
        text = decode_iso2022jp(plain) if codec == "iso-2022-jp" else decode_euc(plain)
        return text, f"{codec} with Windows characters"


def _trusted(text: str, codec: str, data: bytes, *, escaped: bool) -> bool:
    """Whether the declared charset is right beyond doubt, so that nothing else need be tried."""
    if "\ufffd" in text:
        return False
    if codec in labels.JIS:
        return data.isascii()
    if escaped or codec in labels.LATIN:
        return False
    return codec not in labels.JAPANESE_EIGHT_BIT or plausibility(text) >= _SURE


def _worth(data: bytes, text: str, codec: str, declared: str, hint: str) -> float:
    # The last character of a longer text may have been cut in two by whoever cut the text.
    worth = plausibility(text.removesuffix("\ufffd") if len(text) > _LONG else text)
    if codec in (declared, hint):
        sure = codec in labels.JAPANESE_EIGHT_BIT and not _NEVER_WRITTEN.search(text)
        return (max(worth, _SURE) if sure else worth) + (0.25 if codec == declared else 0.1)
    if codec == "utf-8" and declared not in labels.JAPANESE_EIGHT_BIT:
        return worth + (0.6 if "\ufffd" not in text else 0.0)
    if codec in labels.JAPANESE_EIGHT_BIT and _overrules(data, text, declared):
        return worth - 1.0
    return worth


def _overrules(data: bytes, text: str, declared: str) -> bool:
    """Whether a declared eight-bit charset speaks against this other one, which needs more than a good look."""
    if declared in labels.LATIN:
        return (
            2 * len(_EIGHT_BIT.findall(data)) < len(_LETTER.findall(data))
            and _kana_share(text) < 0.3
        )
    return declared in labels.JAPANESE_EIGHT_BIT and _kana_share(text) < 0.3


def _repair(label: str, declared: str, used: str, text: str) -> str:
    written = re.sub(r"[^!-~]", "", label)[:40]
    name = f"declared {written}" if written else "undeclared charset"
    if "\ufffd" in text:
        return f"{name} read as {used}, some characters are lost"
    return "" if used == declared else f"{name} read as {used}"


def _unstripped(text: str, declared: str, label: str) -> Decoded:
    """Put back the escape characters that a gateway has removed, only where the result is certain."""
    found = _STRIPPED_ESCAPE.findall(text) if text.count("$") < _MOST_DOLLARS else []
    if not found:
        return Decoded(text)
    restored = _STRIPPED_ESCAPE.sub(lambda match: _pairs(match[1]), text)
    whole = _STRIPPED_ESCAPE.sub("", text).strip() == "" and len("".join(found)) >= 4
    kana = any(_KANA_PAIR.match(pairs) for pairs in found)
    if plausibility(restored) < 1.0 or not (whole or kana or declared in labels.JIS):
        return Decoded(text)
    return Decoded(restored, f"{label or 'iso-2022-jp'} with its escape characters put back")


def _pairs(pairs: str) -> str:
    return decode_iso2022jp(b"\x1b$B" + pairs.encode("ascii"))
