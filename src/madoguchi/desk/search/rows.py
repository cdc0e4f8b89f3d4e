"""What the pages of search are given: frozen rows, texts in pieces of which some are marked."""

from dataclasses import dataclass
from datetime import date, datetime

from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import later


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, marked when it is what was asked for."""

    text: str
    is_hit: bool = False


Pieces = tuple[Piece, ...]
_KIND_WORDS = {"reply": later("こちらの返信"), "note": later("社内メモ")}
_RECEIVED = later("届いたもの")


@dataclass(frozen=True, slots=True)
class Beside:
    """Where else the words stand: a tag, a file's name, an address, a signature; `icon` says which."""

    icon: str
    text: Pieces


@dataclass(frozen=True, slots=True)
class HitRow:
    """A conversation with one of its messages that were found. kind: that message's, "" by number."""

    pk: int
    number: str
    client: ClientChip
    subject: Pieces
    customer_name: Pieces
    is_closed: bool
    owner_name: str
    at: datetime
    snippet: Pieces = ()
    kind: str = ""
    message_pk: int | None = None
    others: int = 0  # more messages of it, found on the same page
    beside: tuple[Beside, ...] = ()  # when nothing else of the row is marked

    @property
    def anchor(self) -> str:
        """The place of the message in its conversation."""
        return f"#message-{self.message_pk}" if self.message_pk else ""

    @property
    def kind_words(self) -> str:
        """What the icon says, for who does not see it."""
        return str(_KIND_WORDS.get(self.kind, _RECEIVED))

    @property
    def icon(self) -> str:
        return {"reply": "reply", "note": "lock", "notice": "info"}.get(self.kind, "mail")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """The form beside the box, as it stands."""

    clients: tuple[Choice, ...]
    states: tuple[Choice, ...]
    owners: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    tags: tuple[Choice, ...]
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CustomerHit:
    """A customer whose address begins as was typed."""

    pk: int
    client: ClientChip
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was asked and what was found; more_query leads to what is older.

    `looked_back_to` is None when more_query goes on behind the last hit; else nothing older than that
    was looked at yet.
    """

    text: str
    filters: Filters | None  # none for a part of the page
    is_asked: bool = False
    hits: tuple[HitRow, ...] = ()
    messages: int = 0  # found on this page
    more_query: str = ""
    looked_back_to: datetime | None = None
    customers: tuple[CustomerHit, ...] = ()
    is_continued: bool = False  # not the first page
    is_narrowed: bool = False  # by a filter
    is_cut: bool = False  # more was typed than was asked for


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A few hits for the palette, and where all of them are."""

    text: str
    hits: tuple[HitRow, ...]
    customers: tuple[CustomerHit, ...]
    all_query: str


@dataclass(frozen=True, slots=True)
class CardConversation:
    """One conversation on a customer's card."""

    pk: int
    number: str
    subject: str
    snippet: str
    opened_at: datetime
    is_closed: bool
    owner_name: str


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """A client's customer, and everything that we talked about with them."""

    pk: int
    client: ClientChip
    name: str
    address: str
    other_addresses: tuple[str, ...]
    first_contact_at: datetime
    conversation_count: int
    open_count: int
    file_count: int
    conversations: tuple[CardConversation, ...]
    more_query: str = ""
