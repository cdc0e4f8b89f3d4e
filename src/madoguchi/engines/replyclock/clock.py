"""One instance of a reply clock, as it is kept in a table."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from madoguchi.engines.replyclock.levels import Targets


class Outcome(StrEnum):
    """How an instance ended."""

    RUNNING = "running"
    ANSWERED = "answered"
    HELD = "held"
    NOT_NEEDED = "not_needed"
    CLOSED = "closed"
    PASSED = "passed"
    SUPERSEDED = "superseded"


ANSWERS = frozenset({Outcome.ANSWERED, Outcome.HELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A wait for our answer, from `since` to its end; all moments in UTC.

    `number` counts a conversation's instances from 1. `message_id` is the oldest unanswered
    message, None when a person passed the ball to us. `targets` are those of `policy_version`.
    `paused_seconds` are the business seconds of the pauses that have ended; `paused_since` is set
    while a running clock stands still. `met_at` is set by an answer or a holding reply only.
    """

    number: int
    policy_version: int
    targets: Targets
    message_id: int | None
    since: datetime
    due: datetime
    late: datetime
    limit: datetime
    paused_seconds: float = 0.0
    paused_since: datetime | None = None
    outcome: Outcome = Outcome.RUNNING
    stopped_at: datetime | None = None
    met_at: datetime | None = None

    @property
    def met(self) -> bool:
        """Whether an answer came by the due time; an answer exactly then did."""
        return self.met_at is not None and self.met_at <= self.due

    def read_at(self, now: datetime) -> datetime:
        """The moment at which the clock's hands stand at `now`: its stop or pause if earlier."""
        return min(moment for moment in (now, self.stopped_at, self.paused_since) if moment)

    def breached_at(self, now: datetime) -> datetime | None:
        """`due` when that passed while somebody waited, as known at `now`; else None.

        A clock that was closed, passed or superseded after its due time stays breached: ending it
        otherwise than by an answer does not rewrite what had happened. A message that needed no
        answer was never late.
        """
        if self.outcome is Outcome.NOT_NEEDED:
            return None
        return self.due if self.due < self.read_at(now) else None
