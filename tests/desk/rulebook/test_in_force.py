"""What the guard goes by: one statement to ask which version is in force."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.rulebook import in_force
from tests.desk.rulebook.editing import RULE, edited, published


@pytest.mark.django_db
def test_it_costs_one_statement() -> None:
    in_force.book()

    with CaptureQueriesContext(connection) as asked:
        in_force.book()
    assert len(asked) == 1


def test_another_version_is_noticed_at_once(dai: Person, hikari: Client) -> None:
    assert in_force.book().titles[RULE] == "保留には返答の時刻を添える"

    edited(dai, hikari, title="保留には時刻")
    published(dai, hikari)

    assert in_force.book().titles[RULE] == "保留には時刻"


@pytest.mark.django_db
def test_without_any_version_nothing_is_judged_and_the_migrations_are_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; truncate rulebook_bookversion cascade")

    with pytest.raises(in_force.NoBookPublished, match="madoguchi migrate"):
        in_force.book()
