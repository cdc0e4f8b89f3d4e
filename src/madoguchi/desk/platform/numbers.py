"""Numbers for rows that point at each other: known before any of them is written."""

from django.db import models

from madoguchi.desk.platform.postgresql import prepared

NEXT = """select nextval(pg_get_serial_sequence(%(table)s::text, 'id'))
from generate_series(1, %(many)s::int)"""


def next_numbers(model: type[models.Model], many: int) -> list[int]:
    """As many new primary keys of the model's table, ascending; what is not used of them is a gap."""
    rows = prepared.rows_of(NEXT, {"table": model._meta.db_table, "many": many})
    return sorted(int(number) for [number] in rows)
