"""What pages are given of promises: frozen, without Django."""

from dataclasses import dataclass, field
from datetime import date, datetime

from madoguchi.desk.platform.days import day_words, due, due_day, local_day
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import later_told, say
from madoguchi.desk.promises.titles import titled

STATES = {
    "open": later_told("promise", "未完"),
    "kept": later_told("promise", "守った"),
    "late": later_told("promise", "遅れて果たした"),
    "broken": later_told("promise", "守れなかった"),
    "released": later_told("promise", "取り下げ"),
}
TONES = {"kept": "ok", "late": "warn", "broken": "danger"}
NEAR_MINUTES = 60  # from here on a due time is warned of


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise at the moment `now`."""

    pk: int
    client: ClientChip
    what: str
    due_at: datetime
    now: datetime
    side: str = "us"
    span: str = ""
    owner_pk: int | None = None
    owner: str = ""
    given_at: datetime | None = None
    given_by: str = ""
    state: str = "open"
    settled_at: datetime | None = None
    settled_by: str = ""
    release_reason: str = ""
    conversation_pk: int | None = None
    subject: str = ""
    message_pk: int | None = None  # it was given in
    kept_by_pk: int | None = None  # the message that kept it
    mended: int = 0  # how often its due time was put elsewhere

    @property
    def title(self) -> str:
        """What it is called outside of its conversation: 「返事（納期の件）」."""
        return titled(self.what, self.subject)

    @property
    def number(self) -> str:
        """「MG-4127」, "" for one of no conversation."""
        return f"MG-{self.conversation_pk}" if self.conversation_pk else ""

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_at <= self.now

    @property
    def minutes_left(self) -> int:
        """Until it is due, negative afterwards."""
        return int((self.due_at - self.now).total_seconds() // 60)

    @property
    def is_near(self) -> bool:
        return self.is_open and 0 <= self.minutes_left <= NEAR_MINUTES

    @property
    def state_words(self) -> str:
        """「期限超過」 for an open one that is past its time."""
        return say("期限超過") if self.is_overdue else str(STATES[self.state])

    @property
    def tone(self) -> str:
        """Of the pill."""
        if self.is_overdue:
            return "danger"
        if self.is_near:
            return "warn"
        return TONES.get(self.state, "")


@dataclass(frozen=True, slots=True)
class ChipRow:
    """A promise that the text makes, as it would be kept; beside it what was found in the text."""

    n: int
    span: str
    what: str
    due_at: datetime
    found_what: str
    found_due_at: datetime
    now: datetime
    is_struck: bool = False

    @property
    def due_words(self) -> str:
        """「本日 15:00」「明日 12:00」「26日(木) 19:00」."""
        return _due_words(self.due_at, self.now)

    @property
    def found_due_words(self) -> str:
        """When it falls due by the text, where its writer mended that; "" otherwise."""
        is_same = self.due_at == self.found_due_at
        return "" if is_same else _due_words(self.found_due_at, self.now)

    @property
    def is_mended(self) -> bool:
        return (self.what, self.due_at) != (self.found_what, self.found_due_at)


def _due_words(due_at: datetime, now: datetime) -> str:
    words = due(due_at, now)
    is_today = due_day(due_at) == local_day(now)
    return say("本日 %(time)s") % {"time": words} if is_today else words


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A word of the text that names another day when it is read than while it is written."""

    said: str
    written: date
    read: date

    @property
    def words(self) -> str:
        """「「明日」は、届いてから読むと11月25日（水）です（いまは11月21日（土））。」."""
        told = {"said": self.said, "read": day_words(self.read), "written": day_words(self.written)}
        return say("「%(said)s」は、届いてから読むと%(read)sです（いまは%(written)s）。") % told


@dataclass(frozen=True, slots=True)
class PromiseMark:
    """A promise under the message that gave it. state: open, overdue, kept, late, broken, released."""

    pk: int
    what: str
    due_at: datetime
    state: str

    @property
    def tone(self) -> str:
        return "danger" if self.state == "overdue" else TONES.get(self.state, "")

    @property
    def state_words(self) -> str:
        """Only of what is not simply open."""
        if self.state == "overdue":
            return say("期限超過")
        return "" if self.state == "open" else str(STATES[self.state])


@dataclass(frozen=True, slots=True)
class OwedRow:
    """An open promise that the reply may keep."""

    pk: int
    what: str
    due_at: datetime
    is_overdue: bool
    is_checked: bool


@dataclass(frozen=True, slots=True)
class PromisedRow:
    """What stands under a reply that is being written."""

    chips: tuple[ChipRow, ...] = ()
    owed: tuple[OwedRow, ...] = ()
    keeps_by_itself: bool = True  # what is owed is checked unless its writer says otherwise
    read_at: datetime | None = None  # when its reader has it, where that is not at once
    is_planned: bool = False  # its writer named that moment
    shifts: tuple[ShiftRow, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the reply promises anything: then the ball stays ours."""
        return any(not one.is_struck for one in self.chips)


@dataclass(frozen=True, slots=True)
class PanelRow:
    """What is promised in one conversation and open still."""

    rows: tuple[PromiseRow, ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened to a promise, in words."""

    at: datetime
    words: str
    who: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who could take a promise over."""

    pk: int
    name: str
    is_director: bool = False


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page of the ledger, and the address of the next."""

    rows: tuple[PromiseRow, ...] = ()
    further: str = ""


@dataclass(frozen=True, slots=True)
class KeptRate:
    """Of the promises that fell due in a span: what became of them. Released ones do not count."""

    kept: int = 0
    late: int = 0
    broken: int = 0
    overdue: int = 0  # open still, past their time
    mended: int = 0  # of them all, those whose due time was put elsewhere before it had passed

    @property
    def total(self) -> int:
        return self.kept + self.late + self.broken + self.overdue

    @property
    def percent(self) -> int | None:
        """Kept in time, of all that fell due; None of nothing."""
        return self.kept * 100 // self.total if self.total else None


@dataclass(frozen=True, slots=True)
class RateRow:
    """A client's, a person's or a week's, and the addresses of the rows behind each number."""

    label: str
    rate: KeptRate
    query: str
    client: ClientChip | None = None


@dataclass(frozen=True, slots=True)
class HandOverGroup:
    """What one owes to one client before they are back, and who could take it."""

    client: ClientChip
    rows: tuple[PromiseRow, ...]
    colleagues: tuple[Colleague, ...] = field(default=())
