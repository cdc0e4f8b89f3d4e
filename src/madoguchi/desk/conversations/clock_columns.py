"""A clock of the engine as the columns of its row, and back."""

from datetime import datetime
from typing import Any, NamedTuple

from madoguchi.desk.conversations.models import Conversation, ReplyClock
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.engines.replyclock import Clock, Outcome, Targets

# What may change of a row while the clock runs and ends.
CHANGING = (
    "policy",
    "message",
    "since",
    "due_at",
    "late_at",
    "limit_at",
    "paused_seconds",
    "paused_since",
    "met_at",
    "stopped_at",
    "outcome",
)


class Stored(NamedTuple):
    """A row of a clock, as COLUMNS name it."""

    pk: int
    position: int
    policy_id: int
    message_id: int | None
    since: datetime
    due_at: datetime
    late_at: datetime
    limit_at: datetime
    paused_seconds: float
    paused_since: datetime | None
    met_at: datetime | None
    stopped_at: datetime | None
    outcome: str


COLUMNS = ", ".join(["k.id", *(f"k.{name}" for name in Stored._fields[1:])])
STORED = f"""select {COLUMNS} from conversations_replyclock k
where k.conversation_id = %(of)s::bigint order by k.position"""  # noqa: S608 -- our own words, no input


def stored_of(conversation_id: int) -> list[Stored]:
    """The conversation's clocks as they are kept, the oldest first."""
    return [Stored(*row) for row in prepared.rows_of(STORED, {"of": conversation_id})]


def clock_of(row: Any, targets: Targets) -> Clock:
    """The clock as the engine knows it, of a ReplyClock or of any row that names its columns alike."""
    return Clock(
        number=row.position or 0,
        policy_version=row.policy_id,
        targets=targets,
        message_id=row.message_id,
        since=row.since,
        due=row.due_at,
        late=row.late_at,
        limit=row.limit_at,
        paused_seconds=row.paused_seconds,
        paused_since=row.paused_since,
        outcome=Outcome(row.outcome),
        stopped_at=row.stopped_at,
        met_at=row.met_at,
    )


def row_of(conversation: Conversation, clock: Clock, pk: int | None = None) -> ReplyClock:
    """The row, not written yet; with the number of the one that it takes the place of."""
    return ReplyClock(
        pk=pk,
        client_id=conversation.client_id,
        conversation=conversation,
        position=clock.number,
        **columns_of(clock),
    )


def columns_of(clock: Clock) -> dict[str, Any]:
    """What may change of the row while the clock runs and ends."""
    return {
        "policy_id": clock.policy_version,
        "message_id": clock.message_id,
        "since": clock.since,
        "due_at": clock.due,
        "late_at": clock.late,
        "limit_at": clock.limit,
        "paused_seconds": clock.paused_seconds,
        "paused_since": clock.paused_since,
        "met_at": clock.met_at,
        "stopped_at": clock.stopped_at,
        "outcome": clock.outcome.value,
    }
