"""The pool of connections: who was used last goes first, so that few are warm and the others can be closed.

A warm connection holds 8 MB in PostgreSQL: plans, and what it knows of tables. In turns, as psycopg's
pool would have it, every connection of a rush hour stays warm and none is ever idle.
"""

from typing import Any

from psycopg import Connection
from psycopg_pool import ConnectionPool


class WarmPool(ConnectionPool[Connection[Any]]):
    """psycopg's pool, whose free connections stand in a line, the one used last at its end."""

    def _get_ready_connection(self, timeout: float | None) -> Connection[Any] | None:
        """psycopg takes from the front, and holds the lock meanwhile."""
        self._pool.rotate(1)
        return super()._get_ready_connection(timeout)
