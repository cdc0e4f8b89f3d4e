"""Every address of the product and what each person gets there: a new one fails until it stands here."""

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.walls.belongings import Belongings

# What a GET answers to: nobody, Ann (operator), Otto (elsewhere), Dai (director), Ada (admin).
OPEN = (200, 200, 200, 200, 200)
SIGNED_IN = (302, 200, 200, 200, 200)
BEHIND_THE_WALL = (302, 200, 404, 200, 404)
ADMIN = (302, 404, 404, 404, 200)
POST_ONLY = (405, 405, 405, 405, 405)
# name → (what its number means, what a GET answers)
TABLE: dict[str, tuple[str | None, tuple[int, ...]]] = {
    "home": (None, (302, 302, 302, 302, 302)),
    "healthz": (None, OPEN),
    "events": (None, (501, 501, 501, 501, 501)),
    "sign-in": (None, OPEN),
    "sign-out": (None, POST_ONLY),
    "desk": (None, SIGNED_IN),
    "conversation": ("conversation", BEHIND_THE_WALL),
    "conversation-guard": ("conversation", POST_ONLY),
    "conversation-reply": ("conversation", POST_ONLY),
    "conversation-approval": ("conversation", POST_ONLY),
    "conversation-note": ("conversation", POST_ONLY),
    "conversation-closure": ("conversation", POST_ONLY),
    "conversation-reopening": ("conversation", POST_ONLY),
    "conversation-owner": ("conversation", POST_ONLY),
    "conversation-no-answer": ("conversation", POST_ONLY),
    "approval-decision": ("held", POST_ONLY),
    "quarantine": (None, SIGNED_IN),
    "quarantine-mail": ("quarantined", BEHIND_THE_WALL),
    "quarantine-retry": ("quarantined", POST_ONLY),
    "quarantine-routing": ("quarantined", POST_ONLY),
    "attachment": ("attachment", BEHIND_THE_WALL),
    "clients": (None, ADMIN),
    "client-access": ("client", ADMIN),
    "customers": (None, SIGNED_IN),
    "customers-new": (None, POST_ONLY),
    "customers-mail": ("customer_mail", BEHIND_THE_WALL),
    "customers-reply": ("customer_mail", POST_ONLY),
}
PEOPLE = ("nobody", "ann", "otto", "dai", "ada")
HTMX_TARGETS = ("list", "queues", "conversation", "thread", "clock", "guard", "body", "made-up")


def test_every_address_stands_in_the_table() -> None:
    assert set(_names(get_resolver())) == set(TABLE)


def test_every_address_has_a_name() -> None:
    assert _names(get_resolver(), nameless=True) == []


def test_each_person_gets_there_what_the_table_says(
    hikaris: Belongings, cast: dict[str, Person | None]
) -> None:
    browsers = [_browser_of(cast[who]) for who in PEOPLE]

    answers = {
        name: tuple(browser.get(path).status_code for browser in browsers)
        for name, path in _paths(hikaris).items()
    }

    assert answers == {name: expected for name, (_, expected) in TABLE.items()}


def test_what_is_posted_needs_the_token_of_our_own_page(hikaris: Belongings) -> None:
    stranger = Browser(enforce_csrf_checks=True)

    answers = {
        name: stranger.post(path).status_code
        for name, path in _paths(hikaris).items()
        if TABLE[name][1] == POST_ONLY
    }

    assert set(answers.values()) == {403}


def test_every_page_says_what_may_run_on_it_and_is_kept_nowhere(
    hikaris: Belongings, cast: dict[str, Person | None]
) -> None:
    for path in _paths(hikaris).values():
        for who in PEOPLE:
            headers = _browser_of(cast[who]).get(path).headers
            assert headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert "unsafe" not in headers["Content-Security-Policy"]
            assert headers["X-Frame-Options"] == "DENY"
            assert "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize("target", HTMX_TARGETS)
@pytest.mark.parametrize("name", ["desk", "conversation"])
def test_whatever_part_is_asked_for_the_page_answers(
    name: str, target: str, hikaris: Belongings, ann: Person
) -> None:
    path = reverse(name, args=[hikaris.conversation.pk] if name == "conversation" else [])
    headers = {"HX-Request": "true", "HX-Target": target}

    assert _browser_of(ann).get(path, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        *("?queue=made-up", "?queue=%00", "?client=x", "?client=-1", "?client=%00"),
        *(f"?client={'9' * 40}", f"?client={'9' * 15}"),
        *("?page=0", "?page=99999", f"?page={'9' * 15}"),
    ],
)
def test_whatever_the_address_asks_for_the_desk_answers(query: str, ann: Person) -> None:
    assert _browser_of(ann).get(reverse("desk") + query).status_code == 200


def test_a_number_that_is_too_big_is_not_found(ann: Person) -> None:
    for name in [name for name, (thing, _) in TABLE.items() if thing]:
        path = reverse(name, args=[int("9" * 30)])
        answer = _browser_of(ann)
        assert {answer.get(path).status_code, answer.post(path).status_code} <= {404, 405}


def _paths(belongings: Belongings) -> dict[str, str]:
    return {
        name: reverse(name, args=[getattr(belongings, thing).pk] if thing else [])
        for name, (thing, _) in TABLE.items()
    }


def _browser_of(person: Person | None) -> Browser:
    return Browser() if person is None else builders.signed_in(person)


def _names(resolver: URLResolver, *, nameless: bool = False) -> list[str]:
    found: list[str] = []
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found += _names(one, nameless=nameless)
        elif isinstance(one, URLPattern) and nameless and not one.name:
            found.append(str(one.pattern))
        elif isinstance(one, URLPattern) and not nameless and one.name:
            found.append(one.name)
    return found
