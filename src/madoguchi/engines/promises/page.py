"""A message as its promises are read: sentences whose words are looked at only where a time is named."""

from dataclasses import dataclass
from functools import cached_property

from madoguchi.engines.japanese import NormalText, Token, normalise, tokens
from madoguchi.engines.promises.moments import Moment, moments
from madoguchi.engines.promises.unwrapped import unwrapped
from madoguchi.engines.rulebook.analysis import sentence_spans
from madoguchi.engines.rulebook.clauses import Clause, clauses
from madoguchi.engines.rulebook.quoting import foreign_spans, mask


@dataclass(frozen=True)
class Line:
    """One sentence; offsets are those of the page."""

    start: int
    end: int
    text: str

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """The words of the sentence, in order."""
        return tokens(self.text, offset=self.start)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What the sentence says is done, clause by clause."""
        return clauses(self.words)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The times by which something can fall due."""
        return moments(self.text, self.start)


@dataclass(frozen=True)
class Page:
    """A text in NFKC with what is not the writer's own blanked, and its sentences."""

    normal: NormalText
    own: str
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, text: str) -> "Page":
        """Read a text; any text can be read."""
        normal = normalise(unwrapped(text))
        own = mask(normal.text, foreign_spans(normal.text))
        spans = sentence_spans(own)
        return cls(normal, own, tuple(Line(start, end, own[start:end]) for start, end in spans))
