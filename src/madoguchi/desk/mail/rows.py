"""What the quarantine's pages show: mail that no conversation could be made of."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.rows import ClientChip


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """One mail that waits for a person. kind: unreadable or unknown_client."""

    pk: int
    received_at: datetime
    kind: str
    sender: str
    recipient: str
    subject: str  # as far as it can be read, may be ""
    reason: str  # why it lies here, in one sentence
    size: int  # bytes

    @property
    def kind_label(self) -> str:
        return "読めません" if self.kind == "unreadable" else "委託元が不明"


@dataclass(frozen=True, slots=True)
class HeaderRow:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class QuarantineMail:
    """One of them opened: its headers, the beginning of its raw text, what can be done."""

    row: QuarantineRow
    headers: tuple[HeaderRow, ...]
    excerpt: str
    is_cut: bool  # the excerpt is not the whole
    tries: int
    last_tried_at: datetime | None
    can_route: bool  # an admin chooses the client
    can_retry: bool = True  # somebody assigned to its client; nobody while the client is unknown
    clients: tuple[ClientChip, ...] = ()
    refusal: str = ""
