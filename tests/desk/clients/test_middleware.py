"""Every request is one transaction inside the wall of whoever asks."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.test import RequestFactory
from django.urls import reverse

from madoguchi.desk.clients import access
from madoguchi.desk.clients.middleware import WallMiddleware
from madoguchi.desk.clients.models import Client, Term
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.walls import Scope

pytestmark = pytest.mark.django_db(transaction=True)

ONE_TRANSACTION = "/desk/"
TALKS_TO_OTHERS = "/customers/new/"
View = Callable[[HttpRequest], HttpResponse]


def _request(path: str, person: Person | None) -> HttpRequest:
    request = RequestFactory().get(path)
    # Where Django's middleware keeps who signed in.
    request._cached_user = AnonymousUser() if person is None else person  # type: ignore[attr-defined] # its own
    return request


def _through(view: View, path: str = ONE_TRANSACTION, person: Person | None = None) -> int:
    return WallMiddleware(view)(_request(path, person)).status_code


@pytest.mark.parametrize(
    ("path", "atomic"),
    [(ONE_TRANSACTION, True), (TALKS_TO_OTHERS, False), ("/no/such/address/", True)],
)
def test_a_view_runs_in_a_transaction_unless_it_talks_to_another_server(
    path: str, atomic: bool
) -> None:
    seen: list[bool] = []

    def view(_request: HttpRequest) -> HttpResponse:
        seen.append(connection.in_atomic_block)
        return HttpResponse()

    _through(view, path)

    assert seen == [atomic]


@pytest.mark.parametrize("path", [ONE_TRANSACTION, TALKS_TO_OTHERS])
def test_the_view_works_in_the_scope_of_whoever_asks_and_nothing_of_it_stays(
    path: str, hikari: Client, ann: Person
) -> None:
    seen: list[Scope] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(walls.current())
        assert getattr(request, "person", None) == ann
        return HttpResponse()

    _through(view, path, ann)

    assert seen == [Scope(frozenset({hikari.pk}), person_id=ann.pk)]
    assert walls.current() == walls.NOTHING


def test_somebody_who_did_not_sign_in_sees_nothing() -> None:
    seen: list[Scope] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(walls.current())
        assert getattr(request, "person", 0) is None
        return HttpResponse()

    _through(view)

    assert seen == [walls.NOTHING]


@pytest.mark.parametrize(("status", "kept"), [(200, 1), (302, 1), (422, 1), (500, 0), (503, 0)])
def test_a_failure_takes_back_what_the_view_wrote(
    status: int, kept: int, hikari: Client, ann: Person
) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        Term.objects.create(client=hikari, preferred="便箋", avoided="レターセット")
        return HttpResponse(status=status)

    _through(view, person=ann)

    with walls.transaction([hikari.pk]):
        assert Term.objects.count() == kept


def test_an_exception_takes_back_what_the_view_wrote_and_closes_the_wall(
    hikari: Client, ann: Person
) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        Term.objects.create(client=hikari, preferred="便箋", avoided="レターセット")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _through(view, person=ann)

    assert walls.current() == walls.NOTHING
    with walls.transaction([hikari.pk]):
        assert Term.objects.count() == 0


def test_a_database_that_is_away_is_said_kindly_and_is_no_fault_of_the_page(
    ann_browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_person: object) -> Scope:
        raise OperationalError("connection refused")

    monkeypatch.setattr(access, "scope_of", away)

    answer = ann_browser.get(reverse("desk"))

    assert answer.status_code == 503
    assert "データベースにつながりません" in answer.content.decode()
