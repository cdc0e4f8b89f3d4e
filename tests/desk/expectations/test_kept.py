"""What the database itself keeps of a proposed sheet: its text, its hash, its signatures."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connections, transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.expectations.models import FigureReading, Sheet, SheetFigure, SheetGap, SignOff
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.expectations.scene import agreed, drafted, proposed
from tests.desk.walls.tables import sql

NOW = builders.NOW


def broken(client: Client, act: Callable[[], object]) -> str:
    """What the database says of it."""

    def checked() -> None:
        with transaction.atomic():
            act()
            connections["default"].check_constraints()

    with walls.transaction([client.pk]), pytest.raises(DatabaseError) as error:
        checked()
    return str(error.value)


@pytest.mark.parametrize(
    "act",
    [
        lambda sheet: Sheet.objects.filter(pk=sheet.pk).update(text="x"),
        lambda sheet: Sheet.objects.filter(pk=sheet.pk).update(review_on=date(2028, 1, 1)),
        lambda sheet: Sheet.objects.filter(pk=sheet.pk).update(state="draft"),
        lambda sheet: Sheet.objects.filter(pk=sheet.pk).update(state="in_force", agreed_at=NOW),
        lambda sheet: sql("delete from expectations_sheet where id = %s", sheet.pk),
        lambda sheet: SheetFigure.objects.filter(sheet=sheet).update(target=1),
        lambda sheet: SheetFigure.objects.filter(sheet=sheet).delete(),
        lambda sheet: SheetGap.objects.filter(sheet=sheet).update(what="x"),
        lambda sheet: SheetFigure.objects.create(
            client_id=sheet.client_id,
            sheet=sheet,
            position=9,
            label="x",
            comparison="at_least",
            target=1,
        ),
    ],
)
def test_the_database_keeps_a_proposed_text_as_it_is(
    hikari: Client, dai: Person, act: Callable[[Sheet], object]
) -> None:
    sheet = proposed(hikari, dai)

    assert broken(hikari, lambda: act(sheet))


def test_the_database_takes_no_signature_of_another_text(hikari: Client, dai: Person) -> None:
    sheet = proposed(hikari, dai)

    said = broken(
        hikari,
        lambda: SignOff.objects.create(
            client=hikari,
            sheet=sheet,
            side="us",
            name="x",
            person=dai,
            recorded_by=dai,
            at=NOW,
            text_hash="0" * 64,
        ),
    )

    assert "signed_is_what_was_proposed" in said


def test_the_database_takes_no_text_that_its_hash_does_not_name(
    hikari: Client, dai: Person
) -> None:
    sheet = drafted(hikari, dai)

    said = broken(
        hikari,
        lambda: Sheet.objects.filter(pk=sheet.pk).update(
            state="proposed",
            text="x",
            text_hash="0" * 64,
            proposed_at=NOW,
            proposed_by=dai,
        ),
    )

    assert "text_has_its_hash" in said


def test_a_signature_is_never_taken_back(hikari: Client, dai: Person) -> None:
    sheet = agreed(hikari, dai)

    assert "append-only" in broken(hikari, SignOff.objects.filter(sheet=sheet).delete)


def test_the_database_takes_no_reading_of_a_computed_figure(hikari: Client, dai: Person) -> None:
    sheet = agreed(hikari, dai)
    with walls.transaction([hikari.pk]):
        computed = SheetFigure.objects.get(sheet=sheet, position=0)

    said = broken(
        hikari,
        lambda: FigureReading.objects.create(
            client=hikari, figure=computed, value=1, at=NOW, person=dai
        ),
    )
    assert "only_a_free_figure_is_read" in said
