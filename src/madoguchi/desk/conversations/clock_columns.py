"""A clock of the engine as the columns of its row."""

from typing import Any

from madoguchi.desk.conversations.models import Conversation, ReplyClock
from madoguchi.engines.replyclock import Clock


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
