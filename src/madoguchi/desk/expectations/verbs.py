"""What is posted about expectation sheets."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.expectations import access
from madoguchi.desk.expectations.actions import drafting, following, signing
from madoguchi.desk.expectations.forms import ToldForm
from madoguchi.desk.expectations.models import Sheet, Side
from madoguchi.desk.expectations.typed import decimal
from madoguchi.desk.expectations.views import sheets
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import signed_in
from madoguchi.desk.platform.refusals import Refusal


@require_POST
@signed_in
def discarding(request: Request, pk: int) -> HttpResponse:
    """The draft is thrown away."""
    sheet = access.sheet_for(pk, sight_for(request))
    return _answer(
        request,
        sheet,
        lambda: drafting.discard_sheet(sheet_id=pk, person=request.person, now=clock.now()),
    )


@require_POST
@signed_in
def sign_offs(request: Request, pk: int) -> HttpResponse:
    """Our side agrees, or it is written down that theirs did, to the text that the page had."""
    sheet = access.sheet_for(pk, sight_for(request))
    text_hash = request.POST.get("text_hash", "")
    if request.POST.get("side") != Side.THEM:
        return _answer(
            request,
            sheet,
            lambda: signing.sign_for_us(
                sheet_id=pk, text_hash=text_hash, person=request.person, now=clock.now()
            ),
        )
    form = ToldForm(request.POST)
    if not form.is_valid():
        return sheets(request, sheet.client_id, version=sheet.version, form=form)
    told = signing.Told(**form.cleaned_data)
    return _answer(
        request,
        sheet,
        lambda: signing.record_their_sign_off(
            sheet_id=pk, text_hash=text_hash, told=told, person=request.person, now=clock.now()
        ),
        form=form,
    )


@require_POST
@signed_in
def gap_closure(request: Request, pk: int) -> HttpResponse:
    """Something that was open is settled."""
    gap = access.gap_for(pk, sight_for(request))
    return _answer(
        request,
        gap.sheet,
        lambda: following.close_gap(gap_id=pk, person=request.person, now=clock.now()),
    )


@require_POST
@signed_in
def readings(request: Request, pk: int) -> HttpResponse:
    """A free figure is read."""
    figure = access.figure_for(pk, sight_for(request))
    value = decimal(request.POST.get("value", ""))
    return _answer(
        request,
        figure.sheet,
        lambda: following.read_figure(
            figure_id=pk, value=value, person=request.person, now=clock.now()
        ),
    )


def _answer(
    request: Request, sheet: Sheet, act: Callable[[], object], form: ToldForm | None = None
) -> HttpResponse:
    """Run the action; back to the version, or the same page with what was typed and refused."""
    try:
        act()
    except Refusal as refusal:
        said = refusal.sentence
        return sheets(request, sheet.client_id, version=sheet.version, refusal=said, form=form)
    return redirect("expectations", pk=sheet.client_id)
