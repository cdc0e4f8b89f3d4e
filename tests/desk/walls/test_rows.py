"""Plain SQL in the application's role: whatever is asked, the wall answers first."""

import pytest
from django.db import DatabaseError, DataError, ProgrammingError, transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.platform import walls
from tests.desk.walls.belongings import Belongings
from tests.desk.walls.tables import APPEND_ONLY, WALLED, changed, rows_of, sql


def test_inside_of_the_wall_there_are_rows_to_be_seen(hikaris: Belongings) -> None:
    with walls.transaction([hikaris.client.pk]):
        seen = {table: _clients_seen(table) for table in WALLED}

    assert seen == {table: {hikaris.client.pk} for table in WALLED}


def test_or_true_shows_nobody_elses_rows(hikaris: Belongings, tsubames: Belongings) -> None:
    with walls.transaction([tsubames.client.pk]):
        seen = {
            table: _clients_seen(table, f"{column} = {hikaris.client.pk} or true")
            for table, column in WALLED.items()
        }

    assert seen == {table: {tsubames.client.pk} for table in WALLED}


def test_without_a_scope_a_transaction_sees_nothing(hikaris: Belongings) -> None:
    with transaction.atomic():
        seen = {table: _clients_seen(table, "true or id > 0") for table in WALLED}

    assert seen == {table: set() for table in WALLED}


def test_a_row_of_somebody_else_can_neither_be_changed_nor_removed(
    hikaris: Belongings, tsubame: Client
) -> None:
    mine = hikaris.client.pk
    with walls.transaction([mine], provider_wide=True):
        before = rows_of(hikaris.client)

    with walls.transaction([tsubame.pk]):
        touched = {
            table: (
                changed(f"update {table} set id = id where {column} = %s", mine),
                changed(f"delete from {table} where {column} = %s", mine),
            )
            for table, column in WALLED.items()
        }

    assert touched == dict.fromkeys(WALLED, (0, 0))
    with walls.transaction([mine], provider_wide=True):
        assert rows_of(hikaris.client) == before


@pytest.mark.parametrize("table", sorted(WALLED))
def test_a_row_cannot_be_put_into_somebody_elses_wall(
    table: str, hikari: Client, tsubame: Client
) -> None:
    with (
        walls.transaction([tsubame.pk]),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        sql(f"insert into {table} ({WALLED[table]}) values (%s)", hikari.pk)


def test_a_row_of_ones_own_cannot_be_pushed_over_the_wall(
    hikari: Client, tsubames: Belongings
) -> None:
    with walls.transaction([tsubames.client.pk]):
        refusals = {table: _refusal_to_push(table, to=hikari) for table in WALLED}

    assert refusals == {
        table: "append-only" if table in APPEND_ONLY else "row-level security" for table in WALLED
    }


@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
@pytest.mark.parametrize("verb", ["update {} set client_id = client_id", "delete from {}"])
def test_what_is_written_once_is_never_changed_by_anybody(
    table: str, verb: str, hikaris: Belongings
) -> None:
    with (
        walls.transaction([hikaris.client.pk]),
        pytest.raises(DatabaseError, match=f"{table} is append-only"),
        transaction.atomic(),
    ):
        sql(verb.format(table))


def test_of_two_clients_in_sight_both_are_seen_and_no_third(
    hikaris: Belongings, tsubames: Belongings
) -> None:
    with walls.transaction([hikaris.client.pk, tsubames.client.pk]):
        assert _clients_seen("conversations_message") == {hikaris.client.pk, tsubames.client.pk}
    with walls.transaction([tsubames.client.pk + 1]):
        assert _clients_seen("conversations_message") == set()


def test_the_provider_wide_scope_shows_settings_and_their_log_but_no_conversation(
    hikaris: Belongings,
) -> None:
    with walls.transaction([], provider_wide=True):
        seen = {table for table in WALLED if _clients_seen(table)}
        log = sql("select count(conversation_id) from platform_event")

    settings = {table for table in WALLED if table.startswith("clients_")}
    contacts = {"contacts_contact", "contacts_contactabsence"}
    assert seen == settings | contacts | {"api_token", "platform_event", "mail_mailbox"}
    assert log == [(0,)]


def test_an_inner_scope_ends_with_its_block(hikaris: Belongings, tsubame: Client) -> None:
    with walls.transaction([tsubame.pk]):
        with walls.within([hikaris.client.pk]):
            assert _clients_seen("conversations_message") == {hikaris.client.pk}

        assert _clients_seen("conversations_message") == set()


def test_a_scope_entered_in_a_savepoint_that_fails_is_left_again(
    hikaris: Belongings, tsubame: Client
) -> None:
    with walls.transaction([tsubame.pk]):
        with (
            pytest.raises(DataError, match="division by zero"),
            transaction.atomic(),
            walls.within([hikaris.client.pk]),
        ):
            sql("select 1 / 0")

        assert walls.current() == walls.Scope(frozenset({tsubame.pk}))
        assert _clients_seen("conversations_message") == set()


def _refusal_to_push(table: str, *, to: Client) -> str:
    try:
        with transaction.atomic():
            sql(f"update {table} set {WALLED[table]} = %s", to.pk)
    except DatabaseError as error:
        reasons = ("append-only", "row-level security")
        return next((reason for reason in reasons if reason in str(error)), str(error))
    return "none"


def _clients_seen(table: str, where: str = "true") -> set[int]:
    return {row[0] for row in sql(f"select distinct {WALLED[table]} from {table} where {where}")}
