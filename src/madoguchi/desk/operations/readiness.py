"""Whether this process can serve: the database answers, and its tables are those of this version."""

import asyncio
import time
from collections.abc import Callable

from django.db import Error, connection, connections
from django.db.migrations.executor import MigrationExecutor

FRESH_SECONDS = 1.5
WAIT_SECONDS = 5
TOO_SLOW = ("the database does not answer in time",)

_known_good = False


class Standing:
    """What was found, asked at most once at a time and told for a moment: anybody may ask for it."""

    def __init__(self, look: Callable[[], tuple[str, ...]]) -> None:
        self._look = look
        self._asking: asyncio.Task[tuple[str, ...]] | None = None
        self._found: tuple[str, ...] = ()
        self._fresh_until = 0.0

    async def problems(self) -> tuple[str, ...]:
        """As `look` says, in a thread of its own; a database that hangs holds one thread, not many."""
        if time.monotonic() < self._fresh_until:
            return self._found
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        try:
            return await asyncio.wait_for(asyncio.shield(self._asking), WAIT_SECONDS)
        except TimeoutError:
            return TOO_SLOW

    async def _ask(self) -> tuple[str, ...]:
        try:
            self._found = await asyncio.to_thread(self._look)
            self._fresh_until = time.monotonic() + FRESH_SECONDS
        finally:
            self._asking = None
        return self._found


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
