"""The two roles of the database: one owns the tables, the other works behind the walls.

What the application may do belongs to the role `madoguchi_app`, always: it reads and writes rows of
tables that the owner makes, and neither makes nor empties tables, nor switches the walls off.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import Connection
from psycopg.errors import InsufficientPrivilege
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Identifier

from madoguchi import database
from madoguchi.config import Config, Role
from madoguchi.database import APP_ROLE, NAME, OWNER_ROLE, Database

_OLDEST_SERVER = 15
_CONNECT_SECONDS = 10


class CannotUseDatabase(Exception):
    """Why the database cannot be used. Reads as a sentence, Japanese and English."""

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(f"{japanese} / {english}")


def prepare(config: Config) -> None:
    """Make the roles and what they may do, wherever the database is; quick when it is done already.

    Raise CannotUseDatabase when the server is too old, the login may too little, or an application's
    login may so much that the walls would not hold it.
    """
    if config.database_url is None:
        prepare_embedded(config.home)
        return
    with _connect(config.database(Role.OWNER)) as connection:
        _refuse_unfit_server(connection)
        with _explained(), connection.transaction():
            _prepare_given(connection, config)


def prepare_embedded(home: Path, *, name: str = NAME) -> None:
    """Make both roles and the database `name`, which the owner owns, in the running server."""
    owner = Identifier(OWNER_ROLE)
    with _connect(_superuser(home, "postgres")) as connection:
        for role in (OWNER_ROLE, APP_ROLE):
            if not _role_exists(connection, role):
                connection.execute(SQL("create role {} login").format(Identifier(role)))
        if not _database_exists(connection, name):
            connection.execute(SQL("create database {} owner {}").format(Identifier(name), owner))
    with _connect(_superuser(home, name)) as connection, connection.transaction():
        connection.execute(SQL("alter schema public owner to {}").format(owner))
        connection.execute(SQL("set local role {}").format(owner))
        _grant(connection)


def _superuser(home: Path, name: str) -> Database:
    return database.embedded(home, user="postgres", name=name)


def _connect(to: Database) -> Connection[TupleRow]:
    try:
        return psycopg.connect(to.conninfo(), autocommit=True, connect_timeout=_CONNECT_SECONDS)
    except psycopg.OperationalError as error:
        place = f"{to.host or 'localhost'}:{to.port}/{to.name}"
        raise CannotUseDatabase(
            f"データベース {place} に接続できません。DATABASE_URL を確かめてください。",
            f"The database {place} cannot be reached; check DATABASE_URL. ({error})",
        ) from error


def _role_exists(connection: Connection[TupleRow], role: str) -> bool:
    found = connection.execute("select from pg_roles where rolname = %s", [role])
    return found.fetchone() is not None


def _database_exists(connection: Connection[TupleRow], name: str) -> bool:
    found = connection.execute("select from pg_database where datname = %s", [name])
    return found.fetchone() is not None


def _grant(connection: Connection[TupleRow]) -> None:
    """As the owner: rows of what it will make, to the application; places to make, to nobody."""
    app = Identifier(APP_ROLE)
    for grant in (
        "revoke create on schema public from public",
        "grant usage on schema public to {app}",
        "alter default privileges in schema public"
        " grant select, insert, update, delete on tables to {app}",
        "alter default privileges in schema public grant usage, select on sequences to {app}",
    ):
        connection.execute(SQL(grant).format(app=app))


def _refuse_unfit_server(connection: Connection[TupleRow]) -> None:
    version = connection.info.server_version // 10_000
    if version < _OLDEST_SERVER:
        raise CannotUseDatabase(
            f"PostgreSQL {_OLDEST_SERVER} 以降が必要です（DATABASE_URL のサーバーは {version}）。",
            f"PostgreSQL {_OLDEST_SERVER} or newer is needed; the server of DATABASE_URL is {version}.",
        )
    if (encoding := connection.info.parameter_status("server_encoding")) != "UTF8":
        raise CannotUseDatabase(
            f"DATABASE_URL のデータベースの文字コードが {encoding} です。UTF8 で作り直してください。",
            f"The database of DATABASE_URL is encoded in {encoding}; make it anew in UTF8.",
        )


def _prepare_given(connection: Connection[TupleRow], config: Config) -> None:
    if not _role_exists(connection, APP_ROLE):
        connection.execute(SQL("create role {} nologin").format(Identifier(APP_ROLE)))
    _grant(connection)
    if config.owner_database_url is None:
        _let_act_as_app(connection, connection.info.user)
        return
    with _connect(config.database(Role.APP)) as of_app:
        _refuse_strong_login(of_app, owner=connection.info.user)
        if of_app.info.user != APP_ROLE:
            _let_act_as_app(connection, of_app.info.user)


def _let_act_as_app(connection: Connection[TupleRow], login: str) -> None:
    """Membership, unless it is there: who may not grant it may have got it from somebody else."""
    found = connection.execute(
        "select from pg_auth_members where roleid = %s::regrole and member = %s::regrole"
        " and coalesce((to_jsonb(pg_auth_members) ->> 'set_option')::boolean, true)",
        [_quoted(APP_ROLE), _quoted(login)],
    )
    if found.fetchone() is None:
        grant = SQL("grant {} to {}")
        connection.execute(grant.format(Identifier(APP_ROLE), Identifier(login)))


def _quoted(role: str) -> str:
    return Identifier(role).as_string()


def _refuse_strong_login(connection: Connection[TupleRow], *, owner: str) -> None:
    found = connection.execute(
        "select rolsuper or rolbypassrls or pg_has_role(oid, %s::regrole, 'member')"
        " from pg_roles where rolname = current_user",
        [_quoted(owner)],
    ).fetchone()
    if found is None or found[0]:
        raise CannotUseDatabase(
            f"DATABASE_URL のユーザー {connection.info.user} の権限が強すぎ、クライアント間の壁が効きません。",
            f"The login {connection.info.user} of DATABASE_URL may too much: it would walk through "
            "the walls between clients. Give it a login that neither owns the tables nor is a "
            "superuser.",
        )


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except InsufficientPrivilege as error:
        raise CannotUseDatabase(
            f"データベースの準備に権限が足りません。管理者が次を実行してください："
            f"create role {APP_ROLE} nologin; grant {APP_ROLE} to （ログイン名） with admin option;",
            f"The login may not prepare the database ({error}). Let an administrator run: "
            f"create role {APP_ROLE} nologin; grant {APP_ROLE} to LOGIN with admin option;",
        ) from error
