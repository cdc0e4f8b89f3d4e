"""A reply that waits for a director, or was decided, as its card shows it."""

from dataclasses import dataclass, field
from datetime import datetime

from madoguchi.desk.conversations.composer_rows import DraftFileRow
from madoguchi.desk.guard.differences import Part
from madoguchi.desk.guard.rows import FindingRow


@dataclass(frozen=True, slots=True)
class HeldTyped:
    """What a director had typed into the card when it was refused, and why."""

    refusal: str = ""
    body: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HeldReplyRow:
    """A reply that waits for a director, or what became of it. state: waiting, returned or taken."""

    pk: int
    author: str
    at: datetime
    text: str
    findings: tuple[FindingRow, ...]
    copied: tuple[str, ...] = ()  # addresses in Cc
    files: tuple[DraftFileRow, ...] = ()  # what leaves with it
    state: str = "waiting"
    can_decide: bool = False
    is_mine: bool = False
    in_training: bool = False  # its author is
    decided_by: str = ""
    decision_note: str = ""
    difference: tuple[Part, ...] = ()  # to the text that was returned before
    typed: HeldTyped = field(default_factory=HeldTyped)
    urgent_reason: str = ""  # why it cannot wait for a good moment, as its author says

    @property
    def is_changed(self) -> bool:
        """Whether the director had begun to change the text."""
        return bool(self.typed.body) and self.typed.body != self.text
