"""What a free figure stood at, as it was read over time."""

from madoguchi.desk.expectations.models import FigureReading, SheetFigure
from madoguchi.desk.expectations.rows import ReadingRow, plain
from madoguchi.desk.platform.words import say

SHOWN = 100


def readings_of(figure: SheetFigure) -> tuple[ReadingRow, ...]:
    """The newest first, with those of the same expectation in other versions; in one query."""
    same = FigureReading.objects.filter(
        client_id=figure.client_id, figure__label=figure.label, figure__measure=""
    )
    found = same.select_related("figure__sheet", "person").order_by("-at", "-pk")[:SHOWN]
    return tuple(
        ReadingRow(
            words=f"{plain(one.value)}{say(one.figure.unit)}",
            at=one.at,
            who=one.person.name,
            version=one.figure.sheet.version,
        )
        for one in found
    )
