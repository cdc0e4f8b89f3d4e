"""What the pages of search are given: frozen rows, texts in pieces of which some are marked."""

from dataclasses import dataclass
from datetime import date, datetime

from madoguchi.desk.platform.rows import ClientChip


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, marked when it is what was asked for."""

    text: str
    is_hit: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class HitRow:
    """A conversation with the newest of its messages that was found. kind: that message's, "" by number."""

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
    author: str = ""
    message_pk: int | None = None
    others: int = 0  # more messages of it, found on the same page

    @property
    def anchor(self) -> str:
        """The place of the message in its conversation."""
        return f"#message-{self.message_pk}" if self.message_pk else ""

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
    """What was asked and what was found; more_query leads to what is older."""

    text: str
    filters: Filters
    is_asked: bool = False
    hits: tuple[HitRow, ...] = ()
    messages: int = 0  # found on this page
    more_query: str = ""
    customers: tuple[CustomerHit, ...] = ()
    is_continued: bool = False  # not the first page
    is_narrowed: bool = False  # by a filter


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
