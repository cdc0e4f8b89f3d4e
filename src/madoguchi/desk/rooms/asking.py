"""Which part of a room's threads an address asks for."""

from collections.abc import Mapping

from madoguchi.desk.platform.typed import number, place
from madoguchi.desk.rooms.queries.rooms import Part


def part_asked(given: Mapping[str, str]) -> Part:
    """The newest where it asks for none; what cannot be a place is none."""
    return Part(
        before=place(given.get("before", "")),
        shown=number(given.get("shown", "")) or 0,
        theirs="theirs" in given,
    )
