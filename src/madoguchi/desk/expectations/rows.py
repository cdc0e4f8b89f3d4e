"""What the pages of expectation sheets show."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from madoguchi.desk.platform.days import length_words
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure stands at: a share of what was counted, or minutes. None when nothing counts yet."""

    value: Decimal | None
    kept: int = 0
    counted: int = 0
    is_share: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A quantitative expectation beside what is measured; `at` is when a free one was read."""

    pk: int
    label: str
    measure: str
    within: int | None
    comparison: str
    target: Decimal
    unit: str
    by_on: date | None
    about: str = ""
    now: Measured | None = None
    at: datetime | None = None

    @property
    def is_free(self) -> bool:
        return not self.measure

    @property
    def target_words(self) -> str:
        """「95%」「30分以下」; what a number above is better for needs no word."""
        bound = say("以下") if self.comparison == "at_most" else ""
        return f"{plain(self.target)}{say(self.unit)}{bound}"

    @property
    def now_words(self) -> str:
        """「96.2%」, "" when nothing counts yet. Rounded against us, so that it never looks reached."""
        if self.now is None or self.now.value is None:
            return ""
        value = self.now.value if self.is_free else against_us(self.now.value, self.comparison)
        return f"{plain(value)}{say(self.unit)}"

    @property
    def is_reached(self) -> bool | None:
        """None when nothing counts yet."""
        if self.now is None or self.now.value is None:
            return None
        return is_reached(self.now.value, self.target, self.comparison)

    @property
    def tone(self) -> str:
        """The class of the figure's colour."""
        return {None: "ink-3", True: "t-ok", False: "t-warn"}[self.is_reached]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What a free figure stood at, when somebody read it; `version` is that of the sheet."""

    words: str
    at: datetime
    who: str
    version: int


@dataclass(frozen=True, slots=True)
class MannerRow:
    kind: str
    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """Something not settled yet, or when it was."""

    pk: int
    what: str
    side: str
    who: str
    by_on: date | None
    closed_at: datetime | None
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRow:
    """Who agreed, and when; `note` says how it is known where we wrote it down for them."""

    side: str
    name: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One version as it is shown."""

    pk: int
    version: int
    state: str
    state_label: str
    valid_from: date | None
    review_on: date | None
    text_hash: str
    figures: tuple[FigureRow, ...]
    manners: tuple[MannerRow, ...]
    gaps: tuple[GapRow, ...]
    signs: tuple[SignRow, ...]
    is_valid: bool = False  # it holds on this day
    is_review_due: bool = False

    @property
    def open_gaps(self) -> tuple[GapRow, ...]:
        return tuple(one for one in self.gaps if one.closed_at is None)

    @property
    def is_signed_by_us(self) -> bool:
        return any(one.side == "us" for one in self.signs)

    @property
    def is_signed_by_them(self) -> bool:
        return any(one.side == "them" for one in self.signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideRow:
    """What of the sheet that holds stands beside a conversation, counted up to `until`."""

    client_pk: int
    version: int
    valid_from: date | None
    figures: tuple[FigureRow, ...]
    manners: tuple[MannerRow, ...]
    until: datetime | None = None  # None: it measures nothing


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One line of the list of versions."""

    pk: int
    version: int
    state: str
    state_label: str
    valid_from: date | None
    agreed_at: datetime | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that differs between two versions: "" is none there."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """One month to choose; the running one needs no word in the address."""

    first: date
    is_chosen: bool
    is_running: bool

    @property
    def slug(self) -> str:
        return "" if self.is_running else f"{self.first:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """The months to choose from, the newest first; newer and older ones are a step away."""

    chosen: MonthRow
    shown: tuple[MonthRow, ...]
    newer: MonthRow | None = None
    older: MonthRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsPage:
    """The page of one client's sheets."""

    client: ClientChip
    shown: SheetRow | None
    versions: tuple[VersionRow, ...]
    months: Months | None = None  # of what its measures stand at
    differences: tuple[Difference, ...] = ()
    differs_from: int = 0  # the version that it is compared with
    can_change: bool = False
    has_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindRow:
    """One thing that a figure counted: a conversation, a message of it, or a promise (then with its id)."""

    conversation_id: int | None
    subject: str
    at: datetime
    is_missed: bool
    is_done: bool
    took_minutes: int | None = None
    promise_id: int | None = None

    @property
    def took_words(self) -> str:
        """「12分」「3時間12分」, "" while it goes on."""
        return "" if self.took_minutes is None else length_words(self.took_minutes)


@dataclass(frozen=True, slots=True)
class BehindPage:
    """What a figure counted, the newest first."""

    rows: tuple[BehindRow, ...]
    older: str = ""  # the place of the next page


def is_reached(value: Decimal, target: Decimal, comparison: str) -> bool:
    """Whether an exact value is as it was agreed; comparison: at_least or at_most."""
    return value <= target if comparison == "at_most" else value >= target


def against_us(value: Decimal, comparison: str) -> Decimal:
    """The value in tenths, rounded so that it never looks reached."""
    return value.quantize(TENTH, ROUND_CEILING if comparison == "at_most" else ROUND_FLOOR)


def plain(value: Decimal) -> str:
    """Without idle zeros: 95, 4.5, 96.2."""
    return f"{value.normalize():f}"
