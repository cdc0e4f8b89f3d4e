"""The admin's pages about clients, and the door that needs a written reason."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from madoguchi.desk.clients.queries import listing as queries
from madoguchi.desk.clients.actions import give_reason
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import as_typed


@require_GET
@signed_in
def clients(request: Request) -> HttpResponse:
    """Every client of the provider; only an admin has this page."""
    _admin_or_404(request)
    rows = queries.client_rows(person=request.person, now=clock.now())
    return render(request, "clients/clients.html", {"clients": rows})


@require_http_methods(["GET", "POST"])
@signed_in
def access(request: Request, pk: int) -> HttpResponse:
    """Why an admin must read this client's conversations."""
    _admin_or_404(request)
    client = Client.objects.filter(pk=pk).first()
    if client is None:
        raise Http404
    if request.method == "GET":
        return _page(request, client)
    reason = as_typed(request.POST.get("reason", ""))
    try:
        give_reason(client_id=client.pk, person=request.person, reason=reason, now=clock.now())
    except Refusal as refusal:
        return _page(request, client, reason=reason, refusal=refusal.sentence, status=REFUSED)
    return redirect("client-access", pk=client.pk)


def _page(
    request: Request, client: Client, *, status: int = 200, reason: str = "", refusal: str = ""
) -> HttpResponse:
    shown = queries.client_access(
        client=client, person=request.person, now=clock.now(), reason=reason, refusal=refusal
    )
    return render(request, "clients/access.html", {"access": shown}, status=status)


def _admin_or_404(request: Request) -> None:
    if not request.person.is_admin:
        raise Http404
