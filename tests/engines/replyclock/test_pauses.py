"""A clock that stands still."""

from madoguchi.engines.replyclock import Ball, advance
from tests.engines.replyclock.story import (
    NIGHT_AND_DAY,
    after,
    answered,
    at,
    changed,
    passed,
    paused,
    received,
    resumed,
    running,
)


def test_a_pause_moves_the_due_time_by_its_business_seconds() -> None:
    clock = running(received("18:30"), paused("18:40"), resumed("24T10:10"))
    assert clock.paused_seconds == 30 * 60
    assert clock.due == at("24T11:00")


def test_a_paused_clock_shows_since_when_it_stands() -> None:
    clock = running(received("11:00"), paused("11:20"))
    assert (clock.paused_since, clock.due) == (at("11:20"), at("12:00"))
    assert clock.breached_at(at("24T12:00")) is None


def test_a_clock_paused_after_its_due_time_stays_breached() -> None:
    clock = running(received("11:00"), paused("12:30"), resumed("14:00"))
    assert clock.breached_at(at("14:00")) == at("12:00")
    assert clock.late == at("15:30")


def test_pauses_that_overlap_count_once() -> None:
    clock = running(
        received("11:00"),
        paused("11:10"),
        paused("11:10", 2),
        resumed("11:20"),
        resumed("11:30", 2),
    )
    assert (clock.paused_seconds, clock.due) == (20 * 60, at("12:20"))


def test_pauses_apart_add_up() -> None:
    clock = running(
        received("11:00"),
        paused("11:10"),
        resumed("11:20"),
        paused("11:30", 2),
        resumed("11:45", 2),
    )
    assert (clock.paused_seconds, clock.due) == (25 * 60, at("12:25"))


def test_two_pauses_that_begin_in_the_same_minute_are_both_counted_to_the_second() -> None:
    clock = running(
        received("11:00"),
        paused("11:10:05"),
        resumed("11:10:25"),
        paused("11:10:40", 2),
        resumed("11:20:40", 2),
    )
    assert (clock.paused_seconds, clock.due) == (20 + 600, at("12:10:20"))


def test_a_pause_within_a_pause_adds_nothing() -> None:
    clock = running(
        received("11:00"),
        paused("11:10"),
        paused("11:20", 2),
        resumed("11:30", 2),
        resumed("11:40"),
    )
    assert (clock.paused_seconds, clock.due) == (30 * 60, at("12:30"))


def test_while_one_of_two_pauses_lasts_the_clock_stands_where_that_began() -> None:
    clock = running(received("11:00"), paused("11:10"), paused("11:20", 2), resumed("11:40"))
    assert (clock.paused_since, clock.paused_seconds) == (at("11:20"), 10 * 60)
    assert clock.due == at("12:10")


def test_a_pause_from_before_the_message_counts_from_the_message() -> None:
    clock = running(paused("10:00"), received("11:00"))
    assert clock.paused_since == at("11:00")
    clock = running(paused("10:00"), received("11:00"), resumed("11:30"))
    assert (clock.paused_seconds, clock.due) == (30 * 60, at("12:30"))


def test_a_pause_that_ended_before_the_message_is_nothing_to_it() -> None:
    clock = running(paused("10:00"), resumed("10:30"), received("11:00"))
    assert (clock.paused_seconds, clock.due) == (0, at("12:00"))


def test_an_answer_during_a_pause_counts_the_pause_until_then() -> None:
    (clock,) = after(received("11:00"), paused("11:30"), answered("13:00")).clocks
    assert (clock.paused_seconds, clock.due, clock.paused_since) == (90 * 60, at("13:30"), None)
    assert clock.met


def test_a_pause_that_begins_after_the_answer_is_nothing_to_the_clock() -> None:
    before = after(received("11:00"), answered("11:30"))
    assert advance(before, paused("11:40")).clocks == before.clocks


def test_a_pause_known_after_a_stamp_that_lies_before_it_is_left_out() -> None:
    (clock,) = after(received("11:00"), paused("11:30"), answered("11:29")).clocks
    assert clock.paused_seconds == 0


def test_beginning_or_ending_a_pause_twice_changes_nothing() -> None:
    standing = after(received("11:00"), paused("11:10"))
    assert advance(standing, paused("11:15")) == standing
    going = advance(standing, resumed("11:20"))
    assert advance(going, resumed("11:50")) == going
    assert advance(going, resumed("11:50", 99)) == going


def test_a_pause_that_ends_before_it_began_is_empty() -> None:
    clock = running(received("11:00"), paused("11:10"), resumed("11:05"))
    assert (clock.paused_seconds, clock.due) == (0, at("12:00"))


def test_the_new_row_of_a_policy_change_keeps_the_pause() -> None:
    clock = running(
        received("11:00"), paused("11:10"), changed("11:15", NIGHT_AND_DAY), resumed("11:20")
    )
    assert (clock.paused_seconds, clock.due) == (10 * 60, at("11:40"))


def test_time_with_the_ball_elsewhere_and_a_pause_at_once_count_once() -> None:
    clock = running(
        received("11:00"),
        paused("11:10"),
        passed("11:20", Ball.THEM),
        resumed("11:30"),
        passed("11:40", Ball.US),
    )
    assert (clock.paused_seconds, clock.due) == (30 * 60, at("12:30"))
