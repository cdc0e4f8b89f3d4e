"""A form that is refused: the page opens at the field, and what was typed is still there."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

CLOSURE = {"name": "棚卸し", "first": "2026-12-01", "last": "2026-12-02"}


@pytest.fixture
def admin(ada: Person) -> Browser:
    return builders.signed_in(ada)


def focused(page: str) -> list[str]:
    """What has the cursor, in the order of the page: names of fields, or "callout"."""
    tags = re.findall(r"<(?:input|textarea|select|p)\b[^>]*\bautofocus\b[^>]*>", page)
    names = [re.search(r'name="(\w+)"', tag) for tag in tags]
    return [found[1] if found else "callout" for found in names]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": ""}, "name", "休業の名前を書いてください（例：年末年始）。"),
        ({"first": ""}, "first", ""),
        ({"last": "2026-11-30"}, "last", "終わりの日を、始まりの日より後にしてください。"),
        ({"last": "2029-12-01"}, "callout", "休業は1年までです。"),
    ],
)
def test_a_closure_that_is_refused_has_the_cursor_where_it_is_wrong(
    admin: Browser, hikari: Client, typed: dict[str, str], field: str, words: str
) -> None:
    answer = admin.post(reverse("client-closures", args=[hikari.pk]), CLOSURE | typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert focused(page) == [field]
    assert words in page
    assert all(f'value="{value}"' in page for value in (CLOSURE | typed).values() if value)


@pytest.mark.parametrize("typed", ["", "あさから", "10:00-10:00"])
def test_a_day_open_besides_needs_hours_and_keeps_what_was_typed(
    admin: Browser, hikari: Client, typed: str
) -> None:
    path = reverse("client-extra-days", args=[hikari.pk])

    answer = admin.post(path, {"day": "2026-11-28", "ranges": typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert focused(page) == ["ranges"]
    assert 'value="2026-11-28"' in page
    assert not typed or f'value="{typed}"' in page
    with walls.transaction([hikari.pk]):
        assert policies.current(hikari.pk).version == 1


def test_the_form_of_a_day_open_besides_shows_an_example(admin: Browser, hikari: Client) -> None:
    page = admin.get(reverse("client-hours", args=[hikari.pk])).content.decode()

    assert 'placeholder="例：10:00–15:00"' in page
    assert focused(page) == []


def test_of_several_wrong_fields_the_first_has_the_cursor(admin: Browser, hikari: Client) -> None:
    typed = {"day1": "あさ", "day3": "よる", "due": "60", "late": "180", "limit": "360"}

    page = admin.post(reverse("client-hours", args=[hikari.pk]), typed).content.decode()

    assert focused(page) == ["day1"]
