"""The pool of connections: few are warm, and who was not needed for a while is closed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections

from madoguchi.desk.platform.postgresql.base import DatabaseWrapper
from madoguchi.desk.platform.postgresql.pool import WarmPool


@pytest.fixture
def pool(db: None) -> Iterator[WarmPool]:
    options: dict[str, Any] = connection.get_connection_params()
    with WarmPool(kwargs=options, min_size=1, max_size=4) as made:
        yield made


def test_the_connection_used_last_is_taken_first(pool: WarmPool) -> None:
    crowd = [pool.getconn() for _ in range(3)]
    for one in crowd:
        pool.putconn(one)
    last = crowd[-1]

    for _ in range(5):
        taken = pool.getconn()
        assert taken is last
        pool.putconn(taken)


def test_those_that_nobody_needs_are_closed_and_the_warm_one_stays(pool: WarmPool) -> None:
    crowd = [pool.getconn() for _ in range(3)]
    for one in crowd:
        pool.putconn(one)

    for _ in range(4):
        pool.putconn(pool.getconn())
        pool._shrink_pool()  # what psycopg does every ten minutes

    assert [one.closed for one in crowd] == [True, True, False]


def test_django_takes_its_connections_from_it(db: None) -> None:
    own = connections["default"]

    assert isinstance(own, DatabaseWrapper)
    assert isinstance(own.pool, WarmPool)
