"""What the page of scheduled replies is given: frozen rows, free of queries."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.rows import ClientChip


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A reply that leaves later, or is held back. state: scheduled or held."""

    pk: int
    conversation_pk: int
    client: ClientChip
    subject: str
    to_name: str
    author: str
    begins: str  # the beginning of its text, on one line
    send_at: datetime
    state: str
    because: str = ""
    changed_by: str = ""  # in whose composer it is being changed
    is_mine: bool = False
    is_mail: bool = True
    closes: bool = False
    can_act: bool = True  # False: an admin who reads with a written reason
    refusal: str = ""  # why what was asked for a moment ago was not done

    @property
    def can_send(self) -> bool:
        """Whether it can leave at once: by its author alone, and not over something new."""
        return self.is_mine and self.can_act and self.state == "scheduled" and not self.changed_by


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """Held ones first, then as they leave. whose: mine or all."""

    rows: tuple[PlannedRow, ...]
    whose: str
    now: datetime
    has_more: bool = False

    @property
    def held_count(self) -> int:
        return sum(one.state == "held" for one in self.rows)
