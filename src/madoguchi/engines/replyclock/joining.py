"""Messages that change their conversation: two become one, or one becomes two."""

from dataclasses import replace

from madoguchi.engines.replyclock.clock import Outcome
from madoguchi.engines.replyclock.happenings import Ball, Merged, MessagesJoined, MessagesParted
from madoguchi.engines.replyclock.state import State, stopped, with_waiting, without

_WEIGHT = {Ball.NOBODY: 0, Ball.THEM: 1, Ball.US: 2}


def join(state: State, happening: MessagesJoined) -> State:
    """The clock runs from the oldest that waits on either side.

    The ball is ours when it was on either side; what is open on either side is open. When the clock
    begins with a message that joined, the time in which this conversation was away is no pause of it.
    """
    if happening.rest is Ball.NOBODY and not happening.waiting:
        return state
    rest = max(state.rest, happening.rest, key=_WEIGHT.__getitem__)
    state = replace(state, rest=rest, set_aside=None)
    waiting = (*state.waiting, *happening.waiting)
    if happening.waiting and min(waiting, key=lambda one: one.at) in happening.waiting:
        lasting = tuple(pause for pause in state.pauses if pause.pause_id is not None)
        state = replace(state, pauses=lasting)
    return with_waiting(state, waiting)


def part(state: State, happening: MessagesParted) -> State:
    """The clock moves to the oldest that stays and waits."""
    return without(state, happening.message_ids, at=happening.at, outcome=Outcome.SUPERSEDED)


def leave(state: State, happening: Merged) -> State:
    """Nothing is left here: the clock ends, and the ball is nobody's."""
    ended = stopped(state, happening.at, Outcome.SUPERSEDED)
    return replace(ended, waiting=(), rest=Ball.NOBODY, set_aside=None)
