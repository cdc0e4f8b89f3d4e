"""What the pages of the rulebook show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import later
from madoguchi.desk.rulebook.kept import Kept

_LOOKS = {
    "off": ("off", "circle-slash", later("切")),
    "hint": ("info", "lightbulb", later("ヒント")),
    "warn": ("warning", "triangle-alert", later("注意")),
    "stop": ("error", "octagon-alert", later("停止")),
    "block": ("error", "lock", later("承認")),
}
SEVERITIES = tuple(_LOOKS)


@dataclass(frozen=True, slots=True)
class Look:
    """A severity as it is drawn. key: off, hint, warn, stop or block."""

    key: str

    @property
    def tone(self) -> str:
        return _LOOKS[self.key][0]

    @property
    def icon(self) -> str:
        return _LOOKS[self.key][1]

    @property
    def label(self) -> str:
        return str(_LOOKS[self.key][2])


LOOKS = tuple(Look(one) for one in SEVERITIES)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in the list; how well it is kept stands beside its severity."""

    slug: str
    number: str
    title: str
    severity: Look
    bad: str = ""
    good: str = ""
    has_check: bool = False
    is_new: bool = False  # to this reader, or in the draft
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the list."""

    number: int
    title: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class DraftNote:
    """The draft, as every page of the book mentions it to those who write it."""

    number: int  # of the version that it will be
    edited_by: str
    edited_at: datetime
    changes: int


@dataclass(frozen=True, slots=True)
class BookList:
    """The left pane. `unread` counts what this person has not confirmed."""

    chapters: tuple[Chapter, ...]
    rule_count: int
    version: int
    word_count: int = 0
    unread: int = 0
    is_lead: bool = False
    draft: DraftNote | None = None
    of_draft: bool = False  # it lists the draft's rules


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a rule's meaning, as HTML."""

    heading: str
    body: Any  # markup that is safe


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A ✗ or ◯ example. `verdict`: "" not tried, right, wrong."""

    text: str
    to: str
    scene: str
    previous: str
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two examples beside each other."""

    bad: ExampleRow | None
    good: ExampleRow | None


@dataclass(frozen=True, slots=True)
class ClientSeverity:
    """How hard the rule is for one client."""

    client: ClientChip
    severity: Look
    is_changed: bool  # differs from the book
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class RulePage:
    """The right pane: one rule."""

    slug: str
    number: str
    title: str
    severity: Look
    opening: Any  # markup that is safe
    parts: tuple[Part, ...]
    pairs: tuple[Pair, ...]
    check: str = ""
    check_title: str = ""
    clients: tuple[ClientSeverity, ...] = ()


@dataclass(frozen=True, slots=True)
class BenchFinding:
    """A finding on the bench; start and end count UTF-16 code units, None: the whole message."""

    n: int
    number: str
    title: str
    reason: str
    severity: Look
    start: int | None
    end: int | None
    rewrite: str | None
    is_new: bool = False  # the version in force does not say it


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a select."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Bench:
    """The bench with what stands in it, and what was found."""

    text: str = ""
    previous: str = ""
    to: str = "customer"
    scene: str = ""
    scenes: tuple[Choice, ...] = ()
    client_pk: int | None = None
    clients: tuple[ClientChip, ...] = ()
    findings: tuple[BenchFinding, ...] = ()
    milliseconds: int | None = None  # None: nothing was tried yet
    marks: str = "[]"  # JSON for the underlines
    of_draft: bool = False
    new_count: int = 0
    version: int = 0

    @property
    def heaviest(self) -> Look | None:
        return self.findings[0].severity if self.findings else None


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word rule."""

    number: int
    avoid: tuple[str, ...]
    prefer: str
    to: str
    to_words: str
    exceptions: tuple[str, ...]
    opened: str = ""
