"""Where a text says what was asked for: spans to be marked, in the text as it was written."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from madoguchi.engines.japanese.normal import NormalText, normalise
from madoguchi.engines.japanese.search import asked_for
from madoguchi.engines.japanese.spelling import VARIANTS
from madoguchi.engines.japanese.synonyms import others_of
from madoguchi.engines.japanese.tokens import pieces, tokenizer
from madoguchi.engines.japanese.units import RUN, Unit, known_unit, latin

# Finding words by Sudachi costs a millisecond for some hundred characters; a list shows fifty texts.
READ_AS_WORDS = 300

_KANA = re.compile(r"[ぁ-ん]")
_TWO_KANJI = re.compile(r"[一-鿿々].*[一-鿿々]")

Span = tuple[int, int]


def marked_spans(text: str, asked: str) -> tuple[Span, ...]:
    """The half-open spans of `text`, in order and apart from each other, that answer the question.

    First what can be found letter by letter: the words as typed, their usual spelling, synonyms.
    Where there are none, other spellings and inflections, in the beginning of the text.
    """
    wanted = _wanted(asked)
    spans = [match.span() for match in wanted.letters.finditer(text)] if wanted.letters else []
    if not spans and wanted.lexemes:
        spans = list(_of_words(normalise(text[:READ_AS_WORDS]), wanted.lexemes))
    return tuple(_apart(spans))


class _Wanted:
    """A question, read once for all the texts of a page."""

    def __init__(self, asked: str) -> None:
        typed = [word for word in re.split(r'[\s"“”]+', asked) if word]
        phrases = asked_for(asked)
        self.lexemes = frozenset(
            lexeme for phrase in phrases for unit in phrase for lexeme in _lexemes(unit)
        )
        stems = {_stem(unit) for phrase in phrases for unit in phrase}
        spelled = {word for word in self.lexemes | stems if len(word) > 1}
        words = spelled.union(typed, (normalise(word).text for word in typed))
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        pattern = "|".join(map(_letters, longest_first))
        self.letters = re.compile(pattern, re.IGNORECASE) if pattern else None


def _stem(unit: Unit) -> str:
    """What a verb and its noun begin with: 引っ越 of 引っ越す and 引っ越し."""
    stem = unit.heads[0][:-1]
    return stem if unit.heads[-1].startswith(stem) else unit.heads[0]


def _letters(word: str) -> str:
    """The pattern of a word; kana that are often left out may be: 引っ越し is also 引越し and 引越."""
    pattern = re.escape(word)
    return _KANA.sub(r"\g<0>?", pattern) if _TWO_KANJI.search(word) else pattern


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
