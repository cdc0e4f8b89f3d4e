"""Messages that change their conversation: the clock goes with them."""

import pytest

from madoguchi.engines.replyclock import Ball, Happening, Outcome, advance
from tests.engines.replyclock.story import (
    after,
    answered,
    at,
    closed,
    joined,
    merged,
    not_needed,
    parted,
    paused,
    received,
    reopened,
    running,
    waits,
)


def test_the_clock_runs_from_the_oldest_of_both() -> None:
    clock = running(received("11:00", 5), joined("11:20", waits("10:30", 1)))
    assert (clock.number, clock.message_id, clock.due) == (1, 1, at("11:30"))
    clock = running(received("11:00", 5), joined("11:20", waits("11:10", 1)))
    assert (clock.number, clock.message_id, clock.due) == (1, 5, at("12:00"))


def test_what_joins_an_answered_conversation_waits_there_with_its_own_time() -> None:
    state = after(received("11:00"), answered("11:10"), joined("11:40", waits("11:05", 2)))
    assert state.running is not None
    assert (state.running.number, state.running.due) == (2, at("12:05"))
    assert state.ball is Ball.US


def test_a_closed_conversation_is_opened_by_what_joins_it() -> None:
    state = after(received("11:00"), closed("11:10"), joined("11:40", waits("11:05", 2)))
    assert state.set_aside is None
    assert [one.message_id for one in state.waiting] == [2]


def test_the_time_in_which_it_was_away_is_no_pause_of_what_joins() -> None:
    away = (received("11:00", 5), closed("11:10"), reopened("13:10"))
    assert running(*away).due == at("14:00")
    assert running(*away, joined("13:20", waits("10:45", 1))).due == at("11:45")
    assert running(*away, joined("13:20", waits("11:05", 1))).due == at("14:00")


def test_a_pause_that_was_asked_for_holds_for_what_joins() -> None:
    clock = running(received("11:00", 5), paused("11:10"), joined("11:20", waits("10:45", 1)))
    assert clock.paused_since == at("11:10")


@pytest.mark.parametrize(
    ("here", "joins", "ball"),
    [
        ((), Ball.THEM, Ball.THEM),
        ((received("11:00"), answered("11:10")), Ball.US, Ball.US),
        ((received("11:00"), answered("11:10")), Ball.NOBODY, Ball.THEM),
        ((received("11:00"), closed("11:10"), reopened("11:20")), Ball.THEM, Ball.US),
        ((received("11:00"), answered("11:05"), closed("11:10")), Ball.THEM, Ball.THEM),
        ((received("11:00"), answered("11:05"), closed("11:10")), Ball.NOBODY, Ball.NOBODY),
    ],
)
def test_the_ball_is_ours_when_it_was_on_either_side(
    here: tuple[Happening, ...],
    joins: Ball,
    ball: Ball,
) -> None:
    assert after(*here, joined("11:40", rest=joins)).ball is ball


def test_what_parts_takes_its_wait_along_and_the_next_one_counts() -> None:
    state = after(received("11:00"), received("11:30", 2), parted("11:40", 1))
    assert [one.outcome for one in state.clocks] == [Outcome.SUPERSEDED, Outcome.RUNNING]
    assert state.running is not None
    assert (state.running.message_id, state.running.due) == (2, at("12:30"))


def test_when_nothing_is_left_that_waits_the_ball_is_theirs() -> None:
    state = after(received("11:00"), parted("11:40", 1))
    assert (state.running, state.ball) == (None, Ball.THEM)
    assert not state.clocks[0].met


def test_what_parts_from_a_closed_conversation_does_not_wait_after_reopening() -> None:
    state = after(received("11:00"), closed("11:10"), parted("11:40", 1))
    assert state.ball is Ball.NOBODY
    assert advance(state, reopened("12:00")).running is None


def test_a_merged_conversation_has_nothing_left() -> None:
    state = after(received("11:00"), received("11:05", 2), merged("12:30"))
    assert (state.waiting, state.running, state.ball) == ((), None, Ball.NOBODY)
    assert state.clocks[0].outcome is Outcome.SUPERSEDED
    assert state.clocks[0].breached_at(at("13:00")) == at("12:00")


def test_what_joined_is_excused_like_any_other() -> None:
    state = after(received("11:00"), answered("11:10"), joined("11:40", waits("11:05", 2)))
    assert advance(state, not_needed("11:50", 2)).ball is Ball.THEM
