"""Tokens of other systems, and what they send."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client as Browser

from madoguchi.desk.api.actions import TokenWish, make_token
from madoguchi.desk.api.bearer import Bearer
from madoguchi.desk.clients.models import Client, Term
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

ADDRESS = "/api/v1/guard/check"


def made(admin: Person, client: Client | None = None, **wish: Any) -> Bearer:
    """A token that the admin just made."""
    asked = TokenWish(name="CRM", client_id=client.pk if client else None, **wish)
    with walls.transaction([], provider_wide=True):
        return make_token(wish=asked, person=admin, now=builders.NOW)


def with_word(client: Client, preferred: str, avoided: str) -> None:
    """The client calls it `preferred`."""
    with walls.transaction([client.pk]):
        Term.objects.create(client=client, preferred=preferred, avoided=avoided)


def sent(bearer: Bearer | None, record: object, **headers: str) -> Any:
    """What the desk answers a system that has no cookies."""
    browser = Browser(enforce_csrf_checks=True)
    given: Mapping[str, str] = {"Authorization": f"Bearer {bearer.text}"} if bearer else {}
    body = record if isinstance(record, bytes) else json.dumps(record).encode()
    answer = browser.post(
        ADDRESS, body, content_type="application/json", headers={**given, **headers}
    )
    assert answer.cookies == {}
    return answer


def rules(answer: Any) -> list[str]:
    """The rules that spoke."""
    assert answer.status_code == 200, answer.content
    return [one["rule"] for one in json.loads(answer.content)["findings"]]


@pytest.fixture
def hikaris(ada: Person, hikari: Client) -> Bearer:
    """A token that reads Hikari's words."""
    return made(ada, hikari)


@pytest.fixture
def nobodys(ada: Person) -> Bearer:
    """A token of no client."""
    return made(ada)
