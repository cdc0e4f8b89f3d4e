"""The page of an import: a file, what would happen, and then it happens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients.actions import imports
from madoguchi.desk.clients.forms import UploadForm
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import settings as queries
from madoguchi.desk.clients.setting_rows import PlannedRow
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.spreadsheets import read_table, text_of
from madoguchi.desk.platform.words import later


@dataclass(frozen=True)
class Import:
    """A table that can be taken in: its columns (heading → key), and what its page says."""

    title: Any
    back: str  # the name of the page that it belongs to
    columns: Mapping[str, str]
    hint: Any
    shown: tuple[Any, ...]  # headings of what the preview shows
    limit: int  # rows
    optional: frozenset[str] = field(default_factory=frozenset)


CLIENTS = Import(
    title=later("委託元をCSVで取り込む"),
    back="clients",
    columns={
        "名前": "name",
        "差出人名": "sender_name",
        "メールアドレス": "address",
        "色": "hue",
        "営業時間": "hours",
    },
    hint=later(
        "見出しは「名前,差出人名,メールアドレス,色,営業時間」。色は1から12の数、"
        "営業時間は weekdays-10-19、weekdays-9-18、daily-9-21、round-the-clock のどれか。"
        "色と営業時間の列はなくてもかまいません。"
    ),
    shown=(later("名前"), later("識別名"), later("アドレス"), later("営業時間")),
    limit=200,
    optional=frozenset({"hue", "hours", "sender_name"}),
)


@require_http_methods(["GET", "POST"])
@signed_in
def clients_import(request: Request) -> HttpResponse:
    """Many clients from a table."""
    doors.admin_or_404(request.person)

    def do(**table: Any) -> tuple[PlannedRow, ...]:
        return imports.import_clients(person=request.person, now=clock.now(), **table)

    return import_page(request, CLIENTS, do)


def import_page(
    request: Request,
    kind: Import,
    do: Callable[..., tuple[PlannedRow, ...]],
    *,
    client: Client | None = None,
) -> HttpResponse:
    """Show the form, show what the file would do, or do it; 422 with every problem."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    context: dict[str, Any] = {"kind": kind, "form": form, "planned": (), "problems": ()}
    if form.is_bound and form.is_valid():
        data: bytes = form.cleaned_data["data"]
        table = read_table(data, columns=kind.columns, limit=kind.limit, optional=kind.optional)
        try:
            if form.cleaned_data["then"] == "import":
                do(table=table)
                return redirect(reverse(kind.back, args=[client.pk] if client else []))
            context["planned"] = imports.rehearse(lambda: do(table=table))
            context["text"] = text_of(data)
        except imports.CannotImport as refusal:
            context["problems"] = refusal.problems
        except Refusal as refusal:
            context["problems"] = (refusal.sentence,)
    if client is not None:
        context["head"] = queries.head_of(client, person=request.person, tab=kind.back)
    refused = bool(context["problems"] or form.errors)
    return render(request, "clients/import.html", context, status=REFUSED if refused else 200)
