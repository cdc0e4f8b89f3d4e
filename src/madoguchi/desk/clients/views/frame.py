"""What the pages of one client's settings share: the door, the head, the answer to what was posted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import settings as queries
from madoguchi.desk.platform.pages import REFUSED
from madoguchi.desk.platform.refusals import Refusal

SAVED = "?saved=1"
FORMS_OF_DIRECTORS = ("client-contacts", "client-terms", "client-phrases", "client-templates")
FORMS_OF_ADMINS = ("form", "extra_form")


def page(
    request: Request,
    client: Client,
    *,
    tab: str,
    context: dict[str, Any],
    status: int = 200,
    template: str = "",
) -> HttpResponse:
    """The page of one tab, whose template has the name of its address unless another is named."""
    head = queries.head_of(client, person=request.person, tab=tab)
    if not head.is_admin and tab not in FORMS_OF_DIRECTORS:
        context["refusal"] = context.get("refusal") or _hidden_error(context)
    template = template or f"clients/settings/{tab.removeprefix('client-')}.html"
    saved = request.method == "GET" and "saved" in request.GET
    return render(request, template, {"head": head, "saved": saved, **context}, status=status)


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Run the action on what the form read; what is refused becomes the form's error."""
    if not form.is_valid():
        return False
    refusal = refused(act)
    if refusal:
        form.add_error(None, refusal)
    return not refusal


def refused(act: Callable[[], object]) -> str:
    """Run the action; its refusal's sentence, "" when it did what was asked."""
    try:
        act()
    except Refusal as refusal:
        return refusal.sentence
    return ""


def saved(name: str, pk: int) -> HttpResponse:
    """Back to the page, which says that it is kept."""
    answer = redirect(name, pk=pk)
    answer["Location"] += SAVED
    return answer


def status_of(form: forms.Form) -> int:
    """422 for a form that was refused."""
    return REFUSED if form.is_bound and form.errors else 200


def _hidden_error(context: dict[str, Any]) -> str:
    """Why a form was refused that its sender cannot see: only an admin is offered it."""
    forms_there = [context[name] for name in FORMS_OF_ADMINS if name in context]
    return next((error for one in forms_there for error in one.non_field_errors()), "")
