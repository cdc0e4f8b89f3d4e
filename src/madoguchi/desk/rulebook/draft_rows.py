"""What the pages of the draft show: its forms, what keeps it from being published, its trial."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.rulebook.rows import Choice, DraftNote, Look
from madoguchi.desk.rulebook.version_rows import Difference


@dataclass(frozen=True, slots=True)
class FailingExample:
    """An example that keeps the draft from being published."""

    slug: str
    number: str
    title: str
    text: str
    is_bad: bool


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The draft as a whole: what it changes, and what keeps it from being published."""

    note: DraftNote | None
    difference: Difference | None
    failing: tuple[FailingExample, ...] = ()
    opened: str = ""


@dataclass(frozen=True, slots=True)
class ExampleForm:
    """An example while it is written."""

    text: str
    to: str
    scene: str
    previous: str
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class RuleForm:
    """A rule while it is written. `opened` is "" for one that is not in the draft yet."""

    slug: str
    chapter: int
    chapter_title: str
    number: str
    title: str
    meaning: str
    severity: str
    check: str
    opened: str
    looks: tuple[Look, ...]
    checks: tuple[Choice, ...]
    scenes: tuple[Choice, ...]
    audiences: tuple[Choice, ...]
    bad: tuple[ExampleForm, ...]
    good: tuple[ExampleForm, ...]
    can_be_removed: bool = False


@dataclass(frozen=True, slots=True)
class TrialHit:
    """A finding on a sent message."""

    number: str
    title: str
    severity: Look
    span: str
    is_new: bool  # it was not found when the message left


@dataclass(frozen=True, slots=True)
class TrialMessage:
    """A sent message that the draft would speak about."""

    conversation_pk: int
    number: str
    client: ClientChip
    at: datetime
    beginning: str
    hits: tuple[TrialHit, ...]


@dataclass(frozen=True, slots=True)
class TrialCount:
    """How often a rule would speak."""

    slug: str
    number: str
    title: str
    severity: Look
    messages: int
    new: int


@dataclass(frozen=True, slots=True)
class TrialPage:
    """What the draft would have said about the messages that were sent last."""

    looked_at: int
    asked: int  # how many were to be looked at
    was_stopped: bool  # before all of them: it took too long
    counts: tuple[TrialCount, ...]
    messages: tuple[TrialMessage, ...]
    chosen: str = ""  # one rule's slug
    more: int = 0  # messages that are not listed
    of_draft: bool = True

    @property
    def found(self) -> int:
        return len(self.messages) + self.more
