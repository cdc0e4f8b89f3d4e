"""What the pages of tasks show: frozen rows, free of queries."""

from dataclasses import dataclass, field
from datetime import date, datetime

from madoguchi.desk.platform.days import length_words
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import later_told, say, told

# How a task stands → its word, its tone in the stylesheet, its icon.
STANDS = {
    "requested": (later_told("task", "受付前"), "accent", ""),
    "on_track": (later_told("task", "順調"), "ok", ""),
    "will_be_late": (later_told("task", "遅れそう"), "warn", "triangle-alert"),
    "late": (later_told("task", "期限超過"), "danger", "octagon-alert"),
    "blocked": (later_told("task", "止まっています"), "warn", "pause"),
    "waiting": (later_told("task", "相手の確認待ち"), "", ""),
    "done": (later_told("task", "完了"), "line", "check"),
    "declined": (later_told("task", "お断り"), "line", ""),
}
AT_RISK = frozenset({"will_be_late", "late"})
STILL = frozenset({"blocked", "waiting"})
DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class DelayRow:
    """A delay that is to be told, or was. `is_over`: the due time was reached and nobody was told."""

    reason: str
    due_at: datetime
    new_due_at: datetime
    told_at: datetime | None = None
    was_told_late: bool = False
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as lists show it. `stands`: a key of STANDS, by the state or by the outlook."""

    pk: int
    number: str
    title: str
    client: ClientChip
    purpose: str
    state: str
    stands: str
    due_at: datetime | None
    due_named_by: datetime | None
    expected_at: datetime | None
    late_minutes: int
    owner: str
    owner_pk: int | None
    reason: str
    is_internal: bool
    is_clear: bool
    remaining_minutes: int | None
    conversation_pk: int | None
    is_late_notice_due: bool = False  # somebody outside waits, and does not know of the delay
    remind_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def label(self) -> str:
        return str(STANDS[self.stands][0])

    @property
    def tone(self) -> str:
        return STANDS[self.stands][1]

    @property
    def icon(self) -> str:
        return STANDS[self.stands][2]

    @property
    def still(self) -> str:
        """The word of what stands still beside that it will be late; "" where `label` says it."""
        is_said = self.state not in STILL or self.stands not in AT_RISK
        return "" if is_said else str(STANDS[self.state][0])

    @property
    def mark(self) -> str:
        """What the stylesheet colours the whole task by."""
        if self.stands in AT_RISK:
            return "risk"
        return "unclear" if self.is_unclear else ""

    @property
    def is_unclear(self) -> bool:
        """Asked for, and it is not known what for or by when."""
        return self.state == "requested" and (not self.purpose or self.due_at is None)

    @property
    def owner_family(self) -> str:
        return self.owner.split()[0] if self.owner else ""

    @property
    def late_words(self) -> str:
        """「36分」「3時間20分」「約2日」: how late it will be, or is."""
        return late_words(self.late_minutes)


def late_words(minutes: int) -> str:
    """A length of lateness: to the minute below a day, in days beyond."""
    if minutes >= DAY:
        return say("約%(n)s日") % {"n": round(minutes / DAY)}
    return length_words(minutes)


def work_words(minutes: int | None) -> str:
    """「2時間30分」 of work; 「未定」 where nobody has estimated it."""
    if minutes is None:
        return told("estimate", "未定")
    return length_words(minutes)


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of the board."""

    slug: str
    label: str
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a list can be narrowed by."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a page of tasks is narrowed by, and what there is to choose from."""

    whose: tuple[Choice, ...]
    clients: tuple[Choice, ...]
    states: tuple[Choice, ...] = ()
    origins: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """How the due times of finished tasks were held; each task counts once.

    In time; in time by a due time whose delay was told before; told at its due time or later; not told.
    """

    in_time: int
    told_in_time: int
    told_late: int
    untold: int

    @property
    def total(self) -> int:
        return self.in_time + self.told_in_time + self.told_late + self.untold


@dataclass(frozen=True, slots=True)
class TaskList:
    """A page of tasks. `older`: the query of the next page, "" when all are shown."""

    rows: tuple[TaskRow, ...]
    narrowed: Narrowed
    figures: TaskFigures
    older: str = ""


@dataclass(frozen=True, slots=True)
class TaskBoard:
    """The board. `is_cut`: there are more open tasks than it shows."""

    lanes: tuple[Lane, ...]
    narrowed: Narrowed
    by: str
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class DueWord:
    """A promise that falls due today, beside one's tasks."""

    what: str
    due_at: datetime
    client: ClientChip
    conversation_pk: int | None


@dataclass(frozen=True, slots=True)
class MyDay:
    """One's own day: what is at risk, what is due today, what comes; given words that fall due."""

    at_risk: tuple[TaskRow, ...]
    today: tuple[TaskRow, ...]
    coming: tuple[TaskRow, ...]
    still: tuple[TaskRow, ...]  # blocked, or waiting for the client
    requests: tuple[TaskRow, ...]  # of one's clients: not yet taken on, or nobody's any more
    promises: tuple[DueWord, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(
            (self.at_risk, self.today, self.coming, self.still, self.requests, self.promises)
        )


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of a checklist."""

    pk: int
    text: str
    is_ticked: bool
    who: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the provider."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class HappenedRow:
    """One event in words."""

    at: datetime
    words: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """One task on its own page. `may_act`: the reader is assigned to its client."""

    row: TaskRow
    approach: str
    scope: str
    estimate_minutes: int | None
    requested_at: datetime
    requested_by: str
    asked_in: str  # the words of the message that asks for it
    conversation_number: str
    conversation_subject: str
    is_in_room: bool  # where its client is asked, and reminded
    may_act: bool
    proposed_due: datetime | None = None
    delay: DelayRow | None = None  # that waits to be told
    told: tuple[DelayRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    parts: tuple[TaskRow, ...] = ()
    parent: TaskRow | None = None
    watchers: tuple[PersonRow, ...] = ()
    colleagues: tuple[PersonRow, ...] = ()
    history: tuple[HappenedRow, ...] = ()
    is_watching: bool = False

    @property
    def ticked_count(self) -> int:
        return sum(one.is_ticked for one in self.items)

    @property
    def remaining_words(self) -> str:
        return work_words(self.row.remaining_minutes)

    @property
    def estimate_words(self) -> str:
        return work_words(self.estimate_minutes)


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A task that comes again."""

    pk: int
    title: str
    client: ClientChip
    rule_words: str
    due_time: str
    owner: str
    next_day: date | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form of a task that was refused, by field; and why."""

    form: str = ""
    refusal: str = ""
    letter: str = ""  # a text for the other side that could not be drafted, to be copied
    values: dict[str, str] = field(default_factory=dict)
