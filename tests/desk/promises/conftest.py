"""What the tests of promises share: work inside the wall of Hikari."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders


@pytest.fixture
def in_hikari(hikari: Client) -> Iterator[None]:
    """Everything in the test happens inside Hikari's wall."""
    with walls.within([hikari.pk]):
        yield


@pytest.fixture
def fresh(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's that came in five minutes ago."""
    return builders.a_conversation(hikari, received_at=clock.now() - timedelta(minutes=5))
