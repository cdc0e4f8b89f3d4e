"""Who looks after their company's own people shows a second factor, as our admins do."""

from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings

from madoguchi.config import Mode
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.django_db
SET_UP = "/account/second-factor/"
PEOPLE = "/portal/people/"


@pytest.fixture
def production(settings: Settings) -> None:
    """Outside of the demo."""
    settings.CONFIG = replace(settings.CONFIG, mode=Mode.PRODUCTION)


@pytest.mark.usefixtures("production")
def test_an_owner_first_sets_one_up(cora: Person) -> None:
    browser = builders.signed_in(cora)

    assert browser.get(PEOPLE).headers.get("Location") == SET_UP
    assert browser.post(f"{PEOPLE}invitations/", {"name": "三好"}).headers["Location"] == SET_UP
    assert "自社の管理者" in browser.get(SET_UP).content.decode()


@pytest.mark.usefixtures("production")
def test_who_is_no_owner_may(hikari: Client, cora: Person) -> None:
    browser = builders.signed_in(builders.a_member("miyoshi", hikari))

    assert browser.get("/portal/").status_code == 200
    assert browser.get(SET_UP).status_code == 200


def test_in_the_demo_nobody_must(cora: Person) -> None:
    assert builders.signed_in(cora).get(PEOPLE).status_code == 200
