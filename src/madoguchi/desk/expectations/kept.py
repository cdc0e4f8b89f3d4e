"""A stored version as plain values, and plain values as its rows."""

from madoguchi.desk.expectations.contents import Contents, Figure, Gap, Manner
from madoguchi.desk.expectations.models import Sheet, SheetFigure, SheetGap, SheetManner


def contents_of(sheet: Sheet) -> Contents:
    """What the version says; three queries."""
    figures = SheetFigure.objects.filter(sheet=sheet).order_by("position", "pk")
    manners = SheetManner.objects.filter(sheet=sheet).order_by("position", "pk")
    gaps = SheetGap.objects.filter(sheet=sheet).order_by("position", "pk")
    return Contents(
        valid_from=sheet.valid_from,
        review_on=sheet.review_on,
        figures=tuple(
            Figure(
                label=one.label,
                measure=one.measure,
                within=one.within,
                comparison=one.comparison,
                target=one.target,
                unit=one.unit,
                by_on=one.by_on,
            )
            for one in figures
        ),
        manners=tuple(Manner(kind=one.kind, words=one.words) for one in manners),
        gaps=tuple(
            Gap(what=one.what, side=one.side, who=one.who, by_on=one.by_on)
            for one in gaps
            if one.closed_at is None
        ),
    )


def put(sheet: Sheet, contents: Contents) -> None:
    """Write these rows in place of the draft's own; the caller holds the sheet."""
    of_sheet = {"client_id": sheet.client_id, "sheet_id": sheet.pk}
    for table in (SheetFigure, SheetManner, SheetGap):
        table.objects.filter(sheet=sheet).delete()
    SheetFigure.objects.bulk_create(
        SheetFigure(
            **of_sheet,
            position=position,
            label=one.label,
            measure=one.measure,
            within=one.within,
            comparison=one.comparison,
            target=one.target,
            unit=one.unit,
            by_on=one.by_on,
        )
        for position, one in enumerate(contents.figures)
    )
    SheetManner.objects.bulk_create(
        SheetManner(**of_sheet, position=position, kind=one.kind, words=one.words)
        for position, one in enumerate(contents.manners)
    )
    SheetGap.objects.bulk_create(
        SheetGap(
            **of_sheet,
            position=position,
            what=one.what,
            side=one.side,
            who=one.who,
            by_on=one.by_on,
        )
        for position, one in enumerate(contents.gaps)
    )
