"""The one reading of a draft that all rules share: own words, sentences, clauses and times."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from madoguchi.engines.japanese import NormalText, Token, normalise, tokens
from madoguchi.engines.rulebook.clauses import Clause, clauses
from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.draft import Draft
from madoguchi.engines.rulebook.quoting import foreign_spans, mask
from madoguchi.engines.timewords import TimeWord, time_words

_SENTENCE = re.compile(r"(?:(?!\.{3})[^。!?\n♪☆★✨\U0001F300-\U0001FAFF])+(?:[。!?]+|\.{3,})?")
_GREETING = re.compile(
    r"(?:いつも|大変|平素より|毎度)?(?:お世話になって|お疲れ様|お疲れさま|おはようございます|こんにちは|こんばんは|平素)"
    r"|(?:何卒|今後とも|引き続き|どうぞ)?[^。]{0,12}よろしくお願い"
)


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

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the analysed text as offsets of the draft's text."""
        return self.normal.original_span(start, end)

    def _sentences(self) -> Iterator[Sentence]:
        times = time_words(self.own)
        for match in _SENTENCE.finditer(self.own):
            if match.group().strip():
                start, end = match.span()
                inside = tuple(time for time in times if start <= time.start < end)
                yield _sentence(match.group(), start, inside)


def _sentence(text: str, start: int, times: tuple[TimeWord, ...]) -> Sentence:
    words = tokens(text, offset=start)
    return Sentence(
        start=start,
        end=start + len(text),
        text=text,
        greeting=_GREETING.match(text.strip()) is not None,
        tokens=words,
        clauses=clauses(words),
        times=times,
    )
