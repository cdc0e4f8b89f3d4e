"""The database of the tests, real and thrown away; and the cast that every test knows."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from django.test import Client as Browser

from madoguchi import database
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.launcher import prepare_embedded
from tests import builders

HOME = Path(os.environ["MADOGUCHI_HOME"])


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[None]:
    """A PostgreSQL with all tables, made by their owner and used as the application."""
    with builders.a_server(HOME):
        prepare_embedded(HOME)
        subprocess.run([sys.executable, "-m", "madoguchi", "migrate"], check=True, timeout=400)
        _let_tests_empty_tables()
        yield
        connections.close_all()
        for connection in connections.all():
            connection.close_pool()  # type: ignore[attr-defined] # PostgreSQL's own
    shutil.rmtree(HOME, ignore_errors=True)


def _let_tests_empty_tables() -> None:
    """Only here: the application's role may not truncate, but tests that commit clean up that way."""
    owner = database.embedded(HOME, user=database.OWNER_ROLE)
    with psycopg.connect(
        host=owner.host, port=owner.port, user=owner.user, dbname=owner.name
    ) as connection:
        connection.execute(f"grant truncate on all tables in schema public to {database.APP_ROLE}")


@pytest.fixture(autouse=True)
def the_book(request: pytest.FixtureRequest) -> None:
    """The first version, which a migration published: a test that commits empties its table, too."""
    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (
        marker is not None and marker.kwargs.get("transaction", False)
    )
    if commits:
        request.getfixturevalue("transactional_db")
    elif marker is not None or "db" in request.fixturenames:
        request.getfixturevalue("db")
    else:
        return
    builders.the_first_book()


@pytest.fixture
def hikari(db: None) -> Client:
    """The client that Ann answers for: Monday to Friday, 10:00 to 19:00."""
    return builders.a_client("hikari", name="ひかり文具店")


@pytest.fixture
def tsubame(db: None) -> Client:
    """The client on the other side of the wall."""
    return builders.a_client("tsubame", name="つばめ運輸")


@pytest.fixture
def ann(hikari: Client) -> Person:
    """An operator of Hikari; new conversations are hers."""
    return builders.assigned(builders.a_person("ann"), hikari, takes_new=True)


@pytest.fixture
def otto(tsubame: Client) -> Person:
    """An operator of Tsubame, who sees nothing of Hikari."""
    return builders.assigned(builders.a_person("otto"), tsubame, takes_new=True)


@pytest.fixture
def dai(hikari: Client) -> Person:
    """The director of Hikari."""
    return builders.assigned(builders.a_person("dai"), hikari, role="director")


@pytest.fixture
def ada(db: None) -> Person:
    """The admin: no assignment, no conversation without a written reason."""
    return builders.a_person("ada", is_admin=True)


@pytest.fixture
def cora(hikari: Client) -> Person:
    """Hikari's own contact, who looks after its people: sees the portal, and nothing of the desk."""
    return builders.a_member("cora", hikari, is_owner=True)


@pytest.fixture
def mika(tsubame: Client) -> Person:
    """The same at Tsubame: sees nothing of Hikari."""
    return builders.a_member("mika", tsubame, is_owner=True)


@pytest.fixture
def ann_browser(ann: Person) -> Browser:
    """Ann's signed-in browser."""
    return builders.signed_in(ann)


@pytest.fixture
def otto_browser(otto: Person) -> Browser:
    """Otto's signed-in browser."""
    return builders.signed_in(otto)
