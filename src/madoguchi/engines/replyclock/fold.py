"""The fold: from what happened to clocks, one step at a time.

Happenings are taken in the order in which they were recorded, so that replaying a conversation's
events gives the rows that were stored step by step.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import reduce
from typing import Literal, assert_never

from madoguchi.engines.replyclock import joining
from madoguchi.engines.replyclock.clock import Outcome
from madoguchi.engines.replyclock.happenings import (
    AnswerNotNeeded,
    Ball,
    BallPassed,
    Closed,
    Happening,
    HoldingReplySent,
    Merged,
    MessageReceived,
    MessagesJoined,
    MessagesParted,
    NoAnswerAdded,
    Paused,
    Policy,
    PolicyChanged,
    Reopened,
    ReplySent,
    Resumed,
    Waiting,
)
from madoguchi.engines.replyclock.pauses import Pause
from madoguchi.engines.replyclock.state import (
    SetAside,
    State,
    refreshed,
    stopped,
    with_waiting,
    without,
)


def replay(happenings: Iterable[Happening], *, policy: Policy) -> State:
    """The state after all of a conversation's happenings, begun under `policy`."""
    return reduce(advance, happenings, State(policy=policy))


def advance(state: State, happening: Happening) -> State:
    """The state after one more happening.

    Raises BadMoment and NoOpenTime of businesstime.
    """
    match happening:
        case MessageReceived():
            return _receive(state, happening)
        case ReplySent():
            return _answer(state, happening.at, Outcome.ANSWERED, rest=Ball.THEM)
        case HoldingReplySent():
            return _answer(state, happening.at, Outcome.HELD, rest=Ball.US)
        case NoAnswerAdded():
            return state
        case AnswerNotNeeded():
            return _excuse(state, happening)
        case Closed():
            return _close(state, happening.at)
        case Reopened():
            return _reopen(state, happening.at)
        case BallPassed():
            return _pass(state, happening)
        case Paused():
            return _pause(state, happening)
        case Resumed():
            return _resume(state, happening)
        case PolicyChanged():
            return _change_policy(state, happening)
        case MessagesJoined():
            return joining.join(state, happening)
        case MessagesParted():
            return joining.part(state, happening)
        case Merged():
            return joining.leave(state, happening)
        case _:
            assert_never(happening)


def _receive(state: State, happening: MessageReceived) -> State:
    if any(one.message_id == happening.message_id for one in state.waiting):
        return state
    fresh = Waiting(happening.at, happening.message_id)
    return with_waiting(replace(state, set_aside=None), (*state.waiting, fresh))


def _answer(state: State, at: datetime, outcome: Outcome, *, rest: Ball) -> State:
    ended = stopped(state, at, outcome)
    return replace(ended, waiting=(), rest=rest, set_aside=None)


def _excuse(state: State, happening: AnswerNotNeeded) -> State:
    """The clock moves to the next unanswered message when the oldest is the one that needs none."""
    return without(state, {happening.message_id}, at=happening.at, outcome=Outcome.NOT_NEEDED)


def _close(state: State, at: datetime) -> State:
    if state.waiting:
        return _put_aside(state, at, Outcome.CLOSED, rest=Ball.NOBODY)
    already = state.set_aside is not None and state.set_aside.by is Outcome.CLOSED
    return replace(state, rest=Ball.NOBODY, set_aside=state.set_aside if already else None)


def _reopen(state: State, at: datetime) -> State:
    """What was closed unanswered waits again; the time in which it was closed is a pause.

    The ball is ours in any case: who reopens a matter has something to do.
    """
    if state.set_aside is not None and state.set_aside.by is Outcome.CLOSED:
        state = _take_up(state, state.set_aside, at)
    return replace(state, rest=Ball.US) if state.ball is Ball.NOBODY else state


def _pass(state: State, happening: BallPassed) -> State:
    if happening.to is not Ball.US:
        return _pass_away(state, happening)
    if state.ball is Ball.US:
        return state
    if state.set_aside is not None and state.set_aside.waiting:
        return _take_up(state, state.set_aside, happening.at)
    return with_waiting(state, (Waiting(happening.at, None),))


def _pass_away(state: State, happening: BallPassed) -> State:
    if state.waiting:
        return _put_aside(state, happening.at, Outcome.PASSED, rest=happening.to)
    return replace(state, rest=happening.to)


def _put_aside(
    state: State, at: datetime, by: Literal[Outcome.CLOSED, Outcome.PASSED], *, rest: Ball
) -> State:
    ended = stopped(state, at, by)
    return replace(ended, waiting=(), rest=rest, set_aside=SetAside(at, by, state.waiting))


def _take_up(state: State, aside: SetAside, at: datetime) -> State:
    away = Pause(None, aside.at, max(aside.at, at))
    state = replace(state, set_aside=None, pauses=(*state.pauses, away))
    return with_waiting(state, aside.waiting)


def _pause(state: State, happening: Paused) -> State:
    if any(pause.pause_id == happening.pause_id for pause in state.pauses):
        return state
    pause = Pause(happening.pause_id, happening.at)
    return refreshed(replace(state, pauses=(*state.pauses, pause)))


def _resume(state: State, happening: Resumed) -> State:
    def ended(pause: Pause) -> Pause:
        if pause.pause_id != happening.pause_id or pause.until is not None:
            return pause
        return replace(pause, until=max(pause.since, happening.at))

    return refreshed(replace(state, pauses=tuple(ended(pause) for pause in state.pauses)))


def _change_policy(state: State, happening: PolicyChanged) -> State:
    """The running row ends as superseded; a new one counts from the same start."""
    if happening.policy == state.policy:
        return state
    ended = stopped(state, happening.at, Outcome.SUPERSEDED)
    return refreshed(replace(ended, policy=happening.policy))
