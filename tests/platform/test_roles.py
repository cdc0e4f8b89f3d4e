"""What the two roles may and may not do, in the embedded database and in one that is given."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from madoguchi import database
from madoguchi.config import Config, Role
from madoguchi.database import APP_ROLE, OWNER_ROLE, socket_directory
from madoguchi.desk.platform.launcher import (
    CannotUseDatabase,
    Postgres,
    prepare,
    prepare_embedded,
)
from tests import builders


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    home = tmp_path_factory.mktemp("roles") / "home"
    with builders.a_server(home) as server:
        prepare_embedded(home)
        run(
            home,
            OWNER_ROLE,
            "create table note (id bigint generated always as identity, text text)",
        )
        yield server


def run(home: Path, user: str, statement: str, name: str = database.NAME) -> None:
    way = database.embedded(home, user=user, name=name)
    with psycopg.connect(way.conninfo(), autocommit=True) as connection:
        connection.execute(statement.encode())


def given(server: Postgres, name: str, *, app: str, owner: str = "") -> Config:
    """The settings of a database that somebody else runs: here the same server, by address."""
    host = quote(str(socket_directory(server.home)), safe="")
    urls = {
        "DATABASE_URL": f"postgresql://{app}@{host}/{name}",
        "MADOGUCHI_OWNER_DATABASE_URL": f"postgresql://{owner}@{host}/{name}" if owner else "",
    }
    return Config.from_environment({"MADOGUCHI_HOME": str(server.home), **urls})


def acting(config: Config, role: Role, statement: str) -> object:
    with psycopg.connect(config.database(role).conninfo()) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return row and row[0]


def test_preparing_twice_changes_nothing(server: Postgres) -> None:
    prepare_embedded(server.home)


@pytest.mark.parametrize(
    "statement",
    [
        "insert into note (text) values ('a')",
        "update note set text = 'b'",
        "select text from note",
        "delete from note",
    ],
)
def test_the_application_works_with_rows(server: Postgres, statement: str) -> None:
    run(server.home, APP_ROLE, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "create table other ()",
        "truncate note",
        "drop table note",
        "alter table note disable row level security",
        f"set role {OWNER_ROLE}",
        "create role other",
        "create database other",
        "copy note to program 'cat'",
    ],
)
def test_the_application_may_not_step_around_the_walls(server: Postgres, statement: str) -> None:
    with pytest.raises((InsufficientPrivilege, psycopg.errors.UndefinedTable)):
        run(server.home, APP_ROLE, statement)


def test_one_login_alone_works_as_the_application_and_migrates_as_itself(server: Postgres) -> None:
    run(server.home, "postgres", "create role solo login createrole")
    run(server.home, "postgres", "create database solo owner solo")
    run(server.home, "postgres", "grant madoguchi_app to solo with admin option")
    config = given(server, "solo", app="solo")

    prepare(config)
    prepare(config)

    assert acting(config, Role.APP, "select current_user") == APP_ROLE
    assert acting(config, Role.OWNER, "select current_user") == "solo"
    run(server.home, "solo", "create table note (text text)", name="solo")
    assert acting(config, Role.APP, "select count(*) from note") == 0
    with pytest.raises(InsufficientPrivilege):
        acting(config, Role.APP, "truncate note")


def test_two_logins_are_prepared_by_the_owner(server: Postgres) -> None:
    run(server.home, "postgres", "create role duo_app login")
    run(server.home, "postgres", "create role duo_owner login createrole")
    run(server.home, "postgres", "grant madoguchi_app to duo_owner with admin option")
    run(server.home, "postgres", "create database duo owner duo_owner")
    config = given(server, "duo", app="duo_app", owner="duo_owner")

    prepare(config)

    run(server.home, "duo_owner", "create table note (text text)", name="duo")
    assert acting(config, Role.APP, "select current_user") == "duo_app"
    assert acting(config, Role.APP, "select count(*) from note") == 0


def test_an_application_login_that_walls_do_not_hold_is_refused(server: Postgres) -> None:
    config = given(server, database.NAME, app="postgres", owner=OWNER_ROLE)

    with pytest.raises(CannotUseDatabase, match="may too much"):
        prepare(config)


def test_a_login_that_may_too_little_is_refused_with_what_to_run(server: Postgres) -> None:
    run(server.home, "postgres", "create role weak login")
    run(server.home, "postgres", "create database weak owner weak")

    with pytest.raises(CannotUseDatabase, match="Let an administrator run: create role"):
        prepare(given(server, "weak", app="weak"))


def test_a_database_in_another_encoding_is_refused(server: Postgres) -> None:
    run(
        server.home,
        "postgres",
        "create database old template template0 encoding 'SQL_ASCII' locale_provider libc"
        " locale 'C'",
    )

    with pytest.raises(CannotUseDatabase, match="encoded in SQL_ASCII"):
        prepare(given(server, "old", app="postgres"))


def test_a_database_that_is_not_there_is_refused_with_its_place(server: Postgres) -> None:
    with pytest.raises(CannotUseDatabase, match=r"5432/nowhere"):
        prepare(given(server, "nowhere", app="postgres"))
