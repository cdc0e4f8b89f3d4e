"""Every address of the product and what each person gets there: a new one fails until it stands here."""

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.walls.belongings import Belongings
from tests.house.addresses import TABLE, WORDS
from tests.house.addresses_of_members import OF_MEMBERS
from tests.house.answers import POST_ONLY

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
        for name, path in paths_of(hikaris).items()
    }

    assert answers == {name: expected for name, (_, expected) in TABLE.items()}


def test_a_member_gets_where_it_is_meant_and_everything_else_is_not_there(
    hikaris: Belongings, cora: Person
) -> None:
    browser = _browser_of(cora)

    answers = {name: browser.get(path).status_code for name, path in paths_of(hikaris).items()}

    assert answers == {name: OF_MEMBERS.get(name, 404) for name in TABLE}


def test_nothing_is_posted_by_a_member_but_where_it_is_meant(
    hikaris: Belongings, cora: Person
) -> None:
    browser = _browser_of(cora)
    closed = {
        name: path
        for name, path in paths_of(hikaris).items()
        if name not in OF_MEMBERS or name == "api-guard-check"
    }

    answers = {name: browser.post(path).status_code for name, path in closed.items()}

    assert answers.pop("api-guard-check") == 401  # a program's door: it knows no session
    # What a member may ask for, and is not there for them, takes no form, either.
    assert set(answers.values()) <= {404, 405}


def test_what_is_posted_needs_the_token_of_our_own_page(hikaris: Belongings) -> None:
    stranger = Browser(enforce_csrf_checks=True)

    answers = {
        name: stranger.post(path).status_code
        for name, path in paths_of(hikaris).items()
        # A program's door wants a header that no page can make a browser send.
        if TABLE[name][1] == POST_ONLY and name != "api-guard-check"
    }

    assert set(answers.values()) == {403}


def test_every_page_says_what_may_run_on_it_and_is_kept_nowhere(
    hikaris: Belongings, cast: dict[str, Person | None]
) -> None:
    for path in paths_of(hikaris).values():
        for who in PEOPLE:
            headers = _browser_of(cast[who]).get(path).headers
            assert headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert "unsafe" not in headers["Content-Security-Policy"]
            is_letter = "frame-ancestors 'self'" in headers["Content-Security-Policy"]
            assert headers["X-Frame-Options"] == ("SAMEORIGIN" if is_letter else "DENY")
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
        *("?after=1", "?after=1_9_1", f"?after=1_{'9' * 17}_1", "?before=1_-9_1", "?before=1__%00"),
        *(f"?after={'9' * 15}_{'9' * 17}_{'9' * 15}", "?sort=client&after=1__1", "?sort=x"),
        *("?owner=me", "?owner=none", "?owner=-1", f"?owner={'9' * 15}", "?tag=%00x", "?unread=1"),
        *("?from=2026-11-17", "?to=9999-12-31", "?from=0001-01-01", "?from=x&to=2026-02-30"),
        *("?queue=closed&unread=1&from=2026-01-01&sort=client", "?client=1&client=2&client=x"),
    ],
)
def test_whatever_the_address_asks_for_the_desk_answers(query: str, ann: Person) -> None:
    assert _browser_of(ann).get(reverse("desk") + query).status_code == 200


def test_a_number_that_is_too_big_is_not_found(ann: Person) -> None:
    for name in [name for name, (thing, _) in TABLE.items() if thing and thing not in WORDS]:
        path = reverse(name, args=[int("9" * 30)])
        answer = _browser_of(ann)
        assert {answer.get(path).status_code, answer.post(path).status_code} <= {404, 405}


def paths_of(belongings: Belongings) -> dict[str, str]:
    """Every name of the table with an address of that client's own."""
    return {
        name: reverse(name, args=arguments_of(belongings, thing))
        for name, (thing, _) in TABLE.items()
    }


def arguments_of(belongings: Belongings, thing: str | None) -> list[object]:
    """What stands in the address of this thing."""
    if thing is None:
        return []
    if thing == "a person":
        return [belongings.reply.author_id]
    return WORDS.get(thing) or [getattr(belongings, thing).pk]


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
