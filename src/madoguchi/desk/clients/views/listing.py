"""All clients: the list, a new one, many from a table, and the door that needs a written reason."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients.actions import give_reason, profiles
from madoguchi.desk.clients.actions.profiles import Profile
from madoguchi.desk.clients.forms import NewClientForm
from madoguchi.desk.clients.hours import PRESETS, Targets
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import listing as queries
from madoguchi.desk.clients.views.frame import done, saved, status_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import as_typed


@require_GET
@signed_in
def clients(request: Request) -> HttpResponse:
    """Every client for an admin; for a director those that they direct."""
    doors.lead_or_404(request.person, clock.now())
    rows = queries.client_rows(person=request.person, now=clock.now())
    return render(
        request, "clients/clients.html", {"clients": rows, "is_admin": request.person.is_admin}
    )


@require_http_methods(["GET", "POST"])
@signed_in
def new_client(request: Request) -> HttpResponse:
    """A client comes to the desk."""
    doors.admin_or_404(request.person)
    added: list[Client] = []
    if request.method == "GET":
        form = NewClientForm(initial={"hue": queries.rarest_hue()})
    else:
        form = NewClientForm(request.POST)
        if done(form, lambda: added.append(_add(request, form))):
            return saved("client", added[0].pk)
    return render(request, "clients/new.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
@signed_in
def access(request: Request, pk: int) -> HttpResponse:
    """Why an admin must read this client's conversations."""
    doors.admin_or_404(request.person)
    client = doors.client_to_set_up(request.person, pk, clock.now())
    if request.method == "GET":
        return _access_page(request, client)
    reason = as_typed(request.POST.get("reason", ""))
    try:
        give_reason(client_id=client.pk, person=request.person, reason=reason, now=clock.now())
    except Refusal as refusal:
        return _access_page(
            request, client, reason=reason, refusal=refusal.sentence, status=REFUSED
        )
    return redirect("client-access", pk=client.pk)


def _add(request: Request, form: NewClientForm) -> Client:
    given = dict(form.cleaned_data)
    address, preset = given.pop("address"), given.pop("preset")
    return profiles.add_client(
        profile=Profile(**given),
        address=address,
        desk_hours=PRESETS[preset][1],
        targets=Targets(),
        person=request.person,
        now=clock.now(),
    )


def _access_page(
    request: Request, client: Client, *, status: int = 200, reason: str = "", refusal: str = ""
) -> HttpResponse:
    shown = queries.client_access(
        client=client, person=request.person, now=clock.now(), reason=reason, refusal=refusal
    )
    return render(request, "clients/access.html", {"access": shown}, status=status)
