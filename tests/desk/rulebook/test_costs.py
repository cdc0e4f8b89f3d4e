"""The pages of the book ask as often for thirty clients, versions and readers as for three."""

import pytest
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.rulebook.editing import RULE, edited, published
from tests.house.counting import page_of, queries_of


@pytest.mark.parametrize("name", ["rulebook-rule", "rulebook-draft-rule"])
def test_a_rule_costs_the_same_for_many_clients(name: str, ada: Person) -> None:
    page = page_of(ada, reverse(name, args=[RULE]))
    _clients(3, "few")
    few = queries_of(page)
    _clients(27, "many")

    assert queries_of(page) == few


@pytest.mark.parametrize("name", ["rulebook", "rulebook-versions"])
def test_the_history_costs_the_same_for_many_versions_and_readers(
    name: str, dai: Person, hikari: Client
) -> None:
    page = page_of(dai, reverse(name))
    for number in range(2):
        edited(dai, hikari, title=f"名前{number}")
        published(dai, hikari)
    few = queries_of(page)
    for number in range(2, 6):
        builders.a_person(f"reader-{number}")
        edited(dai, hikari, title=f"名前{number}")
        published(dai, hikari)

    assert queries_of(page) == few


def _clients(number: int, key: str) -> None:
    for one in range(number):
        builders.a_client(f"{key}-{one}")
