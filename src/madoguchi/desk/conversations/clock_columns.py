"""A clock of the engine as the columns of its row, and back."""

from typing import Any

from madoguchi.desk.conversations.models import Conversation, ReplyClock
from madoguchi.engines.replyclock import Clock, Outcome, Targets


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


def row_of(conversation: Conversation, clock: Clock) -> ReplyClock:
    """The row, not written yet."""
    return ReplyClock(
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
