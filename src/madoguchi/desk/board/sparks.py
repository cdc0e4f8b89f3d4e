"""A line of a few figures as the points of a small picture: 64 wide, 24 high."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, TOP, BOTTOM = 60.0, 3.0, 21.0


@dataclass(frozen=True, slots=True)
class Spark:
    """The line as SVG takes it; "" where nothing is drawn. `desc` says it in words."""

    points: str
    end_x: str
    end_y: str
    goal_y: str
    title: str
    desc: str


def spark(
    values: Sequence[float | None], *, title: str, desc: str, goal: float | None = None
) -> Spark | None:
    """The line through the values that are there, at their places; None for fewer than two of them.

    Higher is more. `goal` is a level drawn across; it stretches the scale as the values do.
    """
    places = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(places) < 2:
        return None
    first, last = places[0][0], places[-1][0]
    levels = [value for _, value in places] + ([] if goal is None else [goal])
    low, high = min(levels), max(levels)

    def x(place: int) -> str:
        return f"{WIDTH * (place - first) / (last - first):.1f}"

    def y(value: float) -> str:
        share = (value - low) / (high - low) if high > low else 0.5
        return f"{BOTTOM - share * (BOTTOM - TOP):.1f}"

    return Spark(
        points=" ".join(f"{x(place)},{y(value)}" for place, value in places),
        end_x=x(last),
        end_y=y(places[-1][1]),
        goal_y="" if goal is None else y(goal),
        title=title,
        desc=desc,
    )
