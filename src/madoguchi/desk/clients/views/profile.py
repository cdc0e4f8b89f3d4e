"""One client: how it is called, coloured and signs; the end of its contract."""

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients.actions import profiles
from madoguchi.desk.clients.actions.profiles import Profile
from madoguchi.desk.clients.forms import ProfileForm
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries.steps import steps_of
from madoguchi.desk.clients.views.frame import done, page, refused, saved, status_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def client(request: Request, pk: int) -> HttpResponse:
    """The client's name, colour, sender and signature."""
    found = doors.client_to_set_up(request.person, pk, clock.now())
    if request.method == "GET":
        return _page(request, found, ProfileForm.of(found))
    form = ProfileForm(request.POST)
    change = partial(profiles.change_profile, client_id=pk, person=request.person, now=clock.now())
    if done(form, lambda: change(profile=Profile(**form.cleaned_data))):
        return saved("client", pk)
    return _page(request, found, form)


@require_POST
@signed_in
def closing(request: Request, pk: int) -> HttpResponse:
    """The contract ends, or goes on after all."""
    found = doors.client_to_set_up(request.person, pk, clock.now())
    act = profiles.reopen_client if request.POST.get("then") == "reopen" else profiles.close_client
    refusal = refused(lambda: act(client_id=pk, person=request.person, now=clock.now()))
    if not refusal:
        return saved("client", pk)
    return _page(request, found, ProfileForm.of(found), refusal=refusal)


def _page(request: Request, found: Client, form: ProfileForm, *, refusal: str = "") -> HttpResponse:
    status = REFUSED if refusal else status_of(form)
    steps = steps_of(found, now=clock.now()) if request.person.is_admin else ()
    context = {"form": form, "refusal": refusal, "steps": steps}
    return page(request, found, tab="client", context=context, status=status)
