"""How hard the rulebook's rules are for one client."""

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients.actions.severities import (
    OFF,
    CannotSetSeverity,
    Weight,
    set_severity,
)
from madoguchi.desk.clients.forms import SeverityForm
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import settings as queries
from madoguchi.desk.clients.views.frame import page, refused, saved
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.words import say
from madoguchi.engines.rulebook import Severity


@require_http_methods(["GET", "POST"])
@signed_in
def rules(request: Request, pk: int) -> HttpResponse:
    """Every rule with its weight; posted, one of them changes."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    if request.method == "GET":
        return _page(request, client)
    form = SeverityForm(request.POST)
    if not form.is_valid():
        return _page(request, client, refusal=CannotSetSeverity().sentence)
    refusal = refused(
        partial(
            set_severity,
            client_id=pk,
            rule=form.cleaned_data["rule"],
            severity=_weight(form.cleaned_data["severity"]),
            person=request.person,
            now=clock.now(),
        )
    )
    return _page(request, client, refusal=refusal) if refusal else saved("client-rules", pk)


def _weight(chosen: str) -> Weight:
    if chosen == OFF:
        return OFF
    return Severity(chosen) if chosen else None


def _page(request: Request, client: Client, *, refusal: str = "") -> HttpResponse:
    context = {
        "rules": queries.rule_rows(client.pk),
        "severities": [*((one.value, say(one.label)) for one in Severity), (OFF, say("切"))],
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    return page(request, client, tab="client-rules", context=context, status=status)
