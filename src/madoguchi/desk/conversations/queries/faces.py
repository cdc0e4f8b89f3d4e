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
    """The newest clock of each conversation by its id, in one query."""
    listed = list(conversations)
    newest = (
        ReplyClock.objects.filter(conversation__in=[one.pk for one in listed])
        .select_related("policy")
        .order_by("conversation_id", "-position")
        .distinct("conversation_id")
    )
    by_conversation = {row.conversation_id: row for row in newest}
    return {one.pk: _row(one, by_conversation.get(one.pk), now) for one in listed}


def targets(policy: ReplyPolicy, *, now: datetime) -> ClockRow:
    """A clock that does not run, for a client's targets alone."""
    return ClockRow(
        state="paused",
        now=now,
        due_minutes=policy.due_minutes,
        late_minutes=policy.late_minutes,
        limit_minutes=policy.limit_minutes,
    )


def _row(conversation: Conversation, newest: ReplyClock | None, now: datetime) -> ClockRow:
    if newest is None or newest.stopped_at is not None:
        closed = conversation.state == Conversation.State.CLOSED
        late = newest is not None and clocks.clock_of(newest).breached_at(now) is not None
        return ClockRow(state="done" if closed else "paused", now=now, is_met=not late)
    return _running(newest, now)


def _running(running: ReplyClock, now: datetime) -> ClockRow:
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
