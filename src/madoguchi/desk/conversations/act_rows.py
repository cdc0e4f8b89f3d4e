"""What can be done to a conversation beside answering it, and what was: rows for menus and cards."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.conversations.composer_rows import DraftFileRow

ACTS = ("snooze", "tag", "link", "merge", "split")


@dataclass(frozen=True, slots=True)
class TagRow:
    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class OtherRow:
    """Another conversation of the same client. state: open, closed or merged."""

    pk: int
    number: str
    subject: str
    customer_name: str
    state: str
    at: datetime
    is_same_customer: bool = True


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A line of the thread: what was merged into it; `draft` is what its reader had begun there."""

    pk: int
    number: str
    subject: str
    customer_name: str
    at: datetime
    who: str
    is_same_customer: bool = True
    draft: str = ""
    opens_day: bool = False  # the first of its day in the thread

    @property
    def side(self) -> str:
        return "merged"

    @property
    def is_line(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class ScheduledRow:
    """A reply that leaves later, or is held back. state: scheduled or held."""

    pk: int
    author: str
    text: str
    send_at: datetime
    state: str
    because: str = ""
    is_mine: bool = False
    closes: bool = False
    copied: tuple[str, ...] = ()  # addresses in Cc
    files: tuple[DraftFileRow, ...] = ()  # what leaves with it
    changed_by: str = ""  # in whose composer it is being changed
    is_changed_here: bool = False  # in the reader's own


@dataclass(frozen=True, slots=True)
class MomentRow:
    """A moment that is offered. name: due30, due10, today, opening, tomorrow or monday."""

    name: str
    at: datetime
    is_past_due: bool = False


@dataclass(frozen=True, slots=True)
class ActRow:
    """The card of one act, as it stands: also after a refusal, with all that was typed."""

    name: str
    refusal: str = ""
    typed: str = ""  # a tag, a number, a subject or a moment, by the act
    chosen: frozenset[int] = frozenset()  # messages that were ticked, or the conversation
    moments: tuple[MomentRow, ...] = ()
    find: str = ""  # by which the others were looked for; "" for the same customer's
    others: tuple[OtherRow, ...] = ()
    words: tuple[str, ...] = ()  # the client's tags that are not on it yet
    stranger: OtherRow | None = None  # a merge with another customer's, which wants a confirmation


@dataclass(frozen=True, slots=True)
class CallRow:
    """Somebody who can be called by a note."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around a thread: tags, links, merges, what leaves later, what can be taken back."""

    tags: tuple[TagRow, ...] = ()
    links: tuple[OtherRow, ...] = ()
    merges: tuple[MergeRow, ...] = ()
    scheduled: tuple[ScheduledRow, ...] = ()
    sending: tuple[MomentRow, ...] = ()  # offered for a reply that leaves later
    due_at: datetime | None = None  # when the reply is due; None when no clock runs
    people: tuple[CallRow, ...] = ()
    snoozed_until: datetime | None = None
    asked_client_at: datetime | None = None
