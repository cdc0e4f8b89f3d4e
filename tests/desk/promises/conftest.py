"""What the tests of promises share: work inside the wall of Hikari."""

from collections.abc import Iterator

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.platform import walls


@pytest.fixture
def in_hikari(hikari: Client) -> Iterator[None]:
    """Everything in the test happens inside Hikari's wall."""
    with walls.within([hikari.pk]):
        yield
