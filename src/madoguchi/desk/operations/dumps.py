"""The database into a file and back, by PostgreSQL's own pg_dump and pg_restore."""

import os
import shutil
import subprocess
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
from madoguchi.desk.operations.refusals import CannotOperate
from madoguchi.desk.platform.launcher.cluster import installed_binaries

_TABLES = (
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
    " order by relname"
)
_CONNECT_SECONDS = 10


def way_in(config: Config, *, name: str = "") -> Database:
    """As whom backups work: past the walls, so the embedded server's superuser, else the owner."""
    if config.database_url is None:
        return database.embedded(config.home, user="postgres", name=name or NAME)
    owner = config.database(Role.OWNER)
    return replace(owner, name=name) if name else owner


def dump(config: Config, target: Path) -> Mapping[str, int]:
    """Write all of the database; the rows of each table as they are in the dump."""
    to = way_in(config)
    with _session(to) as session:
        session.execute("begin isolation level repeatable read read only")
        [(snapshot,)] = session.execute("select pg_export_snapshot()").fetchall()
        _run(
            config,
            "pg_dump",
            to,
            "--format=custom",
            f"--snapshot={snapshot}",
            f"--file={target}",
        )
        return _count(session)


def load(config: Config, source: Path, *, name: str) -> Mapping[str, int]:
    """Read the dump into the empty database `name`: all or nothing; the rows of each table then."""
    to = way_in(config, name=name)
    contents = source.with_suffix(".list")
    listed = _run(config, "pg_restore", None, "--list", str(source))
    # Default privileges name the owner of the old place; `prepare` has set them for this one's.
    kept = [line for line in listed.splitlines() if " DEFAULT ACL " not in line]
    contents.write_text("\n".join(kept), encoding="utf-8")
    role = (f"--role={OWNER_ROLE}",) if config.is_embedded else ()
    _run(
        config,
        "pg_restore",
        to,
        "--exit-on-error",
        "--single-transaction",
        "--no-owner",
        f"--use-list={contents}",
        *role,
        str(source),
    )
    with _session(to) as session:
        session.execute("analyze")
        return _count(session)


def has_tables(config: Config) -> bool:
    """Whether the product's database holds anything."""
    with _session(way_in(config)) as session:
        return bool(session.execute(_TABLES).fetchall())


def others_connected(config: Config) -> int:
    """How many other sessions work in the product's database now."""
    with _session(way_in(config)) as session:
        [(others,)] = session.execute(
            "select count(*) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
            " and backend_type = 'client backend'"
        ).fetchall()
    return int(others)


def make_aside(config: Config, name: str) -> None:
    """An empty database of the owner's beside the product's, in the embedded server."""
    with _session(way_in(config, name="postgres")) as session:
        session.execute(SQL("drop database if exists {} with (force)").format(Identifier(name)))
        session.execute(
            SQL("create database {} owner {}").format(Identifier(name), Identifier(OWNER_ROLE))
        )


def exchange(config: Config, *, new: str, old: str) -> None:
    """Give the product's name to `new`; what had it is kept as `old`."""
    with _session(way_in(config, name="postgres")) as session:
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


def _count(session: Connection[TupleRow]) -> dict[str, int]:
    counts = {}
    for (table,) in session.execute(_TABLES).fetchall():
        [(rows,)] = session.execute(
            SQL("select count(*) from public.{}").format(Identifier(table))
        ).fetchall()
        counts[table] = int(rows)
    return counts


def _run(config: Config, program: str, to: Database | None, *words: str) -> str:
    """Run one of PostgreSQL's programs; the password goes by the environment, where `ps` sees none."""
    given = {"PGPASSWORD": to.password} if to and to.password else {}
    login = [f"--dbname={replace(to, password='').conninfo()}"] if to else []
    done = subprocess.run(  # noqa: S603 -- our own command line
        [str(_program(config, program)), *login, *words],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        told = done.stderr.strip()
        raise CannotOperate(f"{program} が失敗しました：{told}", f"{program} failed.")
    return done.stdout


def _program(config: Config, program: str) -> Path:
    """The server's own programs where we start it; for another's server the newest that is there."""
    if config.postgres_bin is not None:
        return config.postgres_bin / program
    ours = installed_binaries() / program
    found = None if config.is_embedded or ours.exists() else shutil.which(program)
    return Path(found) if found else ours
