"""A task as its owner's time sees it: what is left of it, by when, and whether it goes on."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

NEVER = datetime.max.replace(tzinfo=UTC)  # where tasks without a due time stand


class Standing(StrEnum):
    """Whether a task goes on: somebody can work on it, something stands in its way, the client has to
    answer first."""

    GOES_ON = "goes_on"
    BLOCKED = "blocked"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Work:
    """What is left of one task. `key` tells tasks of one due time apart (the older one has the smaller).

    `minutes` are of work, zero or more; None where nobody has estimated them. `due_at` is None where
    no due time was agreed.
    """

    key: int
    minutes: int | None
    due_at: datetime | None
    standing: Standing = Standing.GOES_ON

    @property
    def place(self) -> tuple[datetime, int]:
        """Where it stands among its owner's tasks: by due time, those without one last."""
        return (self.due_at or NEVER, self.key)

    @property
    def takes(self) -> int:
        """Minutes of its owner's time: none while it stands still or is not estimated."""
        return self.minutes or 0 if self.standing is Standing.GOES_ON else 0
