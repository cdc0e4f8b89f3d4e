"""What the guard says about a draft: findings, and how much each one weighs."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How far a finding holds a message back; ordered from the lightest to the heaviest."""

    HINT = "hint"
    WARN = "warn"
    STOP = "stop"
    BLOCK = "block"

    @property
    def label(self) -> str:
        """The word that a person reads."""
        return {"hint": "ヒント", "warn": "注意", "stop": "停止", "block": "承認"}[self.value]

    @property
    def _weight(self) -> int:
        return _WEIGHTS[self.value]

    def __lt__(self, other: "Severity") -> bool:
        return self._weight < other._weight

    def __le__(self, other: "Severity") -> bool:
        return self._weight <= other._weight

    def __gt__(self, other: "Severity") -> bool:
        return self._weight > other._weight

    def __ge__(self, other: "Severity") -> bool:
        return self._weight >= other._weight


_WEIGHTS = {severity.value: weight for weight, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Finding:
    """One rule's word about a draft.

    `start` and `end` are code point offsets into the draft's text as given and `span` is the text
    between them; all three are None when the whole message is meant. `rewrite` can be put in the
    span's place as it stands; None where only the writer knows what belongs there.
    """

    rule: str
    number: str
    span: str | None
    start: int | None
    end: int | None
    severity: Severity
    reason: str
    rewrite: str | None
