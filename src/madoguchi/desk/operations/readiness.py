"""Whether this process can serve: the database answers, and its tables are those of this version."""

from django.db import Error, connection, connections
from django.db.migrations.executor import MigrationExecutor

_known_good = False


def problems() -> tuple[str, ...]:
    """What keeps this process from serving; empty when nothing does. No personal data.

    For a thread of its own: it gives its connection back.
    """
    try:
        return of_this_connection()
    finally:
        connections.close_all()


def of_this_connection() -> tuple[str, ...]:
    """The same on the connection that is open."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        return () if _has_its_tables() else ("the tables are not those of this version: migrate",)
    except Error as error:
        return (f"the database does not answer: {type(error).__name__}",)


def _has_its_tables() -> bool:
    """Looked up until it was true once: tables do not grow older under a running process."""
    global _known_good  # noqa: PLW0603 (one fact of the process)
    if not _known_good:
        executor = MigrationExecutor(connection)
        _known_good = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _known_good
