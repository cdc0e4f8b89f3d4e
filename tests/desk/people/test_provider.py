"""The provider's own name: said by an admin, and shown to its clients' people."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.actions.contacts import Ways
from madoguchi.desk.contacts.actions.members import add_and_invite
from madoguchi.desk.people.models import Letter, Person
from madoguchi.desk.people.provider import provider_name
from madoguchi.desk.platform import walls
from tests import builders

pytestmark = pytest.mark.django_db
PAGE = "/settings/provider/"
NAME = "あおば窓口株式会社"


def _named(ada: Person, name: str = NAME) -> int:
    return builders.signed_in(ada).post(PAGE, {"name": name}).status_code


def test_an_admin_says_it_and_members_read_it_in_the_portal(ada: Person, cora: Person) -> None:
    assert NAME not in builders.signed_in(cora).get("/portal/").content.decode()

    assert _named(ada, f" {NAME} ") == 302

    assert provider_name() == NAME
    assert NAME in builders.signed_in(cora).get("/portal/").content.decode()


def test_it_stands_on_the_page_of_changes(ada: Person) -> None:
    _named(ada)
    _named(ada)  # the same again is no change

    page = builders.signed_in(ada).get("/settings/audit/").content.decode()

    assert page.count(f"「{NAME}」") == 1


def test_what_is_too_long_is_refused_and_kept_as_it_was_typed(ada: Person) -> None:
    answer = builders.signed_in(ada).post(PAGE, {"name": "あ" * 81})

    assert answer.status_code == 422
    assert "あ" * 81 in answer.content.decode()
    assert provider_name() == ""


def test_nobody_else_opens_the_page(ann: Person, dai: Person, cora: Person) -> None:
    for person in (ann, dai, cora):
        assert builders.signed_in(person).get(PAGE).status_code == 404
        assert builders.signed_in(person).post(PAGE, {"name": "x"}).status_code == 404


def test_who_is_invited_reads_whose_desk_it_is(ada: Person, dai: Person, hikari: Client) -> None:
    _named(ada)
    ways = Ways(name="佐伯 香織", email="saeki@hikari.example")

    with walls.transaction([hikari.pk]):
        add_and_invite(client_id=hikari.pk, ways=ways, person=dai, now=builders.NOW)

    assert f"{dai.name}（{NAME}）さんから" in Letter.objects.get().body
