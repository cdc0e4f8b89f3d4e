"""Speech acts: what a stretch of a message does to its reader."""

from dataclasses import dataclass
from enum import Enum


class ActKind(Enum):
    """What is done by saying it."""

    ANSWERS = "answers"
    ASKS_YES_NO = "asks yes or no"
    ASKS_CHOICE = "asks to choose"
    ASKS_FACT = "asks for a fact"
    ASKS_OPEN = "asks open"
    REQUESTS = "requests"
    ASKS_TO_CONFIRM = "asks to confirm"
    ACCEPTS = "accepts"
    PUTS_OFF = "puts off"
    REPORTS = "reports"
    REPORTS_DELAY = "reports a delay"
    PROPOSES = "proposes"
    THANKS = "thanks"
    APOLOGISES = "apologises"
    GREETS = "greets"

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self in (
            ActKind.ASKS_YES_NO,
            ActKind.ASKS_CHOICE,
            ActKind.ASKS_FACT,
            ActKind.ASKS_OPEN,
        )


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its kind, its span in the analysed text, and the index of its sentence."""

    kind: ActKind
    start: int
    end: int
    sentence: int
