"""The scope of the running work: which clients' rows the database will show it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection
from django.db.transaction import atomic
from psycopg.pq import TransactionStatus

SET_SCOPE = (
    "select set_config('app.client_ids', %s, true), set_config('app.provider_wide', %s, true),"
    " set_config('app.side', %s, true), set_config('app.person', %s, true)"
)


class Side(StrEnum):
    """On whose side the running work stands: of a client's own people most is behind a second wall."""

    NOBODY = ""  # nobody signed in: no row of a client, but people can be asked for (signing in)
    PROVIDER = "provider"
    CLIENT = "client"


@dataclass(frozen=True)
class Scope:
    """The clients in sight, and whether rows of no client (unrouted mail, provider events) are too."""

    client_ids: frozenset[int] = frozenset()
    provider_wide: bool = False
    side: Side = Side.PROVIDER
    person_id: int = 0  # who asks: what is between few is theirs alone; 0 for a job

    def as_settings(self) -> tuple[str, str, str, str]:
        """The values of the four settings that the policies read."""
        ids = ",".join(str(pk) for pk in sorted(self.client_ids))
        return (
            f"{{{ids}}}",
            "on" if self.provider_wide else "off",
            self.side.value,
            str(self.person_id),
        )


NOTHING = Scope(side=Side.NOBODY)
_scope: ContextVar[Scope] = ContextVar("scope", default=NOTHING)


def current() -> Scope:
    """The scope of the running work; nothing unless someone entered one."""
    return _scope.get()


@contextmanager
def within(
    client_ids: Iterable[int],
    *,
    provider_wide: bool = False,
    side: Side | None = None,
    person_id: int | None = None,
) -> Iterator[Scope]:
    """See the rows of these clients, and no others, until the block ends.

    Without a `side` a member stays behind their wall, and everybody else is the provider. Every
    transaction that begins inside sends the scope to PostgreSQL. A transaction that is already open
    is told at once, and told again when the block ends.
    """
    who = current().person_id if person_id is None else person_id
    scope = Scope(frozenset(client_ids), provider_wide, _kept() if side is None else side, who)
    token = _scope.set(scope)
    try:
        tell_database()
        yield scope
    finally:
        _scope.reset(token)
        tell_database()


def _kept() -> Side:
    return Side.CLIENT if current().side == Side.CLIENT else Side.PROVIDER


@contextmanager
def as_the_desk() -> Iterator[Scope]:
    """What a member asks for is done by the desk, for the clients that they see and no other.

    A member's own transactions only read: an action of theirs does its deed inside of this block,
    after it has asked whether they may.
    """
    with within(current().client_ids, side=Side.PROVIDER) as scope:
        yield scope


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
def transaction(
    client_ids: Iterable[int], *, provider_wide: bool = False, side: Side | None = None
) -> Iterator[Scope]:
    """A scope and one transaction inside it, for work that has no request around it."""
    with within(client_ids, provider_wide=provider_wide, side=side) as scope, atomic():
        yield scope
