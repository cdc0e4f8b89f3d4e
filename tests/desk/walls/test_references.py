"""No row can point across clients, not even in the work of somebody who sees both."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.walls.belongings import Belongings
from tests.desk.walls.spares import ALSO, CONSTRAINTS, COPIED, EMPTY, READY, spare_of
from tests.desk.walls.tables import APPEND_ONLY, REFERENCES, WALLED, changed, sql

ids = [f"{table}.{column}" for table, column, _ in REFERENCES]


@pytest.mark.parametrize(("table", "column", "target"), REFERENCES, ids=ids)
def test_a_reference_over_the_wall_is_refused(
    table: str, column: str, target: str, hikaris: Belongings, tsubames: Belongings
) -> None:
    with (
        walls.transaction([hikaris.client.pk, tsubames.client.pk]),
        pytest.raises(IntegrityError) as refused,
        transaction.atomic(),
    ):
        _point_and_check(table, column, hikaris, to=spare_of(table, target, tsubames))

    expected = CONSTRAINTS.get((table, column), f"{table}_{column}_same_client")
    assert _constraint(refused.value) == expected


@pytest.mark.parametrize(("table", "column", "target"), REFERENCES, ids=ids)
def test_the_same_reference_inside_of_the_wall_is_taken(
    table: str, column: str, target: str, hikaris: Belongings
) -> None:
    with walls.transaction([hikaris.client.pk]):
        _point_and_check(table, column, hikaris, to=spare_of(table, target, hikaris))


def test_a_conversation_with_its_messages_cannot_move_to_another_client(
    hikaris: Belongings, tsubames: Belongings
) -> None:
    with (
        walls.transaction([hikaris.client.pk, tsubames.client.pk]),
        pytest.raises(DatabaseError, match="same_client"),
        transaction.atomic(),
    ):
        sql(
            "update conversations_conversation set client_id = %s where id = %s;"
            "set constraints all immediate",
            tsubames.client.pk,
            hikaris.conversation.pk,
        )


@pytest.mark.django_db(transaction=True)
def test_without_being_asked_the_reference_is_checked_at_commit(
    hikaris: Belongings, tsubames: Belongings
) -> None:
    with (
        pytest.raises(IntegrityError, match="conversations_message_conversation_id_same_client"),
        walls.transaction([hikaris.client.pk, tsubames.client.pk]),
    ):
        changed(
            "update conversations_message set conversation_id = %s where id = %s",
            tsubames.bare.pk,
            hikaris.question.pk,
        )


def _point_and_check(table: str, column: str, owner: Belongings, *, to: int) -> None:
    assert _point(table, column, owner, to=to) == 1
    sql("set constraints all immediate")


def _point(table: str, column: str, owner: Belongings, *, to: int) -> int:
    """Make one row of the owner point there: a new copy where rows never change."""
    if (table, column) == ("conversations_conversationlink", "first_id"):
        # The older one stands first, whichever client it is of.
        newest = builders.a_conversation(owner.client)
        sql(f"update {table} set second_id = %s where client_id = %s", newest.pk, owner.client.pk)
    if (table, column) == ("search_entry", "message_id"):
        # A message has one entry.
        changed(f"delete from {table} where message_id = %s", to)
    if (table, column) in READY:
        changed(READY[table, column], owner.client.pk)
    filled = "" if (table, column) in EMPTY else f" and {column} is not null"
    where = f"{WALLED[table]} = %s{filled} order by id limit 1"
    if table in APPEND_ONLY or table in COPIED:
        kept = [name for name in _columns(table) if name not in {"id", column}]
        names = ", ".join(kept)
        return changed(
            f"insert into {table} ({column}, {names}) select %s, {names} from {table} where {where}",
            to,
            owner.client.pk,
        )
    also = ALSO.get((table, column), "")
    return changed(
        f"update {table} set {column} = %s{also} where id = (select id from {table} where {where})",
        to,
        owner.client.pk,
    )


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [one.name for one in connection.introspection.get_table_description(cursor, table)]


def _constraint(error: IntegrityError) -> str | None:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None)
