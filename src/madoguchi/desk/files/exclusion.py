"""Keeping against sweeping: while somebody keeps a file that lies there already, nobody sweeps.

A lock of the database's sessions, not of a transaction: it serves every process on every machine, and
the store may be talked to under it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

KEY = 7_146_201_501  # any number that nothing else locks


@contextmanager
def nothing_is_swept() -> Iterator[None]:
    """Wait for a sweep that is at it; whoever else keeps files goes on beside us."""
    _ask("select pg_advisory_lock_shared(%s)")
    try:
        yield
    finally:
        _ask("select pg_advisory_unlock_shared(%s)")


@contextmanager
def nobody_keeps() -> Iterator[bool]:
    """Whether we are alone until the block ends: False, at once, while anybody keeps or backs up."""
    is_alone = bool(_ask("select pg_try_advisory_lock(%s)"))
    try:
        yield is_alone
    finally:
        if is_alone:
            _ask("select pg_advisory_unlock(%s)")


def _ask(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, [KEY])
        [(answer,)] = cursor.fetchall()
    return answer
