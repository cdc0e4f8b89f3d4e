"""A furnished desk for the rules about pages."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from tests.desk.walls.belongings import Belongings, everything_of


@pytest.fixture
def hikaris(hikari: Client, ann: Person, dai: Person, ada: Person) -> Belongings:
    """One of everything of a client."""
    return everything_of(hikari, ann, ada)


@pytest.fixture
def cast(ann: Person, otto: Person, dai: Person, ada: Person) -> dict[str, Person | None]:
    """Who may ask, by the names of the tables."""
    return {"nobody": None, "ann": ann, "otto": otto, "dai": dai, "ada": ada}
