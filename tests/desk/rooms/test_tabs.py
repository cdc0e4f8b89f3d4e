"""On a phone rooms, promises and tasks are one touch away, for both sides."""

import re

import pytest
from django.urls import reverse

from madoguchi.desk.people.models import Person
from tests import builders

BAR = re.compile(r'<nav class="tabbar".*?</nav>', re.DOTALL)


def _tabs(person: Person, page: str) -> list[str]:
    [bar] = BAR.findall(builders.signed_in(person).get(reverse(page)).content.decode())
    return re.findall(r'<a href="([^"]+)"', bar)


@pytest.mark.parametrize("name", ["rooms", "desk"])
def test_ours_are_the_desk_the_rooms_what_is_owed_and_the_alerts(ann: Person, name: str) -> None:
    names = ("desk", "rooms", "promises", "tasks-today", "alerts")

    assert _tabs(ann, name) == [reverse(name) for name in names]


def test_members_have_their_room_their_requests_and_what_they_were_promised(cora: Person) -> None:
    names = ("portal", "portal-room", "portal-requests", "portal-promises")

    assert _tabs(cora, "portal")[:4] == [reverse(name) for name in names]
