"""What the application's role may not do: the wall does not depend on the application's goodwill."""

import pytest
from django.db import DatabaseError, connection, transaction

from madoguchi import database
from tests.desk.walls.tables import WALLED, sql

pytestmark = pytest.mark.django_db

FORBIDDEN = {
    "switch the wall off": "alter table conversations_message disable row level security",
    "take the wall down": "drop policy conversations_message_wall on conversations_message",
    "widen the wall": "alter policy conversations_message_wall on conversations_message using (true)",
    "cut a door": "create policy door on conversations_message using (true)",
    "walk around the wall": "set row_security = off; select 1 from conversations_message",
    "become the owner": f"set role {database.OWNER_ROLE}",
    "become the superuser": "set session authorization postgres",
    "make itself strong": f"alter role {database.APP_ROLE} bypassrls",
    "make a table": "create table stolen (id int)",
    "make a function": "create function f() returns int language sql as 'select 1'",
    "make a schema": "create schema own",
    "replace a question of the wall": (
        "create or replace function client_of_address(asked_address text) returns bigint"
        " language sql as 'select 1::bigint'"
    ),
    "drop the append-only trigger": "drop trigger platform_event_append_only on platform_event",
    "silence the triggers": "set session_replication_role = replica",
    "drop a reference": (
        "alter table conversations_message"
        " drop constraint conversations_message_conversation_id_same_client"
    ),
    "run a program": "copy (select 1) to program 'cat'",
    "read a file": "select pg_read_file('PG_VERSION')",
}


@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN)
def test_the_application_may_not(statement: str) -> None:
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        sql(statement)

    # insufficient_privilege
    assert getattr(refused.value.__cause__, "sqlstate", None) == "42501"


def test_the_application_works_in_a_role_that_the_wall_holds() -> None:
    assert sql(
        "select current_user::text, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
        " from pg_roles where rolname = current_user"
    ) == [(database.APP_ROLE, False, False, False, False)]


def test_the_application_owns_no_table() -> None:
    assert sql("select relname from pg_class where relowner = current_user::regrole") == []


def test_the_application_may_empty_no_table_outside_of_these_tests() -> None:
    granted = sql(
        "select distinct g.privilege_type from pg_default_acl d, aclexplode(d.defaclacl) g"
        " where d.defaclobjtype = 'r' and g.grantee = current_user::regrole order by 1"
    )

    assert granted == [("DELETE",), ("INSERT",), ("SELECT",), ("UPDATE",)]


@pytest.mark.parametrize("table", sorted(WALLED))
def test_the_application_is_no_owner_in_disguise(table: str) -> None:
    assert sql(
        "select pg_has_role(relowner, 'member') from pg_class where oid = %s::regclass", table
    ) == [(False,)]


def test_the_connection_is_the_products_own_backend() -> None:
    assert connection.settings_dict["ENGINE"] == "madoguchi.desk.platform.postgresql"
