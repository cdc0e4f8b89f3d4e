"""The client's own people read their sheet in the portal, and agree to what is proposed to them."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from madoguchi.desk.clients.access import client_of
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.expectations.actions import signing
from madoguchi.desk.expectations.queries.sheets import members_page
from madoguchi.desk.expectations.views import PARTS, shown_of
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.pages import REFUSED, members_only, part_of
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import number
from madoguchi.desk.platform.words import say


@members_only
@require_http_methods(["GET", "POST"])
def sheet(request: Request) -> HttpResponse:
    """The sheet that holds, or waits for an agreement; posted, their side agrees to its text."""
    client = client_of(request)
    if request.method == "GET":
        return _page(request, client)
    try:
        with walls.as_the_desk():
            signing.sign_for_them(
                sheet_id=number(request.POST.get("sheet", "")) or 0,
                text_hash=request.POST.get("text_hash", ""),
                client_id=client.pk,
                person=request.person,
                now=clock.now(),
            )
    except Refusal as refusal:
        return _page(request, client, refusal=refusal.sentence)
    words = say("合意を受け取りました。ありがとうございます。")
    return with_toast(redirect("portal-expectations"), Toast(words=words, tone="ok"))


def _page(request: Request, client: Client, *, refusal: str = "") -> HttpResponse:
    asked = number(request.GET.get("version", ""))
    month = request.GET.get("month", "")
    page = members_page(chip(client), version=asked, now=clock.now(), month=month)
    if asked is not None and page.shown is None:
        raise Http404
    context = {**shown_of(page), "refusal": refusal}
    status = REFUSED if refusal else 200
    template = part_of(request, PARTS, "expectations/portal.html")
    return render(request, template, context, status=status)
