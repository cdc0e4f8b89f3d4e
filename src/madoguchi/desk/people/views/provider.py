"""The admin's page about the provider itself: its name."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madoguchi.desk.people.access import admins_only
from madoguchi.desk.people.actions.provider import name_provider
from madoguchi.desk.people.provider import provider_name
from madoguchi.desk.people.views.account import Request
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed


@require_http_methods(["GET", "POST"])
@admins_only
def provider(request: Request) -> HttpResponse:
    """What we call ourselves; posted, from now on so."""
    if request.method == "GET":
        return _page(request, provider_name())
    name = as_typed(request.POST.get("name", ""))
    try:
        name_provider(name=name, person=request.person, now=clock.now())
    except Refusal as refusal:
        return _page(request, name, refusal=refusal.sentence)
    return with_toast(redirect("provider"), Toast(words=_("保存しました。"), tone="ok"))


def _page(request: Request, name: str, *, refusal: str = "") -> HttpResponse:
    shown = {"name": name, "refusal": refusal}
    return render(request, "people/provider.html", shown, status=REFUSED if refusal else 200)
