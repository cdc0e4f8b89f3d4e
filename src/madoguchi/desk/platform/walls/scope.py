"""The scope of the running work: which clients' rows the database will show it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection
from django.db.transaction import atomic
from psycopg.pq import TransactionStatus

SET_SCOPE = (
    "select set_config('app.client_ids', %s, true), set_config('app.provider_wide', %s, true)"
)


@dataclass(frozen=True)
class Scope:
    """The clients in sight, and whether rows of no client (unrouted mail, provider events) are too."""

    client_ids: frozenset[int] = frozenset()
    provider_wide: bool = False

    def as_settings(self) -> tuple[str, str]:
        """The values of the two settings that the policies read."""
        ids = ",".join(str(pk) for pk in sorted(self.client_ids))
        return f"{{{ids}}}", "on" if self.provider_wide else "off"


NOTHING = Scope()
_scope: ContextVar[Scope] = ContextVar("scope", default=NOTHING)


def current() -> Scope:
    """The scope of the running work; nothing unless someone entered one."""
    return _scope.get()


@contextmanager
def within(client_ids: Iterable[int], *, provider_wide: bool = False) -> Iterator[Scope]:
    """See the rows of these clients, and no others, until the block ends.

    Every transaction that begins inside sends the scope to PostgreSQL. A transaction that is
    already open is told at once, and told again when the block ends.
    """
    scope = Scope(frozenset(client_ids), provider_wide)
    token = _scope.set(scope)
    try:
        tell_database()
        yield scope
    finally:
        _scope.reset(token)
        tell_database()


def tell_database() -> None:
    """Send the current scope to the open transaction, if there is one that can still listen.

    One that has failed cannot, and need not: rolling back brings back the scope from before it.
    """
    if connection.in_atomic_block and not connection.needs_rollback and _is_sound():
        with connection.cursor() as cursor:
            cursor.execute(SET_SCOPE, current().as_settings())


def _is_sound() -> bool:
    return bool(connection.connection.info.transaction_status == TransactionStatus.INTRANS)


@contextmanager
def transaction(client_ids: Iterable[int], *, provider_wide: bool = False) -> Iterator[Scope]:
    """A scope and one transaction inside it, for work that has no request around it."""
    with within(client_ids, provider_wide=provider_wide) as scope, atomic():
        yield scope
