"""Both sides of the wall, furnished."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from tests.desk.walls.belongings import Belongings, everything_of


@pytest.fixture
def hikaris(hikari: Client, ann: Person, dai: Person, ada: Person) -> Belongings:
    """One of everything behind the wall."""
    return everything_of(hikari, ann, ada)


@pytest.fixture
def tsubames(tsubame: Client, otto: Person, ada: Person) -> Belongings:
    """One of everything on Otto's side."""
    return everything_of(tsubame, otto, ada)
