"""The database into a file and back, by PostgreSQL's own pg_dump and pg_restore."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Identifier

from madoguchi import database
from madoguchi.config import Config, Role
from madoguchi.database import NAME, OWNER_ROLE, Database
from madoguchi.desk.files import exclusion
from madoguchi.desk.operations import programs
from madoguchi.desk.operations.refusals import CannotOperate

_TABLES = (
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
    " order by relname"
)
_CONNECT_SECONDS = 10


def way_in(config: Config, *, name: str = "") -> Database:
    """As whom backups work: the owner of the tables, past the walls, and not a step further.

    What an archive holds is run as this login: as the superuser it could run programs.
    """
    owner = config.database(Role.OWNER)
    return replace(owner, name=name) if name else owner


def _above(config: Config, *, name: str = NAME) -> Database:
    """Who may make and rename databases, for our own words alone: the embedded server's superuser."""
    if config.is_embedded:
        return database.embedded(config.home, user="postgres", name=name)
    return way_in(config)


def dump(config: Config, target: Path) -> Mapping[str, int]:
    """Write all of the database; the rows of each table as they are in the dump."""
    to = way_in(config)
    with _session(to) as session:
        session.execute("begin isolation level repeatable read read only")
        [(snapshot,)] = session.execute("select pg_export_snapshot()").fetchall()
        programs.run(
            config,
            "pg_dump",
            "--format=custom",
            f"--snapshot={snapshot}",
            f"--file={target}",
            major=_major(session),
            login=to,
        )
        return _count(session)


def load(config: Config, source: Path, *, name: str) -> Mapping[str, int]:
    """Read the dump into the empty database `name`: all or nothing; the rows of each table then."""
    to = way_in(config, name=name)
    contents = source.with_suffix(".list")
    with _session(to) as session:
        major = _major(session)
    listed = programs.run(config, "pg_restore", "--list", str(source), major=major)
    # Default privileges name the owner of the old place; `prepare` has set them for this one's.
    kept = [line for line in listed.splitlines() if " DEFAULT ACL " not in line]
    contents.write_text("\n".join(kept), encoding="utf-8")
    programs.run(
        config,
        "pg_restore",
        "--exit-on-error",
        "--single-transaction",
        "--no-owner",
        f"--use-list={contents}",
        str(source),
        major=major,
        login=to,
    )
    with _session(to) as session:
        session.execute("analyze")
        return _count(session)


@contextmanager
def without_sweeps(config: Config) -> Iterator[None]:
    """No file leaves the store until the block ends: the rows of a snapshot find theirs."""
    with _session(way_in(config)) as session:
        session.execute("select pg_advisory_lock_shared(%s)", [exclusion.KEY])
        yield


def has_tables(config: Config) -> bool:
    """Whether the product's database holds anything."""
    with _session(way_in(config)) as session:
        return bool(session.execute(_TABLES).fetchall())


def others_connected(config: Config) -> int:
    """How many other sessions work in the product's database now."""
    with _session(_above(config)) as session:
        [(others,)] = session.execute(
            "select count(*) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
            # Of another login's session not everybody is told the type; the server's own have no login.
            " and usename is not null and coalesce(backend_type, 'client backend') = 'client backend'"
        ).fetchall()
    return int(others)


def make_aside(config: Config, name: str) -> None:
    """An empty database of the owner's beside the product's, in the embedded server."""
    with _session(_above(config, name="postgres")) as session:
        session.execute(SQL("drop database if exists {} with (force)").format(Identifier(name)))
        session.execute(
            SQL("create database {} owner {}").format(Identifier(name), Identifier(OWNER_ROLE))
        )


def exchange(config: Config, *, new: str, old: str) -> None:
    """Give the product's name to `new`; what had it is kept as `old`."""
    with _session(_above(config, name="postgres")) as session:
        rename = SQL("alter database {} rename to {}")
        session.execute(rename.format(Identifier(NAME), Identifier(old)))
        session.execute(rename.format(Identifier(new), Identifier(NAME)))


@contextmanager
def _session(to: Database) -> Iterator[Connection[TupleRow]]:
    try:
        session = psycopg.connect(to.conninfo(), autocommit=True, connect_timeout=_CONNECT_SECONDS)
    except psycopg.OperationalError as error:
        raise CannotOperate(
            "データベースに接続できません。起動しているか、DATABASE_URL を確かめてください。",
            f"The database cannot be reached; is it up, and is DATABASE_URL right? ({error})",
        ) from error
    with session:
        yield session


def _major(session: Connection[TupleRow]) -> int:
    return session.info.server_version // 10_000


def _count(session: Connection[TupleRow]) -> dict[str, int]:
    counts = {}
    for (table,) in session.execute(_TABLES).fetchall():
        [(rows,)] = session.execute(
            SQL("select count(*) from public.{}").format(Identifier(table))
        ).fetchall()
        counts[table] = int(rows)
    return counts
