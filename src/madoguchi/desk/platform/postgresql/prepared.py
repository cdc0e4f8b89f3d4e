"""Statements that PostgreSQL plans once a connection: their planning would cost more than their answer."""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

_PARAMETER = re.compile(r"%\((\w+)\)s")
# By the driver's connection, which outlives requests in the pool. Preparing is not undone by a rollback.
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def row_of(sql: str, given: Mapping[str, Any]) -> Sequence[Any]:
    """The first row of a statement with %(named)s parameters, () for none. The texts as with `rows_of`."""
    return next(iter(rows_of(sql, given)), ())


def rows_of(sql: str, given: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    """The rows of a statement with %(named)s parameters.

    The texts must be few: each is kept on each connection as long as that lives.
    """
    names = sorted(set(_PARAMETER.findall(sql)))
    with connection.cursor() as cursor:
        statement = _prepare(cursor, sql, names)
        given_now = f" ({', '.join(['%s'] * len(names))})" if names else ""
        cursor.execute(f"execute {statement}{given_now}", [given[name] for name in names])
        rows: Sequence[Sequence[Any]] = cursor.fetchall()
        return rows


def _prepare(cursor: Any, sql: str, names: Sequence[str]) -> str:
    statement = f"asked_{sha256(sql.encode()).hexdigest()[:32]}"
    known = _prepared.setdefault(connection.connection, set())
    if statement not in known:
        numbered = {name: f"${number}" for number, name in enumerate(names, start=1)}
        cursor.execute(f"prepare {statement} as {sql % numbered}")
        known.add(statement)
    return statement
