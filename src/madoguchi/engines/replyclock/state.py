"""What a conversation's reply clock has to remember between two happenings."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from madoguchi.engines.replyclock.clock import ANSWERS, Clock, Outcome
from madoguchi.engines.replyclock.happenings import Ball, Policy, Waiting
from madoguchi.engines.replyclock.levels import levels
from madoguchi.engines.replyclock.pauses import Pause, cut, paused_seconds, paused_since


@dataclass(frozen=True, slots=True)
class SetAside:
    """What waited when the conversation was closed or the ball passed away unanswered."""

    at: datetime
    by: Literal[Outcome.CLOSED, Outcome.PASSED]
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Plain values only: kept as rows and built again from them.

    `waiting` is in order of time. `rest` is where the ball lies when nothing waits. `clocks` holds
    every instance so far, the running one last.
    """

    policy: Policy
    waiting: tuple[Waiting, ...] = ()
    rest: Ball = Ball.NOBODY
    set_aside: SetAside | None = None
    pauses: tuple[Pause, ...] = ()
    clocks: tuple[Clock, ...] = ()

    @property
    def ball(self) -> Ball:
        """Who must act next: we, as long as a message waits for an answer."""
        return Ball.US if self.waiting else self.rest

    @property
    def running(self) -> Clock | None:
        """The clock that runs or stands paused, or None."""
        last = self.clocks[-1] if self.clocks else None
        return last if last is not None and last.outcome is Outcome.RUNNING else None


def changed_clocks(before: State, after: State) -> tuple[Clock, ...]:
    """The rows to write for a step, to be matched with stored ones by their number."""
    known = {clock.number: clock for clock in before.clocks}
    return tuple(clock for clock in after.clocks if known.get(clock.number) != clock)


def with_waiting(state: State, waiting: Iterable[Waiting]) -> State:
    """The state with these waits, its clock running from the oldest of them.

    A running clock that has to begin elsewhere (a message that was fetched late is older) is set
    back; the caller has stopped it when nothing is left to wait for.
    """
    ordered = tuple(sorted(waiting, key=lambda one: (one.at, one.message_id or 0)))
    state = replace(state, waiting=ordered)
    if not ordered:
        return state
    running = state.running
    if running is None:
        return replace(state, clocks=(*state.clocks, _clock(state, len(state.clocks) + 1)))
    return _with_last(state, _clock(state, running.number))


def without(state: State, message_ids: Collection[int], *, at: datetime, outcome: Outcome) -> State:
    """The state in which these messages wait no longer, nor would if they were taken up again.

    A clock that ran from one of them ends with `outcome`; when nothing is left to wait for, the
    ball is the customer's.
    """
    aside = state.set_aside
    if aside is not None:
        kept = tuple(one for one in aside.waiting if one.message_id not in message_ids)
        state = replace(state, set_aside=replace(aside, waiting=kept))
    left = [one for one in state.waiting if one.message_id not in message_ids]
    if state.waiting and state.waiting[0].message_id in message_ids:
        state = stopped(state, at, outcome)
    if state.waiting and not left and state.rest is Ball.NOBODY:
        state = replace(state, rest=Ball.THEM)
    return with_waiting(state, left)


def refreshed(state: State) -> State:
    """The state with its running clock, if any, moved by the pauses that are known now."""
    return with_waiting(state, state.waiting)


def stopped(state: State, at: datetime, outcome: Outcome) -> State:
    """The state with its running clock, if any, ended at `at`; a lasting pause counts till then."""
    running = state.running
    if running is None:
        return state
    moment = max(at.astimezone(UTC), running.since)
    ended = _clock(replace(state, pauses=cut(state.pauses, until=moment)), running.number)
    met_at = moment if outcome in ANSWERS else None
    return _with_last(
        state,
        replace(ended, outcome=outcome, stopped_at=moment, met_at=met_at),
    )


def _clock(state: State, number: int) -> Clock:
    oldest, policy = state.waiting[0], state.policy
    since, standing = oldest.at.astimezone(UTC), paused_since(state.pauses)
    pauses = state.pauses if standing is None else cut(state.pauses, until=standing)
    ahead = levels(since=since, calendar=policy.calendar, targets=policy.targets, pauses=pauses)
    return Clock(
        number=number,
        policy_version=policy.version,
        targets=policy.targets,
        message_id=oldest.message_id,
        since=since,
        due=ahead.due,
        late=ahead.late,
        limit=ahead.limit,
        paused_seconds=paused_seconds(pauses, since=since, calendar=policy.calendar),
        paused_since=None if standing is None else max(since, standing.astimezone(UTC)),
    )


def _with_last(state: State, clock: Clock) -> State:
    return replace(state, clocks=(*state.clocks[:-1], clock))
