"""Reply clocks as pages show them."""

from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import ReplyPolicy
from madoguchi.desk.conversations import clocks
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.models import Conversation, ReplyClock
from madoguchi.engines import replyclock
from madoguchi.engines.businesstime import is_open
from madoguchi.engines.replyclock import Clock, Policy


def newest_clock(conversation: Conversation) -> ReplyClock | None:
    """With its policy."""
    own = ReplyClock.objects.filter(conversation=conversation).select_related("policy")
    return own.order_by("-position").first()


def targets(policy: ReplyPolicy, *, now: datetime) -> ClockRow:
    """A clock that does not run, for a client's targets alone."""
    return ClockRow(
        state="paused",
        now=now,
        due_minutes=policy.due_minutes,
        late_minutes=policy.late_minutes,
        limit_minutes=policy.limit_minutes,
    )


def stopped(newest: Clock | None, *, is_closed: bool, now: datetime) -> ClockRow:
    """Nobody waits: the matter is done, or the ball is theirs."""
    late = newest is not None and newest.breached_at(now) is not None
    return ClockRow(state="done" if is_closed else "paused", now=now, is_met=not late)


def running(clock: Clock, policy: Policy, *, now: datetime) -> ClockRow:
    """A wait, counted in the client's business time."""
    aims = clock.targets
    face = replyclock.face(clock, now, policy.calendar)
    spent = aims.due_minutes - face.minutes_left
    return ClockRow(
        state=face.level.value,
        now=now,
        spent_minutes=spent if face.left_seconds else aims.due_minutes + face.minutes_over,
        due_minutes=aims.due_minutes,
        late_minutes=aims.late_minutes,
        limit_minutes=aims.limit_minutes,
        since_at=clock.since,
        due_at=clock.due,
        stands=not is_open(now, policy.calendar),
    )


def clock_row(conversation: Conversation, newest: ReplyClock | None, *, now: datetime) -> ClockRow:
    """The conversation's newest clock, None for one that never ran."""
    clock = None if newest is None else clocks.clock_of(newest)
    if newest is None or clock is None or clock.stopped_at is not None:
        is_closed = conversation.state == Conversation.State.CLOSED
        return stopped(clock, is_closed=is_closed, now=now)
    return running(clock, policies.parsed(newest.policy), now=now)
