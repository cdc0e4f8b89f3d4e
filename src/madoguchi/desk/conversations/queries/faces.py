"""Reply clocks as pages show them."""

from collections.abc import Iterable
from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import ReplyPolicy
from madoguchi.desk.conversations import clocks
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.models import Conversation, ReplyClock
from madoguchi.engines import replyclock
from madoguchi.engines.businesstime import is_open


def clock_rows(conversations: Iterable[Conversation], *, now: datetime) -> dict[int, ClockRow]:
    """The clock of each conversation by its id, in one query."""
    listed = list(conversations)
    running = {
        row.conversation_id: row
        for row in ReplyClock.objects.filter(
            conversation__in=[one.pk for one in listed], stopped_at__isnull=True
        ).select_related("policy")
    }
    return {one.pk: _row(one, running.get(one.pk), now) for one in listed}


def targets(policy: ReplyPolicy, *, now: datetime) -> ClockRow:
    """A clock that does not run, for a client's targets alone."""
    return ClockRow(
        state="paused",
        now=now,
        due_minutes=policy.due_minutes,
        late_minutes=policy.late_minutes,
        limit_minutes=policy.limit_minutes,
    )


def _row(conversation: Conversation, running: ReplyClock | None, now: datetime) -> ClockRow:
    if running is None:
        closed = conversation.state == Conversation.State.CLOSED
        return ClockRow(state="done" if closed else "paused", now=now)
    policy = running.policy
    calendar = policies.parsed(policy).calendar
    face = replyclock.face(clocks.clock_of(running), now, calendar)
    spent = policy.due_minutes - face.minutes_left
    return ClockRow(
        state=face.level.value,
        now=now,
        spent_minutes=spent if face.left_seconds else policy.due_minutes + face.minutes_over,
        due_minutes=policy.due_minutes,
        late_minutes=policy.late_minutes,
        limit_minutes=policy.limit_minutes,
        since_at=running.since,
        due_at=running.due_at,
        stands=not is_open(now, calendar),
    )
