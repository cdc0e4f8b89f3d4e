"""One client's desk hours, closures and reply targets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients.actions import hours as actions
from madoguchi.desk.clients.fields import SettingsForm
from madoguchi.desk.clients.forms import ClosureForm, ExtraForm, HoursForm
from madoguchi.desk.clients.hours import year_end_after
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import settings as queries
from madoguchi.desk.clients.setting_rows import HoursView
from madoguchi.desk.clients.views.frame import done, page, refused, saved, status_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.engines.businesstime import CalendarRefusal


@require_http_methods(["GET", "POST"])
@signed_in
def hours(request: Request, pk: int) -> HttpResponse:
    """The week and the targets; what is typed can be looked at as the clocks would count it."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    if request.method == "GET":
        return _page(request, client)
    form = HoursForm(request.POST)
    if request.POST.get("then") == "preview":
        form.is_valid()
        return _page(request, client, form=form, preview=True)
    change = partial(actions.change_hours, client_id=pk, person=request.person, now=clock.now())
    if done(
        form,
        lambda: change(
            weekly=form.weekly, holidays=form.cleaned_data["holidays"], targets=form.targets
        ),
    ):
        return saved("client-hours", pk)
    return _page(request, client, form=form)


@require_POST
@signed_in
def closures(request: Request, pk: int) -> HttpResponse:
    """Days off come into the calendar."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    form = ClosureForm(request.POST)
    add = partial(actions.add_closure, client_id=pk, person=request.person, now=clock.now())
    if done(form, lambda: add(closure=form.closure)):
        return saved("client-hours", pk)
    return _page(request, client, closure=form)


@require_POST
@signed_in
def closure_removal(request: Request, pk: int) -> HttpResponse:
    """Days off are none any more."""
    remove = partial(actions.remove_closure, client_id=pk, person=request.person, now=clock.now())
    return _on_a_day(request, pk, "first", lambda day: remove(first=day))


@require_POST
@signed_in
def extra_days(request: Request, pk: int) -> HttpResponse:
    """A day gets hours of its own."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    form = ExtraForm(request.POST)
    put = partial(actions.set_extra_day, client_id=pk, person=request.person, now=clock.now())
    if done(form, lambda: put(**form.cleaned_data)):
        return saved("client-hours", pk)
    return _page(request, client, extra=form)


def _on_a_day(request: Request, pk: int, field: str, act: Callable[[date], object]) -> HttpResponse:
    client = doors.client_to_set_up(request.person, pk, clock.now())
    try:
        day = date.fromisoformat(request.POST.get(field, ""))
    except ValueError:
        return _page(request, client, refusal=actions.NoSuchDay().sentence)
    refusal = refused(lambda: act(day))
    return _page(request, client, refusal=refusal) if refusal else saved("client-hours", pk)


def _page(
    request: Request,
    client: Client,
    *,
    form: HoursForm | None = None,
    closure: SettingsForm | None = None,
    extra: SettingsForm | None = None,
    preview: bool = False,
    refusal: str = "",
) -> HttpResponse:
    view = queries.hours_view(client, now=clock.now())
    if form is None:
        form = HoursForm.of(*queries.hours_in_force(client))
    elif preview and form.is_valid():
        view = _previewed(view, client, form)
    closure, extra = closure or _closure_form(request), extra or ExtraForm()
    status = REFUSED if refusal else max(status_of(one) for one in (form, closure, extra))
    context = {
        "form": form,
        "closure_form": closure,
        "extra_form": extra,
        "hours": view,
        "refusal": refusal,
    }
    return page(request, client, tab="client-hours", context=context, status=status)


def _closure_form(request: Request) -> ClosureForm:
    """Empty, or with the turn of the year filled in."""
    if request.GET.get("preset") != "year-end":
        return ClosureForm()
    closure = year_end_after(local_day(clock.now()))
    return ClosureForm(initial={"name": closure.name, "first": closure.first, "last": closure.last})


def _previewed(view: HoursView, client: Client, form: HoursForm) -> HoursView:
    present, _ = queries.hours_in_force(client)
    wanted = replace(present, weekly=form.weekly, holidays=form.cleaned_data["holidays"])
    try:
        days = queries.days_ahead(wanted, now=clock.now())
    except CalendarRefusal:
        form.add_error(None, actions.NeverOpen().sentence)
        return view
    return replace(view, days=days, is_preview=True)
