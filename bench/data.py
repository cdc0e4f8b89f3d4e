"""The made-up data of one size, in a database of its own; made once and kept."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from bench import entries
from bench.place import Place

SCRIPT = Path(__file__).with_name("data.sql")
OPEN = 900  # of forty people, at every size: what grows with the years is what is done
KEPT_FOR = timedelta(hours=12)  # older waits are no longer those of a working day
CALENDAR = {
    "tz": "Asia/Tokyo",
    "weekly": {day: [["09:00", "12:00"], ["13:00", "23:59"]] for day in "1234567"},
    "holidays": "JP",
    "closed": [],
    "open_extra": {},
}


def prepare(place: Place, size: int) -> None:
    """The database holds `size` conversations, made within the last half day."""
    with _connected(place, size) as connection:
        if _is_fresh(connection, size):
            return
        print(f"making {size:,} conversations …", flush=True)
        _empty(connection)
        _fill(connection, size)
    with _connected(place, size) as connection:
        connection.autocommit = True
        connection.execute("vacuum analyze")


def _connected(place: Place, size: int) -> Connection[Any]:
    return psycopg.connect(place.superuser(size).conninfo(), options="-c TimeZone=UTC")


def _is_fresh(connection: Connection[Any], size: int) -> bool:
    connection.execute(
        "create table if not exists bench_made (size bigint, script text, at timestamptz)"
    )
    made = connection.execute("select size, script, at from bench_made").fetchone()
    now = datetime.now(UTC)
    return made is not None and made[:2] == (size, _script()) and made[2] > now - KEPT_FOR


def _empty(connection: Connection[Any]) -> None:
    """All rows of the product's tables; of what the migrations put in the book alone stays: nothing is
    judged without it."""
    connection.execute("create temp table kept_book as table rulebook_bookversion")
    found = connection.execute(
        "select tablename from pg_tables where schemaname = 'public'"
        " and tablename not like 'django%' and tablename not like 'procrastinate%'"
    )
    tables = [Identifier(name) for (name,) in found]
    connection.execute(SQL("truncate {} restart identity cascade").format(SQL(",").join(tables)))
    connection.execute("insert into rulebook_bookversion select * from kept_book")
    connection.execute("drop table kept_book")
    connection.execute("delete from procrastinate_jobs")  # of what was just removed


def _fill(connection: Connection[Any], size: int) -> None:
    """Triggers and foreign keys are off, and secondary indexes made afterwards: minutes, not hours."""
    connection.execute("set session_replication_role = replica")
    connection.execute("set maintenance_work_mem = '512MB'")
    connection.execute("set synchronous_commit = off")
    indexes = _drop_indexes(connection)
    connection.execute(_script().format(**_values(size)).encode())
    entries.write(connection)
    _set_sequences(connection)
    for (definition,) in indexes:
        connection.execute(definition.encode())
    connection.execute(
        "insert into bench_made values (%s, %s, %s)", [size, _script(), datetime.now(UTC)]
    )


def _values(size: int) -> dict[str, object]:
    return {
        "size": size,
        "open": min(size, OPEN),
        "calendar": json.dumps(CALENDAR),
        "now": datetime.now(UTC).isoformat(),
    }


def _drop_indexes(connection: Connection[Any]) -> list[tuple[str]]:
    """Every index that is no constraint's; returned as the words that make it again."""
    found = connection.execute(
        "select pg_get_indexdef(i.indexrelid), i.indexrelid::regclass::text from pg_index i"
        " join pg_class c on c.oid = i.indrelid"
        " where c.relnamespace = 'public'::regnamespace and not i.indisunique"
        " and c.relname ~ '^(conversations|platform|search)'"
    ).fetchall()
    for _definition, name in found:
        connection.execute(SQL("drop index {}").format(Identifier(name)))
    return [(definition,) for definition, _name in found]


def _set_sequences(connection: Connection[Any]) -> None:
    """New rows get ids behind the made-up ones."""
    found = connection.execute(
        "select table_name, pg_get_serial_sequence(table_name, 'id') from information_schema.columns"
        " where table_schema = 'public' and column_name = 'id' and is_identity = 'YES'"
        " and table_name not like 'procrastinate%'"
    ).fetchall()
    for table, sequence in found:
        connection.execute(
            SQL("select setval(%s, (select coalesce(max(id), 0) + 1 from {}))").format(
                Identifier(table)
            ),
            [sequence],
        )


def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")
