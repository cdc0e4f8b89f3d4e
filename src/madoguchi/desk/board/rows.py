"""What the board shows."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.board.sparks import Spark
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.platform.days import coming, length_words
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say
from madoguchi.desk.promises.rows import PromiseRow
from madoguchi.desk.tasks.rows import TaskRow

LOWEST = 85  # percent at which a rule's bar begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure over the board: its words, its line, and the page with the rows behind it.

    tone of the note: "", "ok", "warn" or "danger".
    """

    label: str
    value: str  # "94.1", or "－" for nothing counted
    unit: str = ""
    note: str = ""
    tone: str = ""
    href: str = ""
    spark: Spark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakingRow:
    """A conversation whose reply is due soon, or was."""

    pk: int
    client: ClientChip
    subject: str
    owner_id: int | None
    owner_name: str
    clock: ClockRow
    now: datetime
    is_held: bool
    schedule: str  # "scheduled", "held" or ""
    send_at: datetime | None
    writer_name: str  # who writes in the owner's place
    is_begun: bool  # somebody has typed an answer
    people: tuple[tuple[int, str], ...]  # to whom it can be given
    can_act: bool
    is_own: bool

    @property
    def state_words(self) -> str:
        """How far its answer is."""
        if self.is_held:
            return say("承認待ち")
        if self.schedule == "held":
            return say("送信を見合わせ中")
        if self.send_at is not None:
            return say("送信予約 %(at)s") % {"at": coming(self.send_at, self.now)}
        if self.writer_name:
            return say("%(name)sさんが下書き中") % {"name": self.writer_name}
        return say("下書き中") if self.is_begun else say("未着手")

    @property
    def act(self) -> str:
        """What is offered: "assign" to nobody's, "change" of an owner who is late, or "call" them."""
        if self.owner_id is None:
            return "assign"
        return "change" if self.is_own or self.clock.state in {"late", "hard"} else "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """A reply that waits for a director."""

    conversation_id: int
    client: ClientChip
    subject: str
    author_name: str
    asked_at: datetime
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """How well one rule was kept, and how that compares."""

    number: str
    title: str
    kept_percent: float | None
    before_percent: float | None
    tone: str  # of the stylesheet's bars: "", "warn" or "danger"
    query: str  # of the page of figures

    @property
    def width(self) -> str:
        """The bar from LOWEST to 100, in percent of its length."""
        kept = self.kept_percent if self.kept_percent is not None else LOWEST
        return f"{max(0.0, min(1.0, (kept - LOWEST) / (100 - LOWEST))):.0%}"

    @property
    def change(self) -> str:
        """「+0.2」「-1.1」「±0」 points; "" where there is nothing to compare."""
        if self.kept_percent is None or self.before_percent is None:
            return ""
        points = round(self.kept_percent - self.before_percent, 1)
        return f"{points:+.1f}" if points else "±0"


@dataclass(frozen=True, slots=True)
class Pressing:
    """Something that presses, and the page of its rows."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRow:
    """What lies with one operator now, and how long they typed at the replies that they sent today."""

    pk: int
    name: str
    clients: tuple[ClientChip, ...]
    balls: int
    overdue: int
    most: int  # the balls of whoever has most
    is_there: bool  # has a conversation open at this moment
    pressing: tuple[Pressing, ...]  # overdue, waiting for a director, promised until today, at risk
    written_query: str  # of the page of the replies that they sent today
    written: int = 0  # replies whose typing was seen
    written_seconds: int = 0
    written_middle: int = 0  # the median of one

    @property
    def initial(self) -> str:
        return self.name[:1]

    @property
    def written_words(self) -> str:
        """「今日の入力 35分（1通の中央値 4分）」; "" where none was seen."""
        if not self.written:
            return ""
        told = {
            "all": typing_words(self.written_seconds),
            "one": typing_words(self.written_middle),
        }
        return say("今日の入力 %(all)s（1通の中央値 %(one)s）") % told

    @property
    def width(self) -> str:
        """The bar, beside the longest."""
        return f"{self.balls / self.most:.0%}" if self.most else "0%"

    @property
    def tone(self) -> str:
        """Of the bar: something of theirs is overdue."""
        return "danger" if self.overdue else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The whole board at one moment."""

    tiles: tuple[Tile, ...]
    breaking: tuple[BreakingRow, ...]
    has_more_breaking: bool
    held: tuple[HeldRow, ...]
    held_count: int
    promises: tuple[PromiseRow, ...]
    promise_count: int
    promises_query: str  # of the ledger with all of them
    tasks: tuple[TaskRow, ...]
    task_count: int
    rules: tuple[RuleRow, ...]
    sent: int
    reasoned: int
    sent_query: str
    reasoned_query: str
    load: tuple[LoadRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindRow:
    """A conversation behind a figure: a wait that ended, or a ball that is ours."""

    pk: int
    client: ClientChip
    subject: str
    person_name: str  # the owner
    since: datetime | None = None
    ended_at: datetime | None = None
    due_at: datetime | None = None
    minutes: int | None = None  # of business time, to the answer
    is_met: bool = True
    outcome: str = ""  # in words
    message_pk: int | None = None  # a reply, with the seconds of typing that were seen at it
    written_seconds: int = 0

    @property
    def written_words(self) -> str:
        """「入力 4分07秒」."""
        minutes, seconds = divmod(self.written_seconds, 60)
        return say("入力 %(m)s分%(s)s秒") % {"m": minutes, "s": f"{seconds:02}"}


def typing_words(seconds: int) -> str:
    """「12分」「3時間12分」; never more than was counted."""
    return length_words(seconds // 60) if seconds >= 60 else say("1分未満")


@dataclass(frozen=True, slots=True)
class BehindPage:
    """Some of the rows, and the query of those that follow; "" at the end."""

    rows: tuple[BehindRow, ...]
    rest: str = ""
