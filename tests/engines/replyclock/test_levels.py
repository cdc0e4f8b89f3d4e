"""Due, late and limit."""

import pytest

from madoguchi.engines.businesstime import NoOpenTime
from madoguchi.engines.replyclock import BadTargets, Levels, Pause, Targets, levels
from tests.engines.businesstime.hours import ALWAYS, OFFICE
from tests.engines.replyclock.story import NEVER_AGAIN, at


def test_the_levels_are_one_three_and_six_business_hours_by_default() -> None:
    assert levels(since=at("16:30"), calendar=OFFICE, targets=Targets()) == Levels(
        due=at("17:30"), late=at("24T10:30"), limit=at("24T13:30")
    )


def test_a_desk_around_the_clock_counts_every_minute() -> None:
    assert levels(since=at("23:30"), calendar=ALWAYS, targets=Targets(30, 60, 90)) == Levels(
        due=at("21T00:00"), late=at("21T00:30"), limit=at("21T01:00")
    )


def test_a_pause_moves_only_the_levels_still_ahead_of_it() -> None:
    pause = Pause(1, at("12:30"), at("13:00"))
    assert levels(since=at("11:00"), calendar=OFFICE, targets=Targets(), pauses=[pause]) == Levels(
        due=at("12:00"), late=at("14:30"), limit=at("17:30")
    )


def test_a_pause_that_begins_exactly_when_due_does_not_move_the_due_time() -> None:
    pause = Pause(1, at("12:00"), at("13:00"))
    ahead = levels(since=at("11:00"), calendar=OFFICE, targets=Targets(), pauses=[pause])
    assert ahead.due == at("12:00")


@pytest.mark.parametrize("minutes", [(0, 180, 360), (60, 59, 360), (60, 180, 179), (-1, -1, -1)])
def test_targets_are_positive_and_in_order(minutes: tuple[int, int, int]) -> None:
    with pytest.raises(BadTargets, match="in the order due, late, limit"):
        Targets(*minutes)


def test_a_calendar_that_never_opens_again_has_no_levels() -> None:
    with pytest.raises(NoOpenTime):
        levels(since=at("11:00"), calendar=NEVER_AGAIN, targets=Targets())
