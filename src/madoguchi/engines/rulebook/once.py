"""Readings of a draft that several rules share are made once."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from madoguchi.engines.rulebook.analysis import Analysis

Reading = TypeVar("Reading")


def read_once(read: Callable[[Analysis], Reading]) -> Callable[[Analysis], Reading]:
    """The same reading, kept with the analysis: asked for again, it is not made again."""

    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def remembered(analysis: Analysis) -> Reading:
        readings: dict[str, Any] = analysis.readings
        if name not in readings:
            readings[name] = read(analysis)
        kept: Reading = readings[name]
        return kept

    return remembered
