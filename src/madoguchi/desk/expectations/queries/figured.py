"""A sheet's quantitative rows, with what is measured or was read of each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from madoguchi.desk.expectations.figures import Key
from madoguchi.desk.expectations.measures import MEASURES
from madoguchi.desk.expectations.models import FigureReading, Sheet, SheetFigure
from madoguchi.desk.expectations.queries.measured import measured
from madoguchi.desk.expectations.rows import FigureRow, Measured
from madoguchi.desk.expectations.windows import Window

Free = tuple[int, str, str]  # the client, the words and the unit of a figure that nobody computes


def figures_of(sheet: Sheet, window: Window) -> tuple[FigureRow, ...]:
    """All of them, measured in the window; a known number of queries."""
    figures = kept_figures(sheet)
    return told_figures(figures, measured(window, computed(figures)), window)


def kept_figures(sheet: Sheet) -> list[SheetFigure]:
    """As they were written, in their order."""
    return list(SheetFigure.objects.filter(sheet=sheet).order_by("position", "pk"))


def computed(figures: Iterable[SheetFigure]) -> list[Key]:
    """What is to be measured for them."""
    return [(one.measure, one.within) for one in figures if one.measure]


def told_figures(
    figures: Sequence[SheetFigure], stands: Mapping[Key, Measured], window: Window
) -> tuple[FigureRow, ...]:
    """The rows, with what their measures stand at, and what was read last of the free ones."""
    readings = _readings([one for one in figures if not one.measure], window.before)
    return tuple(
        _figure(one, stands[one.measure, one.within] if one.measure else None, readings)
        for one in figures
    )


def _figure(
    figure: SheetFigure, now: Measured | None, readings: Mapping[Free, FigureReading]
) -> FigureRow:
    reading = None if figure.measure else readings.get(_free(figure))
    measure = MEASURES.get(figure.measure)
    return FigureRow(
        pk=figure.pk,
        label=figure.label,
        measure=figure.measure,
        within=figure.within,
        comparison=figure.comparison,
        target=figure.target,
        unit=figure.unit,
        by_on=figure.by_on,
        about=measure.about_of(figure.within) if measure else "",
        now=Measured(reading.value, is_share=False) if reading else now,
        at=reading.at if reading else None,
    )


def _readings(figures: list[SheetFigure], until: datetime) -> dict[Free, FigureReading]:
    """The newest of each, in whichever version it was read: an expectation that did not change keeps it."""
    if not figures:
        return {}
    wanted = {_free(one) for one in figures}
    newest = FigureReading.objects.filter(
        client_id__in={one.client_id for one in figures},
        figure__label__in={one.label for one in figures},
        figure__measure="",
        at__lte=until,
    )
    same = ("client_id", "figure__label", "figure__unit")
    newest = newest.order_by(*same, "-at", "-pk").distinct(*same).select_related("figure")
    return {_free(one.figure): one for one in newest if _free(one.figure) in wanted}


def _free(figure: SheetFigure) -> Free:
    return figure.client_id, figure.label, figure.unit
