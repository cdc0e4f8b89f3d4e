"""Every request works inside one transaction that sees only the signed-in person's clients."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve

from madoguchi.desk.clients import access
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls

log = logging.getLogger(__name__)

FAILED = 500
AWAY = 503


class Request(HttpRequest):
    """A request behind the wall: `person` is who is signed in (views behind `signed_in` can rely on it)."""

    person: Person
    htmx: object


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

    def _behind_the_wall(self, request: HttpRequest) -> HttpResponseBase:
        person = request.user if request.user.is_authenticated else None
        request.person = person  # type: ignore[attr-defined] # the wall's own addition, see Request
        seen = access.scope_of(person)
        with walls.within(seen.client_ids, provider_wide=seen.provider_wide):
            if _talks_to_others(request):
                return self.get_response(request)
            with transaction.atomic():
                response = self.get_response(request)
                if response.status_code >= FAILED:
                    transaction.set_rollback(True)
            return response


def _talks_to_others(request: HttpRequest) -> bool:
    """Whether the view uses the network, and so opens its own short transactions."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return getattr(view, "outside_transaction", False)
