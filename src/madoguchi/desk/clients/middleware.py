"""Every request works inside one transaction that sees only the signed-in person's clients."""

import logging
from collections.abc import Callable

from django.contrib.auth.middleware import get_user
from django.db import InterfaceError, OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

from madoguchi.desk.clients import access
from madoguchi.desk.clients.queries.sight import Sight, sight_of
from madoguchi.desk.people import second_factor
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls

log = logging.getLogger(__name__)

FAILED = 500
AWAY = 503
DOORS = ("home", "desk")  # where the provider's people begin; a member begins in the portal


class Request(HttpRequest):
    """A request behind the wall: `person` is who is signed in (views behind `signed_in` can rely on it)."""

    person: Person
    htmx: object
    sight: Sight


def sight_for(request: HttpRequest) -> Sight:
    """What the signed-in person has in sight, asked for once a request."""
    found: Sight | None = getattr(request, "sight", None)
    if found is None:
        found = sight_of(request.person, clock.now())  # type: ignore[attr-defined] # see Request
        request.sight = found  # type: ignore[attr-defined] # the same
    return found


class WallMiddleware:
    """Sync only: an asynchronous branch cannot hold a transaction, so its views would see nothing."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self._behind_the_wall(request)
        except (OperationalError, InterfaceError) as error:
            log.error("the database is away: %s", type(error).__name__)
            return render(request, "503.html", status=AWAY)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """A member gets no further than to the pages that are meant for them."""
        person: Person | None = getattr(request, "person", None)
        if person is None or not person.is_member or getattr(view, "open_to_members", False):
            return None
        match = request.resolver_match
        if request.method == "GET" and match is not None and match.url_name in DOORS:
            return redirect("portal")
        raise Http404

    def _behind_the_wall(self, request: HttpRequest) -> HttpResponseBase:
        view = _view_of(request)
        person = None if getattr(view, "for_programs", False) else _signed_in_person(request)
        request.person = person  # type: ignore[attr-defined] # the wall's own addition, see Request
        seen = access.scope_of(person)
        with walls.within(
            seen.client_ids,
            provider_wide=seen.provider_wide,
            side=seen.side,
            person_id=person.pk if person else 0,
        ):
            if person is not None and _lacks_second_factor(request, person):
                return _to_second_factor(request)
            if getattr(view, "outside_transaction", False):
                return self.get_response(request)
            with transaction.atomic():
                response = self.get_response(request)
                if response.status_code >= FAILED:
                    transaction.set_rollback(True)
            return response


def _lacks_second_factor(request: HttpRequest, person: Person) -> bool:
    """Asked here, where it is known both how people sign in and who directs."""
    now = clock.now()

    def directs() -> bool:
        with transaction.atomic():  # the scope comes with a transaction alone
            return access.is_director(person, now) or second_factor.has_charge(person, now)

    return second_factor.is_missing(request, person, directs=directs, now=now)


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    answer = redirect("mfa_index")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": answer.url})
    return answer


def _signed_in_person(request: HttpRequest) -> Person | None:
    user = get_user(request)  # itself: `request.user` asks who it is at each of its attributes
    return user if isinstance(user, Person) else None


def _view_of(request: HttpRequest) -> object:
    """What will answer: a view that uses the network, or serves programs, is marked (platform/pages.py)."""
    try:
        return resolve(request.path_info).func
    except Resolver404:
        return None
