"""Expectation sheets over the wall: nobody elsewhere, and of the client's own people only what was proposed."""

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.walls import Side
from tests.desk.expectations.scene import drafted, proposed
from tests.desk.walls.tables import changed, sql

TABLES = ("sheet", "sheetfigure", "sheetmanner", "sheetgap", "signoff", "figurereading")


def seen(client: Client, side: Side) -> dict[str, int]:
    """How many rows of each table are in sight."""
    with walls.transaction([client.pk], side=side):
        return {
            table: int(sql(f"select count(*) from expectations_{table} where true")[0][0])
            for table in TABLES
        }


def test_a_draft_is_of_the_desk_alone(hikari: Client, dai: Person) -> None:
    drafted(hikari, dai)

    assert seen(hikari, Side.PROVIDER)["sheetfigure"] == 2
    assert set(seen(hikari, Side.CLIENT).values()) == {0}


def test_what_is_proposed_the_clients_own_people_read_and_nobody_elses(
    hikari: Client, tsubame: Client, dai: Person
) -> None:
    proposed(hikari, dai)

    assert seen(hikari, Side.CLIENT) == seen(hikari, Side.PROVIDER)
    assert set(seen(tsubame, Side.CLIENT).values()) == {0}
    assert set(seen(tsubame, Side.PROVIDER).values()) == {0}


def test_nobody_signs_over_the_wall_by_plain_sql(
    hikari: Client, tsubame: Client, dai: Person
) -> None:
    sheet = proposed(hikari, dai)

    with walls.transaction([tsubame.pk]):
        assert changed("update expectations_sheet set state = 'superseded' where true") == 0
        assert changed("delete from expectations_sheet where true") == 0
    with walls.transaction([hikari.pk], side=Side.CLIENT):
        assert changed("delete from expectations_sheet where id = %s", sheet.pk) == 0
