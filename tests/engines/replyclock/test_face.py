"""What a screen shows."""

import pytest

from madoguchi.engines.replyclock import Clock, FaceState, Level, face
from tests.engines.businesstime.hours import OFFICE
from tests.engines.replyclock.story import after, answered, at, paused, received, resumed, running

ELEVEN = running(received("11:00"))


@pytest.mark.parametrize(
    ("now", "level", "left", "over"),
    [
        ("11:00", Level.OK, 60, 0),
        ("11:45", Level.OK, 15, 0),
        ("11:45:01", Level.SOON, 14, 0),
        ("12:00", Level.SOON, 0, 0),
        ("12:00:01", Level.OVER, 0, 0),
        ("12:05", Level.OVER, 0, 5),
        ("14:00", Level.OVER, 0, 120),
        ("14:00:01", Level.LATE, 0, 120),
        ("17:00", Level.LATE, 0, 300),
        ("17:00:01", Level.HARD, 0, 300),
    ],
)
def test_the_level_follows_the_business_time(now: str, level: Level, left: int, over: int) -> None:
    shown = face(ELEVEN, at(now), OFFICE)
    assert (shown.state, shown.level) == (FaceState(level), level)
    assert (shown.minutes_left, shown.minutes_over) == (left, over)


def test_fractions_of_the_targets_go_from_nought_to_one() -> None:
    begun, half, over = (face(ELEVEN, at(now), OFFICE) for now in ("11:00", "11:30", "18:00"))
    assert (begun.due_used, begun.limit_used) == (0, 0)
    assert half.due_used == 0.5
    assert half.limit_used == pytest.approx(1 / 12)
    assert (over.due_used, over.limit_used) == (1, 1)


def test_a_moment_before_the_wait_uses_nothing() -> None:
    assert face(ELEVEN, at("10:30"), OFFICE).due_used == 0


def test_a_closed_desk_shows_a_pause_over_its_level() -> None:
    evening = running(received("18:30"))
    shown = face(evening, at("21T12:00"), OFFICE)
    assert (shown.state, shown.level, shown.minutes_left) == (FaceState.PAUSED, Level.OK, 30)
    shown = face(running(received("17:50")), at("22:00"), OFFICE)
    assert (shown.state, shown.level, shown.minutes_over) == (FaceState.PAUSED, Level.OVER, 10)


def test_a_standing_clock_shows_a_pause_and_does_not_go_on() -> None:
    standing = running(received("11:00"), paused("11:50"))
    assert face(standing, at("11:55"), OFFICE) == face(standing, at("17:00"), OFFICE)
    shown = face(standing, at("17:00"), OFFICE)
    assert (shown.state, shown.level, shown.minutes_left) == (FaceState.PAUSED, Level.SOON, 10)


def test_a_pause_uses_up_nothing_of_the_target() -> None:
    clock = running(received("11:00"), paused("11:30"), resumed("13:00"))
    shown = face(clock, at("13:15"), OFFICE)
    assert (shown.minutes_left, shown.due_used) == (15, 0.75)


@pytest.mark.parametrize("now", ["11:50", "24T12:00", "21T03:00"])
def test_a_stopped_clock_shows_the_moment_of_its_end_for_ever(now: str) -> None:
    clock: Clock = after(received("11:00"), answered("11:50")).clocks[0]
    shown = face(clock, at(now), OFFICE)
    assert (shown.state, shown.minutes_left) == (FaceState.SOON, 10)
