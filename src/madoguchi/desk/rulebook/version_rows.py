"""What the pages of the versions show: what changed, and who has read it."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.rulebook.rows import RuleLine, WordRow


@dataclass(frozen=True, slots=True)
class TextDifference:
    """A value before and after; lines of a text as (sign, line), sign: " ", "-" or "+"."""

    what: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """How a rule differs between two versions. kind: new, changed or gone."""

    slug: str
    number: str
    title: str
    kind: str
    texts: tuple[TextDifference, ...]


@dataclass(frozen=True, slots=True)
class WordChange:
    """How a word rule differs. kind: new, changed or gone."""

    kind: str
    before: WordRow | None
    after: WordRow | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two versions."""

    rules: tuple[RuleChange, ...]
    words: tuple[WordChange, ...]

    @property
    def count(self) -> int:
        return len(self.rules) + len(self.words)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody and when they confirmed the version; None: not yet."""

    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history."""

    number: int
    published_at: datetime
    published_by: str  # "" for the one that came with the product
    note: str
    change_count: int
    confirmed_at: datetime | None = None  # by the reader of the page


@dataclass(frozen=True, slots=True)
class Unread:
    """What changed since somebody's last confirmation; `gone` counts rules that are no longer there."""

    rules: tuple[RuleLine, ...]
    words: bool = False
    gone: int = 0

    @property
    def count(self) -> int:
        return len(self.rules) + self.words + self.gone


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version: what it changed, and who has read it."""

    line: VersionLine
    is_in_force: bool
    before: int | None  # the version it is compared with
    difference: Difference | None
    readers: tuple[Reader, ...] = ()  # for those who lead

    @property
    def unread_count(self) -> int:
        return sum(one.at is None for one in self.readers)
