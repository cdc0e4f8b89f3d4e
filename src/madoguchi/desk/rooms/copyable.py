"""What in a text is there to be copied: numbers, codes, keys, addresses, each without the words around it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from madoguchi.engines.rulebook import Context, Draft
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.reading.identifier_patterns import IdentifierKind
from madoguchi.engines.rulebook.reading.identifiers import identifiers
from madoguchi.engines.rulebook.rules.device_aware import RULE

MOST = 12  # buttons under one message
_ON_A_PHONE = Context(recipient_device="smartphone")
# Whatever stands for a dash in it, a Mac's minus and the mark of a long vowel among them.
_DASH = re.compile(r"(?<=[0-9A-Za-z])[‐-―−ー-](?=[0-9A-Za-z])")
_NOT_COPIED = (IdentifierKind.EMAIL, IdentifierKind.BIRTHDATE)
_LABEL = r"(?:番号|ナンバー|No\.?|コード|ID|キー|暗証|パスワード|パスコード|PIN|口座|振込先|クーポン|シリアル)"
_BETWEEN = r"(?:は|が|も|[:=→「『【(、]|\s){0,4}"
# Groups of figures belong together, though blanks part them.
_NUMBER = r"\d{2,8}(?:[ -]\d{2,8}){1,5}|(?=[A-Z-]{0,24}\d)[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){2,24}"
_ENDS = r"(?![A-Z0-9#$%&*+/:=?@\\^_年月日時分円件名個点桁文]| \d|[,.-][A-Z0-9])"
_NAMED = re.compile(rf"{_LABEL}{_BETWEEN}({_NUMBER}){_ENDS}", re.IGNORECASE)
_ALSO = re.compile(rf"\s?(?:と|や|、|,|・|か|および|または)\s?({_NUMBER}){_ENDS}", re.IGNORECASE)
_FIGURES = re.compile(r"\d{4,8}")
_LAST_WORD = re.compile(
    r"(?:(?:P/?W|pwd|pass(?:word|code|phrase)?|PIN|ID)(?=[:=>-]))?[:=(>-]*([!-~]{3,})$",
    re.IGNORECASE,
)
# Times, days and amounts are read, not copied.
_NO_NUMBER = re.compile(
    r"\d{1,2}:\d{2}(?:[:-].*)?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/-]\d{1,2}"
    r"|[\\¥$]?\d{1,3}(?:,\d{3})+"
)
_COUNTED = re.compile(r"\s?(?:[年月日時分秒円件名個点%]|ヶ月|か月|まで)")
_LETTERS = re.compile(r"[^\W_]")
_BELOW_THE_NAME = re.compile(r"^(?:-{2,}|[─━_=*]{3,})[^\n]*\n", re.MULTILINE)


def normal(text: str) -> str:
    """The text as long as before: half-width, and one kind of dash inside of numbers."""
    folded = (unicodedata.normalize("NFKC", one) for one in text)
    narrow = "".join(new if len(new) == 1 else one for one, new in zip(text, folded, strict=True))
    return _DASH.sub("-", narrow)


@lru_cache(maxsize=512)
def numbers_in(text: str) -> tuple[str, ...]:
    """Each once, in the order of the text, as `normal` writes it; none where it stands alone already."""
    plain = normal(text)
    analysis = Analysis.of(Draft(plain, _ON_A_PHONE, "client"))
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(_spans(analysis, plain)), key=lambda one: (one[0], -one[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    if len(found) == 1 and _is_alone(analysis, plain, *found[0]):
        return ()
    return tuple(dict.fromkeys(plain[start:end] for start, end in found))[:MOST]


def _spans(analysis: Analysis, plain: str) -> Iterator[tuple[int, int]]:
    """Where something to be copied stands, without its label."""
    for one in identifiers(analysis):
        if one.kind not in _NOT_COPIED:
            for start, end in _bare(one.kind, plain, one.start, one.end):
                if one.kind is IdentifierKind.ADDRESS or _is_number(plain, start, end):
                    yield start, end
    for match in _named(plain):
        if _is_number(plain, *match.span(1)):
            yield match.span(1)


def _named(plain: str) -> Iterator[re.Match[str]]:
    """What a label names, and what is said in one breath with it."""
    for match in _NAMED.finditer(plain):
        one: re.Match[str] | None = match
        while one is not None:
            yield one
            one = _ALSO.match(plain, one.end(1))


def _bare(kind: IdentifierKind, plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if kind is IdentifierKind.ACCOUNT:
        for match in _FIGURES.finditer(plain, start, end):
            yield match.span()
    elif kind in {IdentifierKind.KEY, IdentifierKind.PERSONAL_NUMBER}:
        last = _LAST_WORD.search(plain[start:end])
        if last is not None:
            yield start + last.start(1), start + last.end(1)
    else:
        yield start, end


def _is_number(plain: str, start: int, end: int) -> bool:
    """Not a time, a day or an amount, nothing quoted, and nothing below the writer's name."""
    line = plain.rfind("\n", 0, start) + 1
    return not (
        _NO_NUMBER.fullmatch(plain, start, end)
        or _COUNTED.match(plain, end)
        or plain.startswith(">", line)
        or _BELOW_THE_NAME.search(plain, 0, start)
    )


def _is_alone(analysis: Analysis, plain: str, start: int, end: int) -> bool:
    """Whether there is nothing beside it; an address keeps the name of its house, as rule 0.13 reads it."""
    if not _LETTERS.search(plain[:start] + plain[end:]):
        return True
    is_address = any(
        one.kind is IdentifierKind.ADDRESS and one.start == start for one in identifiers(analysis)
    )
    return is_address and not any(mark.span for mark in RULE.find(analysis))
