"""One client's mail addresses."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients.actions import addresses as actions
from madoguchi.desk.clients.forms import AddressForm
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import settings as queries
from madoguchi.desk.clients.views.frame import done, page, refused, saved, status_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.typed import number


@require_http_methods(["GET", "POST"])
@signed_in
def addresses(request: Request, pk: int) -> HttpResponse:
    """The addresses, and one more."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    if request.method == "GET":
        return _page(request, client, AddressForm())
    form = AddressForm(request.POST)
    add = partial(actions.add_address, client_id=pk, person=request.person, now=clock.now())
    if done(form, lambda: add(address=form.cleaned_data["address"])):
        return saved("client-addresses", pk)
    return _page(request, client, form)


@require_POST
@signed_in
def default(request: Request, pk: int) -> HttpResponse:
    """Another address is what answers come from."""
    return _on_one(request, pk, actions.make_default)


@require_POST
@signed_in
def removal(request: Request, pk: int) -> HttpResponse:
    """An address is no longer the client's."""
    return _on_one(request, pk, actions.remove_address)


def _on_one(request: Request, pk: int, act: Callable[..., object]) -> HttpResponse:
    client = doors.client_to_set_up(request.person, pk, clock.now())
    chosen = number(request.POST.get("address", "")) or 0
    run = partial(act, client_id=pk, address_id=chosen, person=request.person, now=clock.now())
    refusal = refused(run)
    if not refusal:
        return saved("client-addresses", pk)
    return _page(request, client, AddressForm(), refusal=refusal)


def _page(
    request: Request, client: Client, form: AddressForm, *, refusal: str = ""
) -> HttpResponse:
    context = {"form": form, "addresses": queries.address_rows(client.pk), "refusal": refusal}
    status = REFUSED if refusal else status_of(form)
    return page(request, client, tab="client-addresses", context=context, status=status)
