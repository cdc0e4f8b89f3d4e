"""Whether the tables are those of this version: told by a mark that the database itself carries."""

import hashlib
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Literal

import madoguchi
from madoguchi.database import Database

_MARK = "madoguchi schema "
_FOREIGN_MIGRATIONS = ("django", "django-allauth", "procrastinate")
_CONNECT_SECONDS = 10


def wanted_mark() -> str:
    """Names every migration by its text, and by their version those of other packages."""
    digest = hashlib.sha256()
    for package in _FOREIGN_MIGRATIONS:
        digest.update(f"{package} {version(package)}\n".encode())
    root = Path(madoguchi.__file__).parent
    for path in sorted({*root.rglob("migrations/*.py"), *root.rglob("*.sql")}):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return _MARK + digest.hexdigest()


def found_mark(owner: Database) -> str | None:
    """What the last migration left in the database."""
    with psycopg.connect(owner.conninfo(), connect_timeout=_CONNECT_SECONDS) as connection:
        row = connection.execute(
            "select obj_description('public'::regnamespace, 'pg_namespace')"
        ).fetchone()
    return None if row is None else row[0]


def leave_mark(owner: Database, mark: str) -> None:
    """Remember it; a login that may not is no harm: it migrates at each start."""
    comment = SQL("comment on schema public is {}").format(Literal(mark))
    try:
        with psycopg.connect(owner.conninfo(), connect_timeout=_CONNECT_SECONDS) as connection:
            connection.execute(comment)
    except InsufficientPrivilege:
        return
