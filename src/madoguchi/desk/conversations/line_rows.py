"""One line of the list."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.conversations.clock_rows import ClockRow, Pill
from madoguchi.desk.platform.rows import ClientChip


class RowFace(NamedTuple):
    """What a line shows: equal lines are drawn once (the `part` of platform/templatetags/desk.py)."""

    pk: int
    mark: str  # what a selected line posts: its number, and what its reader has seen of it
    is_unread: bool
    is_picked: bool
    client: ClientChip
    clock: Pill
    subject: str
    customer_name: str
    snippet: str
    ball: str
    owner_name: str
    has_delivery_trouble: bool
    schedule: str
    until: datetime | None
    is_back: bool
    now: datetime | None  # only where `until` is told by it
    present_name: str  # somebody else who has it open now
    is_writing: bool
    channel: str
    promised_at: datetime | None
    is_promise_over: bool


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One line of the list. ball: us, them or none."""

    pk: int
    client: ClientChip
    subject: str
    customer_name: str
    snippet: str
    ball: str
    clock: ClockRow
    is_unread: bool = False
    owner_name: str = ""
    has_delivery_trouble: bool = False
    last_said: int = 0  # the newest message between the customer and us, as this line shows it
    schedule: str = ""  # "", scheduled or held: a reply that leaves later
    until: datetime | None = None  # when it leaves, or when a snoozed one comes back
    is_picked: bool = False  # still selected after a bulk act that was refused
    present_name: str = ""  # somebody else who has it open now; who writes comes first
    is_writing: bool = False
    channel: str = "mail"  # mail, room or direct
    promised_at: datetime | None = None  # where no clock runs: when our next promise falls due
    is_promise_over: bool = False
    # How it was drawn, by language, by the list that its link keeps, and whether it is the open one.
    drawn: dict[Hashable, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def face(self) -> RowFace:
        """What it shows, without the moment that nothing on it tells."""
        now = self.clock.now if self.until else None
        if now:  # only its day is told, and no zone's day begins within a quarter of an hour
            now = now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
        return RowFace(
            pk=self.pk,
            mark=f"{self.pk}-{self.last_said}",
            is_unread=self.is_unread,
            is_picked=self.is_picked,
            client=self.client,
            clock=self.clock.pill,
            subject=self.subject,
            customer_name=self.customer_name,
            snippet=self.snippet,
            ball=self.ball,
            owner_name=self.owner_name,
            has_delivery_trouble=self.has_delivery_trouble,
            schedule=self.schedule,
            until=self.until,
            is_back=self.until is not None and self.until <= self.clock.now,
            now=now,
            present_name=self.present_name,
            is_writing=self.is_writing,
            channel=self.channel,
            promised_at=self.promised_at,
            is_promise_over=self.is_promise_over,
        )
