"""Where a text says what was asked for: spans to be marked, in the text as it was written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from madoguchi.engines.japanese.normal import NormalText, normalise
from madoguchi.engines.japanese.search import asked_for
from madoguchi.engines.japanese.spelling import VARIANTS, folded
from madoguchi.engines.japanese.synonyms import others_of
from madoguchi.engines.japanese.tokens import pieces, tokenizer
from madoguchi.engines.japanese.units import REMEMBERED, RUN, Unit, known_unit, latin

# Finding words by Sudachi costs a millisecond for some hundred characters; a list shows fifty texts.
READ_AS_WORDS = 300

_VOICED = "\u3099\u309a"
_JOINT = "[-,]?"
_CODE = re.compile(r"[a-z0-9-]*[0-9][a-z0-9-]*")
_KANA = re.compile(r"[ぁ-ん]")
_TWO_KANJI = re.compile(r"[一-鿿々].*[一-鿿々]")

Span = tuple[int, int]


def marked_spans(text: str, asked: str, *, read: int = READ_AS_WORDS) -> tuple[Span, ...]:
    """The half-open spans of `text`, in order and apart from each other, that answer the question.

    First what can be found letter by letter, in any width: the words as typed, their usual spelling,
    synonyms. Where there are none, other spellings and inflections, in the first `read` characters,
    up to the stretch in which the first one stands.
    """
    wanted = _wanted(asked)
    plain = text.translate(_PLAIN)
    spans = [match.span() for match in wanted.letters.finditer(plain)] if wanted.letters else []
    start = 0
    while wanted.lexemes and not spans and start < min(read, len(text)):
        stretch = normalise(text[start : start + READ_AS_WORDS])
        spans = [
            (start + first, start + last) for first, last in _of_words(stretch, wanted.lexemes)
        ]
        start += READ_AS_WORDS
    return tuple(_apart(spans))


class _Wanted:
    """A question, read once for all the texts of a page."""

    def __init__(self, asked: str) -> None:
        typed = [word for word in re.split(r'[\s"“”]+', asked) if word]
        phrases = asked_for(asked)
        self.lexemes = frozenset(
            lexeme for phrase in phrases for unit in phrase for lexeme in _lexemes(unit)
        )
        stems = {
            _stem(one)
            for phrase in phrases
            for unit in phrase
            for one in (unit, *(words[0] for head in unit.heads for words in others_of(head)))
        }
        spelled = {word for word in self.lexemes | stems if len(word) > 1}
        as_typed = {*typed, *map(folded, typed)}
        words = [*_longest_first(as_typed), *_longest_first(spelled - as_typed)]
        pattern = "|".join(map(_letters, words))
        self.letters = re.compile(pattern, re.IGNORECASE) if pattern else None


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _stem(unit: Unit) -> str:
    """What a verb and its noun begin with: 引っ越 of 引っ越す and 引っ越し."""
    stem = unit.heads[0][:-1]
    return stem if unit.heads[-1].startswith(stem) else unit.heads[0]


def _letters(word: str) -> str:
    """The pattern of a word in a plain text.

    Kana that are often left out may be: 引っ越し is also 引越し and 引越. Numbers may be written with
    joints, 12,800 and 03-1234-5678, voiced kana as two characters, as in half width.
    """
    if _CODE.fullmatch(word):
        return _JOINT.join(word.replace("-", ""))
    leaves_out = bool(_TWO_KANJI.search(word))
    pattern = "".join(_letter(one, leaves_out=leaves_out) for one in word)
    return pattern.replace("株式会社", r"(?:株式会社|㈱|\(株\))")


def _letter(one: str, *, leaves_out: bool) -> str:
    parts = unicodedata.normalize("NFD", one)
    is_voiced = len(parts) == 2 and parts[1] in _VOICED
    pattern = f"(?:{one}|{parts})" if is_voiced else re.escape(one)
    return f"{pattern}?" if leaves_out and _KANA.fullmatch(one) else pattern


class _Plain(dict[int, int]):
    """For str.translate: each character as one of its plain kind, so that all keep their places."""

    def __missing__(self, code: int) -> int:
        normal = folded(chr(code))
        plain = ord(normal) if len(normal) == 1 else code
        if len(self) < REMEMBERED:
            self[code] = plain
        return plain


_PLAIN = _Plain()


@lru_cache(maxsize=64)
def _wanted(asked: str) -> _Wanted:
    return _Wanted(asked)


def _lexemes(unit: Unit) -> Iterator[str]:
    yield from unit.heads
    yield from unit.parts
    for head in unit.heads:
        for words in others_of(head):
            yield from (word.heads[0] for word in words)


def _of_words(text: NormalText, lexemes: frozenset[str]) -> Iterator[Span]:
    """The words of the text that are called by one of the lexemes."""
    # One character stays one, so that places in it are places in the text.
    plain = "".join(lower if len(lower := one.lower()) == 1 else one for one in text.text)
    plain = plain.translate(VARIANTS)
    for start, end, unit in _units_with_places(plain):
        if unit is not None and not lexemes.isdisjoint((*unit.heads, *unit.parts)):
            yield text.original_span(start, end)


def _units_with_places(text: str) -> Iterator[tuple[int, int, Unit | None]]:
    start = 0
    for run in RUN.finditer(text):
        yield from _japanese(text[start : run.start()], start)
        yield run.start(), run.end(), latin(run.group())
        start = run.end()
    yield from _japanese(text[start:], start)


def _japanese(text: str, offset: int) -> Iterator[tuple[int, int, Unit | None]]:
    for piece in pieces(text):
        for morpheme in tokenizer().tokenize(piece):
            yield offset + morpheme.begin(), offset + morpheme.end(), known_unit(morpheme)[0]
        offset += len(piece)


def _apart(spans: Sequence[Span]) -> Iterator[Span]:
    end = 0
    for span in sorted(spans):
        if span[0] >= end and span[1] > span[0]:
            yield span
            end = span[1]
