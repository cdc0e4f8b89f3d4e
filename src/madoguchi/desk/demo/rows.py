"""What the demo's mailbox shows: mail as the customers received it."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.rows import ClientChip


@dataclass(frozen=True, slots=True)
class CustomerItem:
    """A customer in the filter; query is "?customer=…" or "" for all."""

    name: str
    address: str
    query: str
    count: int
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class CustomerMailRow:
    """One mail that a customer received from a client's address."""

    pk: int
    at: datetime
    client: ClientChip | None
    sender: str  # the display name in the From header
    recipient_name: str
    recipient_address: str
    subject: str
    snippet: str
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class CustomerMail:
    """One of them opened, as the customer's mail program would show it."""

    row: CustomerMailRow
    sender_address: str
    text: str
    body: str = ""  # the answer being written, kept after a refusal
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class ClientAddress:
    client: ClientChip
    address: str


@dataclass(frozen=True, slots=True)
class NewMail:
    """The form of a new mail from a customer, kept after a refusal."""

    clients: tuple[ClientAddress, ...]
    name: str = ""
    address: str = ""
    to: str = ""
    subject: str = ""
    body: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class CustomersPage:
    """The mailbox: filter, list and, when one is opened, the mail beside it."""

    customers: tuple[CustomerItem, ...]
    mails: tuple[CustomerMailRow, ...]
    new: NewMail
    query: str = ""
    opened: CustomerMail | None = None
