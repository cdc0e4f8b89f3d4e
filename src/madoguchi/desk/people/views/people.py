"""The admin's pages about the people of the provider."""

import base64
import binascii

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madoguchi.desk.people import queries
from madoguchi.desk.people.access import admins_only
from madoguchi.desk.people.actions.imports import LIMIT, import_people, plan_import, sample
from madoguchi.desk.people.rows import ImportPlan, InvitationTyped
from madoguchi.desk.people.views.account import Request
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast

LARGEST_FILE = 200_000  # bytes; 200 lines are far less


@require_GET
@admins_only
def people(request: Request) -> HttpResponse:
    """Everybody, and who was asked to join."""
    return people_page(request)


def people_page(
    request: Request, *, status: int = 200, typed: InvitationTyped | None = None
) -> HttpResponse:
    """The page of the people, as it stands or with a form that was refused."""
    shown = queries.people(now=clock.now(), typed=typed)
    return render(request, "people/people.html", {"page": shown}, status=status)


@require_GET
@admins_only
def person(request: Request, pk: int) -> HttpResponse:
    """One of the people."""
    return person_page(request, pk)


def person_page(
    request: Request, pk: int, *, status: int = 200, refusal: str = "", reason: str = ""
) -> HttpResponse:
    """The page of one person, as it stands or with a refusal."""
    shown = queries.person_page(
        pk, viewer=request.person, now=clock.now(), refusal=refusal, reason=reason
    )
    if shown is None:
        raise Http404
    return render(request, "people/person.html", {"page": shown}, status=status)


@require_http_methods(["GET", "POST"])
@admins_only
def people_import(request: Request) -> HttpResponse:
    """A CSV file: a sample, then what one would do, then it is done."""
    if request.method == "GET" and "sample" in request.GET:
        answer = HttpResponse(sample(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="members.csv"'
        return answer
    if request.method == "GET":
        return _import_page(request, None)
    if "packed" not in request.POST:
        return _preview(request)
    data = _unpacked(request.POST["packed"])
    try:
        count = import_people(data=data, actor=request.person, now=clock.now())
    except Refusal as refusal:
        return _import_page(request, _planned(data), status=REFUSED, refusal=refusal.sentence)
    words = _("%(count)d人に招待を送りました。") % {"count": count}
    return with_toast(redirect("people"), Toast(words=words, tone="ok"))


def _preview(request: Request) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None or not file.size or file.size > LARGEST_FILE:
        refusal = _("CSVファイルを選んでください（%(limit)d行まで）。") % {"limit": LIMIT}
        return _import_page(request, None, status=REFUSED, refusal=refusal)
    plan = _planned(file.read())
    return _import_page(
        request, plan, status=200 if plan.lines and not plan.all_problems else REFUSED
    )


def _planned(data: bytes) -> ImportPlan:
    plan = plan_import(data)
    packed = base64.b64encode(data).decode("ascii")
    return ImportPlan(lines=plan.lines, problems=plan.problems, packed=packed)


def _unpacked(text: str) -> bytes:
    try:
        return base64.b64decode(text[: LARGEST_FILE * 2], validate=True)
    except (binascii.Error, ValueError):
        return b""


def _import_page(
    request: Request, plan: ImportPlan | None, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    context = {"plan": plan, "refusal": refusal, "limit": LIMIT}
    return render(request, "people/people_import.html", context, status=status)
