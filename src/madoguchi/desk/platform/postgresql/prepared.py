"""Statements that PostgreSQL plans once a connection: their planning would cost more than their answer."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg import Cursor
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format

from madoguchi.desk.platform.walls.scope import Scope, current

Rows = Sequence[Sequence[Any]]
_Key = tuple[str, str, Scope]
Asked = tuple[str, Mapping[str, Any]]  # a statement with its values, as `rows_of` takes them

_PARAMETER = re.compile(r"%\((\w+)\)s")
# By the driver's connection, which outlives requests in the pool. Preparing is not undone by a rollback.
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
# What was asked ahead, by its text, its values and the scope that it was asked in.
_ahead: ContextVar[Mapping[_Key, Rows] | None] = ContextVar("ahead", default=None)


class _JsonAsText(Loader):
    """As Django has it: its fields read the text themselves."""

    format = Format.BINARY

    def load(self, data: Buffer) -> str:
        return bytes(data)[1:].decode()  # the first byte is the version


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


def rows_of(sql: str, given: Mapping[str, Any]) -> Rows:
    """The rows of a statement with %(named)s parameters.

    The texts must be few: each is kept on each connection as long as that lives.
    """
    known = _ahead.get()
    if known is not None:
        answered = known.get(_key(sql, given))
        if answered is not None:
            return answered
    statement = _statement(sql)
    with connection.cursor() as cursor:
        _prepare(cursor, statement)
        cursor.execute(statement.executing, [given[name] for name in statement.parameters])
        rows: Rows = cursor.fetchall()
        return rows


@contextmanager
def ahead(asked: Iterable[Asked]) -> Iterator[None]:
    """All of these asked at once, in one statement; inside of the block `rows_of` answers from it.

    For a page, which asks many small things and waits longer for each than for its answer. What is
    written inside of the block is not in these answers. Each combination of texts is one more text.
    """
    each = {_key(sql, given): (sql, given) for sql, given in asked}
    answers = answers_of(tuple(each.values()))
    token = _ahead.set({**(_ahead.get() or {}), **dict(zip(each, answers, strict=True))})
    try:
        yield
    finally:
        _ahead.reset(token)


def answers_of(asked: Sequence[Asked]) -> Sequence[Rows]:
    """The rows of each of these, asked in one statement; the parameters of each are its own."""
    statement = _statement(_together(tuple(sql for sql, _ in asked)))
    given = {f"{name}_{n}": one[1][name] for n, one in enumerate(asked) for name in one[1]}
    with connection.cursor() as cursor:
        _prepare(cursor, statement)
        executing = cursor.mogrify(
            statement.executing, [given[name] for name in statement.parameters]
        )
        # Rows within rows keep the types of their columns in the binary form alone, which Django's
        # own cursor does not speak.
        cursor.cursor = Cursor(connection.connection)
        cursor.cursor.format = Format.BINARY
        cursor.cursor.adapters.register_loader("jsonb", _JsonAsText)
        cursor.execute(executing)
        answers: Sequence[Rows] = cursor.fetchone()
        return answers


def _key(sql: str, given: Mapping[str, Any]) -> _Key:
    return sql, repr([given[name] for name in _statement(sql).parameters]), current()


@lru_cache(maxsize=64)
def _together(texts: tuple[str, ...]) -> str:
    """One statement whose columns are the rows of these, the parameters of each numbered."""
    numbered = (_PARAMETER.sub(rf"%(\1_{n})s", sql) for n, sql in enumerate(texts))
    parts = (f"array(select one from ({sql}) one)" for sql in numbered)  # noqa: S608 -- our own
    return f"select {', '.join(parts)}"


def _prepare(cursor: Any, statement: _Statement) -> None:
    known = _prepared.setdefault(connection.connection, set())
    if statement.name not in known:
        cursor.execute(statement.preparing)
        known.add(statement.name)


@lru_cache(maxsize=1024)
def _statement(sql: str) -> _Statement:
    parameters = tuple(sorted(set(_PARAMETER.findall(sql))))
    name = f"asked_{sha256(sql.encode()).hexdigest()[:32]}"
    numbered = {one: f"${number}" for number, one in enumerate(parameters, start=1)}
    given = f" ({', '.join(['%s'] * len(parameters))})" if parameters else ""
    return _Statement(
        name, parameters, f"prepare {name} as {sql % numbered}", f"execute {name}{given}"
    )
