"""Where a member gets to."""

import pytest
from django.test import Client as Browser

from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/desk/"])
def test_a_member_begins_in_the_portal(path: str, cora: Person) -> None:
    answer = builders.signed_in(cora).get(path)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/portal/")


@pytest.mark.parametrize("path", ["/portal/", "/portal/access/", "/portal/people/"])
def test_a_member_opens_the_portal(path: str, cora: Person) -> None:
    assert builders.signed_in(cora).get(path).status_code == 200


@pytest.mark.parametrize("path", ["/portal/", "/portal/access/", "/portal/people/"])
def test_the_portal_is_not_there_for_the_providers_people(
    path: str, ann: Person, ada: Person
) -> None:
    assert builders.signed_in(ann).get(path).status_code == 404
    assert builders.signed_in(ada).get(path).status_code == 404


def test_who_did_not_sign_in_is_led_to_the_door(db: None) -> None:
    assert Browser().get("/portal/").status_code == 302
