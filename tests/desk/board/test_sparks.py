"""The points of a line, by hand."""

import pytest

from madoguchi.desk.board.sparks import Spark, spark


def line(*values: float | None, goal: float | None = None) -> Spark | None:
    return spark(values, title="線", desc="説明", goal=goal)


@pytest.mark.parametrize("values", [(), (None, None), (1.0,), (None, 3.0, None)])
def test_fewer_than_two_values_are_no_line(values: tuple[float | None, ...]) -> None:
    assert line(*values) is None


def test_the_lowest_lies_below_and_the_highest_above() -> None:
    drawn = line(0, 50, 100)

    assert drawn is not None
    assert drawn.points == "0.0,21.0 30.0,12.0 60.0,3.0"
    assert (drawn.end_x, drawn.end_y, drawn.goal_y) == ("60.0", "3.0", "")


def test_values_that_are_the_same_lie_in_the_middle() -> None:
    drawn = line(5, 5)

    assert drawn is not None
    assert drawn.points == "0.0,12.0 60.0,12.0"


def test_what_is_missing_is_passed_over_at_its_place() -> None:
    drawn = line(None, 0, None, 10, None)

    assert drawn is not None
    assert drawn.points == "0.0,21.0 60.0,3.0"


def test_the_goal_stretches_the_scale() -> None:
    drawn = line(90, 94, goal=95)

    assert drawn is not None
    assert drawn.goal_y == "3.0"
    assert drawn.end_y == "6.6"
