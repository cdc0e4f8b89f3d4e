"""The pane beside a conversation: the client, its words, the customer, what happened before."""

from dataclasses import dataclass
from datetime import date, datetime

from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.platform.days import closed_days
from madoguchi.desk.platform.rows import ClientChip


@dataclass(frozen=True, slots=True)
class ClosedRun:
    """The next days without business, one after the other."""

    first: date
    last: date
    ends_on_holiday: bool = False

    @property
    def words(self) -> str:
        """「11月21日(土)〜23日(月・祝)」; the month again where it changes."""
        return closed_days(self.first, self.last, ends_on_holiday=self.ends_on_holiday)


@dataclass(frozen=True, slots=True)
class VocabularyRow:
    avoid: tuple[str, ...]
    prefer: str


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """An earlier conversation of the same customer with the same client."""

    pk: int
    subject: str
    at: datetime
    is_closed: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event in words: 「担当を藤原にしました」, by whom ("" for the system) and when."""

    at: datetime
    words: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """What a feature shows beside a conversation: its template, which is given `row` as `panel`."""

    template: str
    row: object


@dataclass(frozen=True, slots=True)
class SideRow:
    """The right pane: the client, its words, the customer, what happened before."""

    client: ClientChip
    is_open: bool
    hours_today: str  # 「10:00–19:00」「終日」, "" on a closed day
    opens_at: datetime | None  # when closed: the next opening
    next_closed: ClosedRun | None
    targets: ClockRow
    signature: str
    vocabulary: tuple[VocabularyRow, ...]
    customer_name: str
    customer_address: str
    first_contact_at: datetime
    conversation_count: int
    earlier: tuple[EarlierRow, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    customer_pk: int = 0
    panels: tuple[Panel, ...] = ()  # of the features that know more of it
    is_mail: bool = True  # False: the client's own side, no customer
