"""What the portal's pages show."""

from dataclasses import dataclass
from datetime import date, datetime

from madoguchi.desk.contacts.rows import ContactRow
from madoguchi.desk.expectations.rows import MonthRow, Months
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.portal.requested import FileRow
from madoguchi.desk.rooms.rows import ThreadRow
from madoguchi.desk.tasks.rows import TaskRow


@dataclass(frozen=True, slots=True)
class Watcher:
    """Somebody of the provider who can see the client's data."""

    name: str
    role: str  # 「ディレクター」「担当」; 「管理者」 for a look with a written reason
    seen_at: datetime | None  # when they last looked, to the minute
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """An admin's written reason, and the hour that it opened."""

    name: str
    reason: str
    since: datetime
    until: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class LookRow:
    """Somebody looked at something of the client's customers in that hour."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AccessPage:
    """Who can see our data, why, and when they looked."""

    watchers: tuple[Watcher, ...]
    reasons: tuple[ReasonRow, ...]
    looks: tuple[LookRow, ...]
    older: str = ""  # the place in the log from which its next page goes on


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of what is agreed: what it stands at, its target, and the address of its rows."""

    label: str
    value: str  # without its unit; "" while nothing counts yet
    unit: str
    note: str
    tone: str = ""  # ok, warn
    page: str = ""  # the name of the page of its rows, and the question to it
    query: str = ""


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day's replies: how many of those that count were in time."""

    day: date
    kept: int
    counted: int

    @property
    def share(self) -> float:
        return 100 * self.kept / self.counted


@dataclass(frozen=True, slots=True)
class Bar:
    """A day's column of the drawing, in its units."""

    row: DayRow
    x: float
    y: float
    width: float
    height: float
    is_low: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def above(self) -> float:
        """Where the number over a low column stands."""
        return self.y - 6

    @property
    def label(self) -> str:
        return f"{self.row.share:.1f}"


@dataclass(frozen=True, slots=True)
class Chart:
    """Replies in time, day by day. Lines: height, and the per cent that stands there."""

    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]
    kept: int
    counted: int
    goal: float | None = None  # per cent, as agreed; and its height
    goal_at: float | None = None


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One wait for an answer, without a word of it."""

    number: str  # MG-4127
    since: datetime
    took: str  # 「12分」, counted as the page's `about` says; "" while it goes on
    is_done: bool
    is_missed: bool


@dataclass(frozen=True, slots=True)
class RepliesPage:
    """The rows behind a figure; `after` goes on with older ones."""

    title: str
    about: str
    rows: tuple[ReplyRow, ...]
    missed_only: bool
    query: str  # without what narrows it
    after: str = ""
    month: MonthRow | None = None  # which it counted; None for one day's
    day: str = ""


@dataclass(frozen=True, slots=True)
class PromisePoint:
    """A given word. `what` is "" for one to a customer: what was said there is not shown here."""

    what: str
    number: str
    side: str
    by: str
    given_at: datetime | None
    due_at: datetime
    state: str
    state_words: str
    tone: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class PromisesPage:
    """Open ones between us, and what became of this month's."""

    open: tuple[PromisePoint, ...]
    settled: tuple[PromisePoint, ...]
    kept: int
    total: int
    count: int = 0  # of the open ones
    open_onward: str = ""  # the place from which each list goes on
    settled_onward: str = ""


@dataclass(frozen=True, slots=True)
class RequestForm:
    """What is typed about a request."""

    title: str = ""
    purpose: str = ""
    due_on: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Balls:
    """The newest threads that wait for the client's answer, and how many there are."""

    rows: tuple[ThreadRow, ...]
    count: int

    @property
    def others(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class Requests:
    """A part of what the client asked for; `onward` is the request after which it goes on, 0 at the end."""

    rows: tuple[TaskRow, ...]
    onward: int = 0
    count: int = 0  # of all; 0 where nobody asked


@dataclass(frozen=True, slots=True)
class Performance:
    """How the desk answered in a month, and what waits for the client: drawn anew for another month.

    `kept` of `total`: promises of ours that fell due in it.
    """

    months: Months
    tiles: tuple[Tile, ...]
    chart: Chart | None
    balls: Balls
    kept: int
    total: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page of the portal: empty where there is nothing of a kind yet."""

    client: ClientChip
    now: datetime
    performance: Performance
    requests: Requests
    files: tuple[FileRow, ...]
    promises: PromisesPage
    watchers: tuple[Watcher, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The client's own people; `may_change` for their owner. The rest is the form as it stands."""

    members: tuple[ContactRow, ...]
    may_change: bool
    own_pk: int | None  # the contact who looks at it
    refusal: str = ""
    name: str = ""
    email: str = ""
    department: str = ""
