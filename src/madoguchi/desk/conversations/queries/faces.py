"""Reply clocks as pages show them."""

from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import clock_columns
from madoguchi.desk.conversations.clock_columns import COLUMNS, Stored
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.engines import replyclock
from madoguchi.engines.businesstime import is_open, next_opening
from madoguchi.engines.replyclock import Clock, Policy

NEWEST = f"""select {COLUMNS}, p.id, p.calendar::text, p.due_minutes, p.late_minutes, p.limit_minutes
from conversations_replyclock k join clients_replypolicy p on p.id = k.policy_id
where k.conversation_id = %(of)s::bigint order by k.position desc limit 1"""  # noqa: S608 -- our own words, no input


def newest_clock(conversation: Conversation) -> tuple[Clock, Policy] | None:
    """With the policy that it runs by; None where none ever ran."""
    row = prepared.row_of(NEWEST, {"of": conversation.pk})
    if not row:
        return None
    columns, of_policy = row[: len(Stored._fields)], row[len(Stored._fields) :]
    policy = policies.parsed_row(*of_policy)
    return clock_columns.clock_of(Stored(*columns), policy.targets), policy


def targets(policy: Policy, *, now: datetime) -> ClockRow:
    """A clock that does not run, for a client's targets alone."""
    return ClockRow(
        state="paused",
        now=now,
        due_minutes=policy.targets.due_minutes,
        late_minutes=policy.targets.late_minutes,
        limit_minutes=policy.targets.limit_minutes,
    )


def stopped(newest: Clock | None, *, is_closed: bool, now: datetime) -> ClockRow:
    """Nobody waits: the matter is done, or the ball is theirs."""
    late = newest is not None and newest.breached_at(now) is not None
    return ClockRow(state="done" if is_closed else "paused", now=now, is_met=not late)


def running(clock: Clock, policy: Policy, *, now: datetime) -> ClockRow:
    """A wait, counted in the client's business time."""
    aims, stands = clock.targets, not is_open(now, policy.calendar)
    face = replyclock.face(clock, now, policy.calendar)
    # A machine's clock that was set back has not come to the message yet: nothing is spent.
    spent = max(0, aims.due_minutes - face.minutes_left)
    return ClockRow(
        state=face.level.value,
        now=now,
        spent_minutes=spent if face.left_seconds else aims.due_minutes + face.minutes_over,
        due_minutes=aims.due_minutes,
        late_minutes=aims.late_minutes,
        limit_minutes=aims.limit_minutes,
        since_at=clock.since,
        due_at=clock.due,
        stands=stands,
        resumes_at=next_opening(now, policy.calendar) if stands else None,
    )


def clock_row(
    conversation: Conversation, newest: tuple[Clock, Policy] | None, *, now: datetime
) -> ClockRow:
    """The conversation's newest clock, None for one that never ran."""
    if newest is None or newest[0].stopped_at is not None:
        is_closed = conversation.state == Conversation.State.CLOSED
        return stopped(newest[0] if newest else None, is_closed=is_closed, now=now)
    return running(*newest, now=now)
