"""Numbers for rows that point at each other: known before any of them is written."""

from django.db import connection, models


def next_numbers(model: type[models.Model], many: int) -> list[int]:
    """As many new primary keys of the model's table, ascending; what is not used of them is a gap."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
            [model._meta.db_table, many],
        )
        return sorted(int(number) for [number] in cursor.fetchall())
