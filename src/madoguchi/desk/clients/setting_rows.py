"""What the pages of a client's settings show."""

from dataclasses import dataclass
from datetime import date, datetime

from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a client's settings: the name of its URL pattern."""

    url: str
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class ClientHead:
    """What stands above every page of a client's settings."""

    client: ClientChip
    key: str
    tabs: tuple[Tab, ...]
    is_admin: bool  # may change what a contract says
    closed_at: datetime | None = None
    is_in_sight: bool = False  # what is behind the client's wall can be opened, too

    @property
    def here(self) -> str:
        """The name of the URL pattern of the page that is shown."""
        return next(tab.url for tab in self.tabs if tab.current)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One thing to do before the desk can answer for a new client. `url`: the name of its page."""

    label: str
    url: str
    about: str  # what is there, or what is missing
    is_done: bool
    is_of_client: bool = True  # the page is one of the client's own


@dataclass(frozen=True, slots=True)
class DayRow:
    """One of the next days as the clocks will count it."""

    day: date
    spans: tuple[str, ...]  # 「10:00–19:00」, cut at midnight
    minutes: int
    note: str = ""  # the holiday's or the closure's name

    @property
    def total(self) -> str:
        """「9時間」「7時間30分」."""
        hours, minutes = divmod(self.minutes, 60)
        if not minutes:
            return say("%(hours)d時間") % {"hours": hours}
        return say("%(hours)d時間%(minutes)d分") % {"hours": hours, "minutes": minutes}


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """Days off, with their name if they have one."""

    name: str
    first: date
    last: date
    is_past: bool


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """A day with hours of its own."""

    day: date
    hours: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class HoursView:
    """A client's hours and targets in force, and the days ahead. Minutes of business time."""

    version: int
    valid_from: datetime
    week: tuple[tuple[str, str], ...]  # 「月曜」, 「10:00–19:00」
    holidays: bool  # the country's holidays are days off
    due: int
    late: int
    limit: int
    closures: tuple[ClosureRow, ...]
    extra: tuple[ExtraRow, ...]
    days: tuple[DayRow, ...]
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class AddressRow:
    """A mail address of the client."""

    pk: int
    address: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class TermRow:
    """A word to avoid and the client's own."""

    pk: int
    avoided: str
    preferred: str
    note: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A pair of words that was learned; where each was said: numbers of a conversation and a message."""

    pk: int
    avoided: str
    preferred: str
    their_count: int
    our_count: int
    their_examples: tuple[tuple[int, int], ...]
    our_examples: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A phrase that is never written, or that every conversation (with this tag) must hold."""

    pk: int
    label: str
    phrase: str
    tag: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule of the rulebook, and how hard it is for this client ("": as the book says)."""

    slug: str
    number: str
    title: str
    meaning: str
    standard: str
    severity: str
    label: str


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """Somebody's work for the client. when: now, future or past."""

    pk: int
    person_name: str
    role_label: str
    takes_new: bool
    starts_at: datetime
    ends_at: datetime | None
    when: str
    in_training: bool = False
    can_train: bool = False


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What an import does with one line. act: add, change or same."""

    line: int
    act: str
    words: tuple[str, ...]

    @property
    def label(self) -> str:
        return {"add": say("追加"), "change": say("変更"), "same": say("変わりません")}[self.act]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of the page of changes."""

    pk: int
    at: datetime
    person_name: str
    client: ClientChip | None
    kind_label: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Changes as filtered, the newest first; `older` asks for those before."""

    rows: tuple[ChangeRow, ...]
    older: int | None = None
