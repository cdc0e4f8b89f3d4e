"""What measures stand at as it is kept, and back: nothing is rounded on the way."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from madoguchi.desk.expectations.rows import Measured

Key = tuple[str, int | None]  # a measure, and its number of minutes or hours
Line = tuple[str, int | None, str | None, int, int, bool]


def listed(stands: Mapping[Key, Measured]) -> list[Line]:
    """A line each: the measure, its number, the exact value in digits, kept, counted, is it a share."""
    return [
        (*key, None if one.value is None else str(one.value), one.kept, one.counted, one.is_share)
        for key, one in stands.items()
    ]


def stands_of(lines: Iterable[Line]) -> dict[Key, Measured]:
    """The same, of such lines."""
    return {
        (measure, within): Measured(
            None if value is None else Decimal(value), kept, counted, is_share
        )
        for measure, within, value, kept, counted, is_share in lines
    }
