"""Statements that PostgreSQL plans once a connection: their planning would cost more than their answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

_PARAMETER = re.compile(r"%\((\w+)\)s")
# By the driver's connection, which outlives requests in the pool. Preparing is not undone by a rollback.
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class _Statement:
    """A text as it is prepared and as it is executed, its parameters in their order."""

    name: str
    parameters: tuple[str, ...]
    preparing: str
    executing: str


def row_of(sql: str, given: Mapping[str, Any]) -> Sequence[Any]:
    """The first row of a statement with %(named)s parameters, () for none. The texts as with `rows_of`."""
    return next(iter(rows_of(sql, given)), ())


def rows_of(sql: str, given: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    """The rows of a statement with %(named)s parameters.

    The texts must be few: each is kept on each connection as long as that lives.
    """
    statement = _statement(sql)
    with connection.cursor() as cursor:
        known = _prepared.setdefault(connection.connection, set())
        if statement.name not in known:
            cursor.execute(statement.preparing)
            known.add(statement.name)
        cursor.execute(statement.executing, [given[name] for name in statement.parameters])
        rows: Sequence[Sequence[Any]] = cursor.fetchall()
        return rows


@lru_cache(maxsize=1024)
def _statement(sql: str) -> _Statement:
    parameters = tuple(sorted(set(_PARAMETER.findall(sql))))
    name = f"asked_{sha256(sql.encode()).hexdigest()[:32]}"
    numbered = {one: f"${number}" for number, one in enumerate(parameters, start=1)}
    given = f" ({', '.join(['%s'] * len(parameters))})" if parameters else ""
    return _Statement(
        name, parameters, f"prepare {name} as {sql % numbered}", f"execute {name}{given}"
    )
