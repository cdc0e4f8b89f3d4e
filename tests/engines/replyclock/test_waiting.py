"""When a clock starts, and from which message."""

from typing import cast

import pytest

from madoguchi.engines.replyclock import (
    Ball,
    Happening,
    NoAnswer,
    NoAnswerAdded,
    Outcome,
    advance,
)
from tests.engines.replyclock.story import (
    after,
    answered,
    at,
    closed,
    held,
    not_needed,
    passed,
    received,
    running,
)


def test_nothing_runs_before_anything_happened() -> None:
    assert after().running is None
    assert after().ball is Ball.NOBODY


def test_a_message_starts_the_clock_and_brings_the_ball() -> None:
    clock = running(received("18:12"))
    assert (clock.number, clock.policy_version, clock.message_id) == (1, 1, 1)
    assert (clock.since, clock.due) == (at("18:12"), at("24T10:12"))
    assert after(received("18:12")).ball is Ball.US


def test_the_clock_runs_from_the_oldest_unanswered_message() -> None:
    state = after(received("11:00"), received("11:30", 2), received("11:40", 3))
    assert len(state.clocks) == 1
    assert running(received("11:00"), received("11:30", 2)).since == at("11:00")


def test_a_message_that_was_fetched_late_sets_the_running_clock_back() -> None:
    state = after(received("11:30", 2), received("11:00", 1))
    assert [(clock.number, clock.since, clock.message_id) for clock in state.clocks] == [
        (1, at("11:00"), 1)
    ]


def test_the_same_message_twice_is_one() -> None:
    once = after(received("11:00"))
    assert advance(once, received("11:05")) == once


@pytest.mark.parametrize("kind", list(NoAnswer))
def test_what_is_no_answer_never_touches_the_clock(kind: NoAnswer) -> None:
    before = after(received("11:00"))
    assert advance(before, NoAnswerAdded(at("11:10"), kind)) is before


def test_marking_the_oldest_moves_the_clock_to_the_next_message() -> None:
    state = after(received("11:00"), received("11:30", 2), not_needed("11:45"))
    first, second = state.clocks
    assert (first.outcome, first.stopped_at, first.met_at) == (
        Outcome.NOT_NEEDED,
        at("11:45"),
        None,
    )
    assert (second.number, second.since, second.message_id) == (2, at("11:30"), 2)


def test_marking_a_younger_message_leaves_the_clock_alone() -> None:
    state = after(received("11:00"), received("11:30", 2), not_needed("11:45", 2))
    assert state.clocks == after(received("11:00")).clocks
    assert after(received("11:00"), received("11:30", 2), not_needed("11:45", 2)).running


def test_marking_the_only_message_stops_the_clock_and_the_ball_is_theirs() -> None:
    thanked = (received("11:00"), answered("11:20"), received("11:30", 2), not_needed("11:31", 2))
    assert after(*thanked).running is None
    assert after(*thanked).ball is Ball.THEM
    assert after(received("11:00"), not_needed("11:01")).ball is Ball.THEM


def test_a_thank_you_for_a_holding_reply_leaves_the_ball_with_us() -> None:
    state = after(received("11:00"), held("11:20"), received("11:30", 2), not_needed("11:31", 2))
    assert state.running is None
    assert state.ball is Ball.US


def test_marking_an_unknown_message_changes_nothing() -> None:
    before = after(received("11:00"), answered("11:20"))
    assert advance(before, not_needed("11:30")) == before


def test_a_ball_passed_to_us_without_a_message_starts_a_clock() -> None:
    state = after(received("11:00"), answered("11:20"), passed("13:00", Ball.US))
    assert state.running is not None
    assert (state.running.since, state.running.message_id) == (at("13:00"), None)


def test_a_ball_that_is_with_us_already_cannot_be_passed_to_us() -> None:
    waiting = after(received("11:00"))
    promised = after(received("11:00"), held("11:20"))
    assert advance(waiting, passed("11:30", Ball.US)) is waiting
    assert advance(promised, passed("11:30", Ball.US)) is promised


def test_a_message_after_a_closing_starts_afresh() -> None:
    state = after(received("11:00"), closed("11:10"), received("24T11:00", 2))
    assert [clock.since for clock in state.clocks] == [at("11:00"), at("24T11:00")]


def test_a_happening_that_nobody_knows_is_a_bug_and_not_silence() -> None:
    with pytest.raises(AssertionError):
        advance(after(), cast("Happening", "something"))
