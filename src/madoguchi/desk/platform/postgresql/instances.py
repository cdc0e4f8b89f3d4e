"""Rows of models by statements that are planned once: Django takes longer to write the usual ones than to read."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from madoguchi.desk.platform.postgresql import prepared

Row = TypeVar("Row", bound=Model)


def columns_of(model: type[Model], alias: str) -> str:
    """The columns of the model's table, as `rows_of` reads them: "c.id, c.client_id, …"."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def row_of(sql: str, given: Mapping[str, Any], *models: type[Model]) -> tuple[Any, ...]:
    """The first row of the statement as one instance a model, None for one that a join did not find.

    () for no row. The statement selects the `columns_of` each model, in this order, and nothing else.
    """
    row = prepared.row_of(sql, given)
    return tuple(_instances(row, models)) if row else ()


def joined(sql: str, given: Mapping[str, Any], *models: type[Model]) -> list[tuple[Any, ...]]:
    """All rows of such a statement, in its order."""
    return [tuple(_instances(row, models)) for row in prepared.rows_of(sql, given)]


def found(model: type[Row], where: str, given: Mapping[str, Any]) -> list[Row]:
    """The model's rows by a condition of SQL, which may go on with an order and "for no key update"."""
    rows = prepared.rows_of(finding(model, where), given)
    return [one for row in rows for one in _instances(row, (model,)) if isinstance(one, model)]


def _instances(row: Sequence[Any], models: Sequence[type[Model]]) -> Iterator[Model | None]:
    start = 0
    for model in models:
        names, readers = _fields(model)
        values = list(row[start : start + len(names)])
        start += len(names)
        if values[0] is None:  # the key
            yield None
            continue
        for place, read in readers:
            values[place] = read(values[place], None, connection)
        yield model.from_db(connection.alias, names, values)


@lru_cache(maxsize=64)
def finding(model: type[Model], where: str) -> str:
    """The statement of `found`, for who asks it ahead of its time."""
    columns = columns_of(model, "found")
    return f"select {columns} from {model._meta.db_table} found where {where}"  # noqa: S608 (our own)


@lru_cache(maxsize=64)
def _fields(model: type[Model]) -> tuple[Sequence[str], Sequence[tuple[int, Any]]]:
    """The names of the columns, and how those are read that are not as the driver gives them."""
    fields = model._meta.concrete_fields
    readers = [
        (place, field.from_db_value)
        for place, field in enumerate(fields)
        if hasattr(field, "from_db_value")
    ]
    return [field.attname for field in fields], readers
