"""How a clock ends, and whether it was met."""

import pytest

from madoguchi.engines.replyclock import Ball, Happening, Outcome, advance, changed_clocks
from tests.engines.replyclock.story import (
    NIGHT_AND_DAY,
    POLICY,
    after,
    answered,
    at,
    changed,
    closed,
    held,
    not_needed,
    passed,
    received,
    reopened,
    running,
)


def test_a_real_answer_stops_the_clock_and_passes_the_ball() -> None:
    state = after(received("11:00"), received("11:30", 2), answered("11:45"))
    (clock,) = state.clocks
    assert (clock.outcome, clock.stopped_at, clock.met_at) == (
        Outcome.ANSWERED,
        at("11:45"),
        at("11:45"),
    )
    assert state.ball is Ball.THEM


def test_a_holding_reply_stops_the_clock_and_keeps_the_ball() -> None:
    state = after(received("11:00"), held("11:45"))
    (clock,) = state.clocks
    assert (clock.outcome, clock.met_at) == (Outcome.HELD, at("11:45"))
    assert state.ball is Ball.US


def test_an_answer_exactly_at_the_due_time_meets_it() -> None:
    (clock,) = after(received("11:00"), answered("12:00")).clocks
    assert clock.met
    assert clock.breached_at(at("24T12:00")) is None


def test_an_answer_a_second_late_breaches_at_the_due_time() -> None:
    (clock,) = after(received("11:00"), answered("12:00:01")).clocks
    assert not clock.met
    assert clock.breached_at(at("24T12:00")) == at("12:00")


def test_a_running_clock_is_breached_once_its_due_time_has_passed() -> None:
    clock = running(received("11:00"))
    assert clock.breached_at(at("12:00")) is None
    assert clock.breached_at(at("12:01")) == at("12:00")
    assert not clock.met


def test_an_answer_in_the_night_before_the_due_time_meets_it() -> None:
    (clock,) = after(received("18:30"), answered("22T03:00")).clocks
    assert clock.met


@pytest.mark.parametrize(
    ("ending", "outcome"),
    [
        (closed("13:00"), Outcome.CLOSED),
        (passed("13:00", Ball.THEM), Outcome.PASSED),
        (changed("13:00", NIGHT_AND_DAY), Outcome.SUPERSEDED),
    ],
)
def test_ending_a_late_clock_without_an_answer_does_not_hide_the_breach(
    ending: Happening, outcome: Outcome
) -> None:
    clock = after(received("11:00"), ending).clocks[0]
    assert (clock.outcome, clock.met, clock.met_at) == (outcome, False, None)
    assert clock.breached_at(at("24T12:00")) == at("12:00")


def test_ending_a_clock_in_time_without_an_answer_is_no_breach() -> None:
    (clock,) = after(received("11:00"), closed("11:30")).clocks
    assert clock.breached_at(at("24T12:00")) is None


def test_a_message_that_needed_no_answer_was_never_late() -> None:
    (clock,) = after(received("11:00"), not_needed("13:00")).clocks
    assert clock.breached_at(at("24T12:00")) is None


def test_closing_while_the_customer_wrote_last_stops_the_clock() -> None:
    state = after(received("11:00"), closed("11:30"))
    assert state.running is None
    assert state.ball is Ball.NOBODY


def test_reopening_keeps_the_old_row_and_counts_the_closed_time_as_a_pause() -> None:
    before = after(received("11:00"), closed("11:30"))
    state = advance(before, reopened("14:00"))
    assert state.clocks[0] == before.clocks[0]
    assert state.running is not None
    assert (state.running.number, state.running.since) == (2, at("11:00"))
    assert (state.running.due, state.running.paused_seconds) == (at("14:30"), 9000)


def test_reopening_what_ended_with_our_answer_starts_no_clock() -> None:
    state = after(received("11:00"), answered("11:20"), closed("11:30"), reopened("14:00"))
    assert state.running is None
    assert len(state.clocks) == 1


def test_reopening_what_is_open_changes_nothing() -> None:
    state = after(received("11:00"), passed("11:10", Ball.THEM))
    assert advance(state, reopened("11:20")) is state


def test_closing_twice_still_lets_the_message_wait_again() -> None:
    state = after(received("11:00"), closed("11:30"), closed("11:40"), reopened("12:30"))
    assert state.running is not None
    assert state.running.due == at("13:00")


def test_a_message_excused_after_the_closing_does_not_wait_again() -> None:
    state = after(
        received("11:00"),
        received("11:05", 2),
        closed("11:30"),
        not_needed("11:40"),
        reopened("12:30"),
    )
    assert state.running is not None
    assert state.running.message_id == 2
    state = after(received("11:00"), closed("11:30"), not_needed("11:40"), reopened("12:30"))
    assert state.running is None


def test_a_ball_passed_away_and_back_does_not_restart_the_clock() -> None:
    state = after(received("11:00"), passed("11:30", Ball.THEM), passed("12:30", Ball.US))
    assert state.running is not None
    assert (state.running.since, state.running.due) == (at("11:00"), at("13:00"))


def test_a_ball_passed_on_while_nothing_waits_only_moves() -> None:
    state = after(received("11:00"), answered("11:30"), passed("12:00", Ball.NOBODY))
    assert state.ball is Ball.NOBODY
    assert len(state.clocks) == 1


def test_what_was_passed_away_before_the_closing_is_settled() -> None:
    state = after(received("11:00"), passed("11:30", Ball.THEM), closed("12:00"), reopened("12:30"))
    assert state.running is None


def test_an_answer_stamped_before_its_message_ends_the_clock_where_it_began() -> None:
    (clock,) = after(received("11:00:01"), answered("11:00:00")).clocks
    assert clock.stopped_at == clock.met_at == clock.since


def test_an_answer_without_a_wait_leaves_no_row() -> None:
    assert after(answered("11:00")).clocks == ()


def test_a_policy_change_supersedes_the_running_row_from_the_same_start() -> None:
    old, new = after(received("11:00"), changed("11:20", NIGHT_AND_DAY)).clocks
    assert (old.outcome, old.stopped_at, old.due) == (
        Outcome.SUPERSEDED,
        at("11:20"),
        at("12:00"),
    )
    assert (new.policy_version, new.since, new.due) == (2, at("11:00"), at("11:30"))


def test_a_policy_change_while_nothing_waits_holds_for_the_next_message() -> None:
    state = after(changed("10:00", NIGHT_AND_DAY), received("11:00"))
    assert [clock.policy_version for clock in state.clocks] == [2]


def test_the_same_policy_again_is_no_change() -> None:
    before = after(received("11:00"))
    assert advance(before, changed("11:20", POLICY)) is before


def test_a_step_names_the_rows_to_write() -> None:
    before = after(received("11:00"), answered("11:20"), received("11:30", 2))
    after_change = advance(before, changed("11:40", NIGHT_AND_DAY))
    assert [clock.number for clock in changed_clocks(before, after_change)] == [2, 3]
    assert changed_clocks(before, before) == ()
