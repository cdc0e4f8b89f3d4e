"""The one reading of a draft that all rules share: own words, sentences, clauses and times."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from madoguchi.engines.japanese import NormalText, Token, normalise, tokens
from madoguchi.engines.rulebook.clauses import Clause, clauses
from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.draft import Draft
from madoguchi.engines.rulebook.quoting import MASK, foreign_spans, mask
from madoguchi.engines.timewords import TimeWord, time_words

# A line that is quoted throughout is no sentence of the writer's.
_NO_WORDS = f" \t\r\v\f{MASK}"
# Nobody writes a longer one: a text without any stop is read piece by piece, in time that grows with it alone.
LONGEST_SENTENCE = 1_000
_SENTENCE = re.compile(
    rf"(?:(?!\.{{3}})[^。!?\n♪☆★✨\U0001F300-\U0001FAFF]){{1,{LONGEST_SENTENCE}}}(?:[。!?]+|\.{{3,}})?"
)
_GREETING = re.compile(
    r"(?:いつも|大変|平素より|毎度)?(?:お世話になって|お疲れ様|お疲れさま|おはようございます|こんにちは|こんばんは|平素)"
)
_COMMENDED = "よろしくお願い"
_COMMENDING = re.compile(rf"(?:何卒|今後とも|引き続き|どうぞ)?[^。]{{0,12}}{_COMMENDED}")


@dataclass(frozen=True)
class Sentence:
    """One sentence of the writer's own words; offsets are those of the analysed text."""

    start: int
    end: int
    text: str
    greeting: bool
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    times: tuple[TimeWord, ...]


@dataclass(frozen=True)
class Analysis:
    """A draft, read once. `text` is its NFKC form, `own` the same with what is not the writer's blanked."""

    draft: Draft
    normal: NormalText
    text: str
    own: str
    # Readings that several rules share, each made when first asked for (once.py).
    readings: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, draft: Draft) -> "Analysis":
        """Read a draft; any text can be read."""
        normal = normalise(draft.text)
        own = mask(normal.text, foreign_spans(normal.text))
        return cls(draft=draft, normal=normal, text=normal.text, own=own)

    @property
    def context(self) -> Context:
        return self.draft.context

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, greetings among them, without blank ones."""
        return tuple(self._sentences())

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All words of the sentences, in order."""
        return tuple(token for sentence in self.sentences for token in sentence.tokens)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at an offset; None between sentences."""
        index = bisect_right(self._starts, offset) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found is not None and offset < found.end else None

    def sentence_after(self, sentence: Sentence) -> Sentence | None:
        """The sentence that follows; None after the last."""
        index = bisect_left(self._starts, sentence.end)
        return self.sentences[index] if index < len(self.sentences) else None

    def tokens_within(self, start: int, end: int) -> tuple[Token, ...]:
        """The words that share a character with a stretch of the text."""
        first = max(bisect_right(self._token_starts, start) - 1, 0)
        last = bisect_left(self._token_starts, end)
        return tuple(token for token in self.tokens[first:last] if start < token.end)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the analysed text as offsets of the draft's text."""
        return self.normal.original_span(start, end)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def _sentences(self) -> Iterator[Sentence]:
        times = time_words(self.own)
        starts = [time.start for time in times]
        for start, end in sentence_spans(self.own):
            inside = times[bisect_left(starts, start) : bisect_left(starts, end)]
            yield _sentence(self.own[start:end], start, inside)


def sentence_spans(own: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of the writer's own words stand, in order, without blank ones."""
    for match in _SENTENCE.finditer(own):
        if match.group().strip(_NO_WORDS):
            yield match.span()


def _sentence(text: str, start: int, times: tuple[TimeWord, ...]) -> Sentence:
    words = tokens(text, offset=start)
    return Sentence(
        start=start,
        end=start + len(text),
        text=text,
        greeting=_greets(text.strip()),
        tokens=words,
        clauses=clauses(words),
        times=times,
    )


def _greets(said: str) -> bool:
    if _GREETING.match(said):
        return True
    return _COMMENDED in said and _COMMENDING.match(said) is not None
