"""What the pages of adherence show."""

from dataclasses import dataclass
from datetime import date, datetime

from madoguchi.desk.platform.rows import ClientChip

# Below this share of reviewed findings that were right, a rule cries wolf; fewer reviews say nothing.
NOISY = 0.8
ENOUGH_REVIEWS = 5
WATCHED, POOR = 97, 92  # percent of the messages that keep a rule


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that opens the messages behind it."""

    count: int
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresRow:
    """What became of the findings of one rule, operator, client or week."""

    name: str
    number: str = ""  # of a rule: 0.1
    client: ClientChip | None = None
    query: str  # the same figures, narrowed to this row
    checked: Figure
    found: Figure
    rewritten: Figure
    silenced: Figure
    sent: Figure
    reasoned: Figure
    approved: Figure
    confirmed: Figure
    rejected: Figure
    broken: int  # messages that left with a finding that nobody rejected

    @property
    def figures(self) -> tuple[Figure, ...]:
        """In the order of the table's columns."""
        return (
            self.checked,
            self.found,
            self.rewritten,
            self.silenced,
            self.sent,
            self.reasoned,
            self.approved,
            self.confirmed,
            self.rejected,
        )

    @property
    def kept_percent(self) -> float | None:
        """Of the messages that left, how many kept the rule; None where none left."""
        if not self.checked.count:
            return None
        return 100 * (1 - min(self.broken, self.checked.count) / self.checked.count)

    @property
    def reviewed(self) -> int:
        return self.confirmed.count + self.rejected.count

    @property
    def precision_percent(self) -> float | None:
        """Of the reviewed findings, how many were right; None where none was reviewed."""
        return 100 * self.confirmed.count / self.reviewed if self.reviewed else None

    @property
    def is_noisy(self) -> bool:
        """Whether reviewers say that the guard is often wrong."""
        return self.reviewed >= ENOUGH_REVIEWS and self.confirmed.count < NOISY * self.reviewed

    @property
    def tone(self) -> str:
        """How well the rule is kept, for the colour of the figure."""
        return tone_of(self.kept_percent)


def tone_of(kept_percent: float | None) -> str:
    """The class of a figure's colour: plain, to be watched below 97 %, poor below 92 %."""
    if kept_percent is None or kept_percent >= WATCHED:
        return "ink-2"
    return "t-warn" if kept_percent >= POOR else "t-danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindRow:
    """One message behind a figure, with the finding that was counted, if it is about one."""

    pk: int  # of the finding; 0 for a check without one
    at: datetime
    client: ClientChip
    person_name: str
    conversation_id: int | None
    text: str
    rule_number: str = ""
    rule_title: str = ""
    span: str = ""
    reason: str = ""
    outcome_label: str = ""
    why: str = ""  # the reason that its writer gave
    verdict: str = ""
    reviewed_by: str = ""
    can_review: bool = False


@dataclass(frozen=True, slots=True)
class BehindPage:
    """Some of the messages behind a figure, the newest first."""

    rows: tuple[BehindRow, ...]
    older: str = ""  # the query of the next page


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """One month of one client's desk on the list of self-checks."""

    client: ClientChip
    month: date
    person_name: str = ""  # who filled it in; "" while nobody has
    at: datetime | None = None
    kept: int = 0
    partly: int = 0
    not_kept: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One rule of a self-check: what was measured, and what is judged."""

    rule: str
    number: str
    title: str
    checked: int
    broken: int
    query: str  # opens the findings of the month
    judgement: str = ""
    judgement_label: str = ""
    note: str = ""

    @property
    def kept_percent(self) -> float | None:
        """Of the messages that left in the month, how many kept the rule."""
        return 100 * (1 - self.broken / self.checked) if self.checked else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A self-check: to be filled in, or as it was filled in."""

    client: ClientChip
    month: date
    lines: tuple[LineRow, ...]
    note: str = ""
    person_name: str = ""
    at: datetime | None = None
    refusal: str = ""

    @property
    def is_filled_in(self) -> bool:
        return self.at is not None
