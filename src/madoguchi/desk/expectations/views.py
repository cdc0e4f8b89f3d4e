"""The pages of a client's expectation sheets."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from madoguchi.desk.clients.authority import directs
from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.expectations import access
from madoguchi.desk.expectations.actions import drafting, signing
from madoguchi.desk.expectations.forms import ToldForm
from madoguchi.desk.expectations.measures import MEASURES
from madoguchi.desk.expectations.models import Side
from madoguchi.desk.expectations.queries.behind import behind
from madoguchi.desk.expectations.queries.months import months_of
from madoguchi.desk.expectations.queries.read import readings_of
from madoguchi.desk.expectations.queries.sheets import draft_of, sheets_page
from madoguchi.desk.expectations.rows import SheetsPage
from madoguchi.desk.expectations.typed import (
    TypedSheet,
    contents_of,
    read,
    typed_of,
)
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, part_of, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import number, place
from madoguchi.desk.platform.words import say

PARTS = {"sheet-figures": "expectations/parts/measured.html"}


@require_http_methods(["GET", "POST"])
@signed_in
def expectations(request: Request, pk: int) -> HttpResponse:
    """The sheet that holds, or the version that is asked for; posted, the next version is begun."""
    access.client_for(pk, sight_for(request))
    if request.method == "GET":
        return sheets(request, pk, version=number(request.GET.get("version", "")))
    try:
        drafting.begin_sheet(client_id=pk, person=request.person, now=clock.now())
    except drafting.DraftThere:
        return redirect("expectations-draft", pk=pk)
    except Refusal as refusal:
        return sheets(request, pk, refusal=refusal.sentence)
    return redirect("expectations-draft", pk=pk)


@require_http_methods(["GET", "POST"])
@signed_in
def draft(request: Request, pk: int) -> HttpResponse:
    """The questionnaire: what the draft says; posted, kept, with more room, or proposed at once."""
    access.client_for(pk, sight_for(request))
    if not directs(request.person, pk, clock.now()):
        raise Http404
    found = draft_of(pk)
    if found is None:
        return redirect("expectations", pk=pk)
    sheet, contents = found
    context: dict[str, Any] = {"sheet": sheet, "seen": sheet.edited_at.isoformat()}
    if request.method == "GET":
        return _draft(request, pk, typed_of(contents, is_first=sheet.version == 1), context)
    typed = read(request.POST)
    context["seen"] = request.POST.get("seen", "")
    if request.POST.get("do") == "more":
        return _draft(request, pk, typed.with_room(), context, status=REFUSED)
    try:
        _write(request, sheet.pk, typed)
    except Refusal as refusal:
        return _draft(request, pk, typed, {**context, "refusal": refusal.sentence}, status=REFUSED)
    return with_toast(redirect("expectations", pk=pk), _toast(request))


@require_GET
@signed_in
def figure(request: Request, pk: int) -> HttpResponse:
    """What a computed figure counted in a month, or the missed of it; how a free one was read."""
    sight, now = sight_for(request), clock.now()
    found = access.figure_for(pk, sight)
    client = access.client_for(found.client_id, sight)
    if not found.measure:
        shown = {"figure": found, "client": client, "readings": readings_of(found)}
        return render(request, "expectations/readings.html", shown)
    months, window = months_of(found.client_id, request.GET.get("month", ""), now)
    missed = request.GET.get("what") == "missed"
    before = place(request.GET.get("before", ""))
    context = {
        "figure": found,
        "client": client,
        "about": MEASURES[found.measure].about_of(found.within),
        "page": behind(found, window, missed=missed, before=before),
        "missed": missed,
        "month": months.chosen,
    }
    return render(request, "expectations/behind.html", context)


def sheets(
    request: Request,
    pk: int,
    *,
    version: int | None = None,
    refusal: str = "",
    form: ToldForm | None = None,
) -> HttpResponse:
    """The page of a client's sheets, with what was refused on it."""
    now = clock.now()
    page = sheets_page(
        access.client_for(pk, sight_for(request)),
        version=version,
        can_change=directs(request.person, pk, now),
        now=now,
        month=request.GET.get("month", ""),
    )
    if version is not None and page.shown is None:
        raise Http404
    context = {**shown_of(page), "refusal": refusal, "form": form or ToldForm(), "is_ours": True}
    refused = bool(refusal or (form and form.errors))
    template = part_of(request, PARTS, "expectations/sheets.html")
    return render(request, template, context, status=REFUSED if refused else 200)


def shown_of(page: SheetsPage) -> dict[str, Any]:
    """What the templates of a sheet are drawn with, whole or in part."""
    return {"page": page, "sheet": page.shown, "can_change": page.can_change}


def _write(request: Request, sheet_id: int, typed: TypedSheet) -> None:
    """Keep the draft, and propose it when that was asked for."""
    now = clock.now()
    seen = place(f"{request.POST.get('seen', '')}~0")
    if seen is None:
        raise drafting.EditedMeanwhile
    drafting.write_sheet(
        sheet_id=sheet_id,
        contents=contents_of(typed),
        person=request.person,
        now=now,
        seen=seen[0],
    )
    if request.POST.get("do") == "propose":
        signing.propose_sheet(sheet_id=sheet_id, person=request.person, now=now)


def _toast(request: Request) -> Toast:
    if request.POST.get("do") == "propose":
        return Toast(words=say("合意をお願いしました。両者が合意すると有効になります。"))
    return Toast(words=say("下書きを保存しました。"))


def _draft(
    request: Request, pk: int, typed: TypedSheet, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    shown = {
        **context,
        "client": access.client_for(pk, sight_for(request)),
        "typed": typed,
        "measures": tuple(MEASURES.values()),
        "sides": Side.choices,
    }
    return render(request, "expectations/draft.html", shown, status=status)
