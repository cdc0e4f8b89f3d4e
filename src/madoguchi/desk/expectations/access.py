"""The doors of expectation sheets."""

from typing import TypeVar

from django.http import Http404

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.expectations.models import Sheet, SheetFigure, SheetGap
from madoguchi.desk.platform.rows import ClientChip

Row = TypeVar("Row", Sheet, SheetFigure, SheetGap)


def client_for(client_id: int, sight: Sight) -> ClientChip:
    """The client, for whoever has it in sight; 404 otherwise."""
    chip = next((one for one in sight.clients if one.pk == client_id), None)
    if chip is None:
        raise Http404
    return chip


def sheet_for(pk: int, sight: Sight) -> Sheet:
    """The version of a client in sight; 404 otherwise."""
    return _found(Sheet.objects.filter(pk=pk, client_id__in=sight.client_ids).first())


def figure_for(pk: int, sight: Sight) -> SheetFigure:
    """The figure of a client in sight, with its sheet; 404 otherwise."""
    figures = SheetFigure.objects.select_related("sheet")
    return _found(figures.filter(pk=pk, client_id__in=sight.client_ids).first())


def gap_for(pk: int, sight: Sight) -> SheetGap:
    """The open point of a client in sight, with its sheet; 404 otherwise."""
    gaps = SheetGap.objects.select_related("sheet")
    return _found(gaps.filter(pk=pk, client_id__in=sight.client_ids).first())


def _found(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
