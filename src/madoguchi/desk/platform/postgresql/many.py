"""Many rows written by one statement that is planned once a connection, whatever their number.

They travel as one JSON: a tenth of what Django's bulk_create takes to put them together.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model

from madoguchi.desk.platform.postgresql import prepared


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one model: all of them with their numbers, or none; then they get them, in order."""
    if not rows:
        return
    numbered = rows[0].pk is not None
    fields = _all_fields(type(rows[0]), numbered)
    found = prepared.rows_of(_inserting(type(rows[0]), numbered), {"rows": _json(rows, fields)})
    for row, (pk,) in zip(rows, found, strict=True):
        row.pk = pk
        row._state.adding = False


def update(rows: Sequence[Model], columns: Sequence[str]) -> None:
    """Write these fields of rows of one model, each row once."""
    if not rows:
        return
    fields = _some_fields(type(rows[0]), tuple(columns))
    prepared.rows_of(_updating(type(rows[0]), tuple(columns)), {"rows": _json(rows, fields)})


def _json(rows: Sequence[Model], fields: Sequence["Field[Any, Any]"]) -> str:
    names = [(field.column, field.attname) for field in fields]
    told = [{column: getattr(row, name) for column, name in names} for row in rows]
    return json.dumps(told, ensure_ascii=False, default=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, datetime | UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} does not travel as JSON")


@lru_cache(maxsize=64)
def _all_fields(model: type[Model], numbered: bool) -> Sequence["Field[Any, Any]"]:  # noqa: FBT001 (a key)
    fields = model._meta.concrete_fields
    return [field for field in fields if numbered or not field.primary_key]


@lru_cache(maxsize=64)
def _some_fields(model: type[Model], names: tuple[str, ...]) -> Sequence["Field[Any, Any]"]:
    fields = {field.name: field for field in model._meta.concrete_fields}
    return [model._meta.concrete_fields[0], *(fields[name] for name in names)]


@lru_cache(maxsize=64)
def _inserting(model: type[Model], numbered: bool) -> str:  # noqa: FBT001 (a key)
    fields = _all_fields(model, numbered)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return (
        f"insert into {model._meta.db_table} ({columns}) select {columns} from {_given(fields)}"  # noqa: S608 (our own names)
        " returning id"
    )


@lru_cache(maxsize=64)
def _updating(model: type[Model], names: tuple[str, ...]) -> str:
    fields = _some_fields(model, names)
    table = model._meta.db_table
    values = ", ".join(f'"{field.column}" = given."{field.column}"' for field in fields[1:])
    return (
        f"update {table} set {values} from {_given(fields)} where {table}.id = given.id"  # noqa: S608 (the same)
        f" returning {table}.id"
    )


def _given(fields: Sequence["Field[Any, Any]"]) -> str:
    types = ", ".join(f'"{field.column}" {field.db_type(connection)}' for field in fields)
    return f"json_to_recordset(%(rows)s::json) given ({types})"
