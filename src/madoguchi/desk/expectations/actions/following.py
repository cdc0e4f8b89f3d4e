"""What goes on while a sheet holds: gaps are closed, and free figures are read."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from madoguchi.desk.expectations.actions.drafting import LARGEST
from madoguchi.desk.expectations.authority import refuse_unless_directs
from madoguchi.desk.expectations.events import FigureRead, GapClosed
from madoguchi.desk.expectations.models import FigureReading, SheetFigure, SheetGap
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal


class CannotCloseGap(Refusal):
    """この未決事項は、もう片付いています。"""


class CannotRead(Refusal):
    """この実績は記入できません。"""


class ComputedByItself(CannotRead):
    """この期待値の実績は、自動で測っています。"""


class NoNumber(CannotRead):
    """実績は、小数2桁までの数で書いてください。"""


@transaction.atomic
def close_gap(*, gap_id: int, person: Person, now: datetime) -> SheetGap:
    """What was open is settled: who says so and when is kept."""
    gap = SheetGap.objects.select_for_update(of=("self",)).select_related("sheet").get(pk=gap_id)
    refuse_unless_directs(person, gap.client_id, now)
    if gap.closed_at is not None:
        raise CannotCloseGap
    gap.closed_at, gap.closed_by = now, person
    gap.save(update_fields=["closed_at", "closed_by"])
    happened = GapClosed(
        client_id=gap.client_id, sheet_id=gap.sheet_id, version=gap.sheet.version, gap_id=gap.pk
    )
    events.record(happened, at=now, actor_id=person.pk)
    return gap


@transaction.atomic
def read_figure(
    *, figure_id: int, value: Decimal | None, person: Person, now: datetime
) -> FigureReading:
    """Write down what a free figure stands at now."""
    figure = SheetFigure.objects.get(pk=figure_id)
    refuse_unless_directs(person, figure.client_id, now)
    if figure.measure:
        raise ComputedByItself
    if value is None or not value.is_finite() or abs(value) > LARGEST:
        raise NoNumber
    reading = FigureReading.objects.create(
        client_id=figure.client_id, figure=figure, value=round(value, 2), at=now, person=person
    )
    happened = FigureRead(client_id=figure.client_id, figure_id=figure.pk, label=figure.label)
    events.record(happened, at=now, actor_id=person.pk)
    return reading
