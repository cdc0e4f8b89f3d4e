"""The page of an import: a file, what would happen, and then it happens."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients.actions import client_imports, imports
from madoguchi.desk.clients.forms import UploadForm
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import settings as queries
from madoguchi.desk.clients.setting_rows import PlannedRow
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.spreadsheets import Table, columns_of, csv_lines, read_table, text_of
from madoguchi.desk.platform.words import later


@dataclass(frozen=True)
class Column:
    """One column: its heading, as the pages call it, and how its cells are written."""

    key: str
    label: Any
    how: Any = ""
    is_optional: bool = False


@dataclass(frozen=True)
class Import:
    """A table that can be taken in, and what its page says. `example`: the lines of its sample file."""

    title: Any
    back: str  # the name of the page that it belongs to
    file: str  # the name of its sample file
    columns: tuple[Column, ...]
    example: tuple[tuple[Any, ...], ...]
    hint: Any
    shown: tuple[Any, ...]  # headings of what the preview shows
    limit: int  # rows

    def read(self, data: bytes) -> Table:
        """The file's rows; its headings in any language."""
        labels = {one.key: one.label for one in self.columns}
        optional = [one.key for one in self.columns if one.is_optional]
        return read_table(data, columns=columns_of(labels), limit=self.limit, optional=optional)


CLIENTS = Import(
    title=later("委託元をCSVで取り込む"),
    back="clients",
    file="clients.csv",
    columns=(
        Column("name", later("名前"), later("画面に出る、委託元の名前。80文字まで。")),
        Column("sender_name", later("差出人名"), later("空なら、名前と同じ。"), is_optional=True),
        Column("address", later("メールアドレス"), later("お客様が問い合わせを送るアドレス。")),
        Column(
            "hue",
            later("色"),
            later(
                "青緑・青・緑・茶・紫・赤・からし・藍・空色・若草・赤紫・こはく。空なら、空いている色。"
            ),
            is_optional=True,
        ),
        Column(
            "hours",
            later("営業時間"),
            later("例：月-金 10:00-19:00、土 10:00-15:00／毎日 9:00-21:00（祝日は休み）／24時間"),
            is_optional=True,
        ),
    ),
    # No sign that a spreadsheet program loses when it saves as Shift_JIS: neither – nor 〜.
    example=(
        (
            later("あさひ製菓"),
            later("あさひ製菓 お客様窓口"),
            "support@asahi.example",
            later("茶"),
            later("平日 10:00-19:00（祝日は休み）"),
        ),
        (later("みどり工房"), "", "help@midori.example", "", later("毎日 9:00-21:00")),
    ),
    hint=later(
        "メールアドレスが同じ委託元があれば変え、なければ加えます。空のままの列は、いまのままです。"
    ),
    shown=(
        later("名前"),
        later("差出人名"),
        later("メールアドレス"),
        later("色"),
        later("営業時間"),
    ),
    limit=200,
)


@require_http_methods(["GET", "POST"])
@signed_in
def clients_import(request: Request) -> HttpResponse:
    """Many clients from a table."""
    doors.admin_or_404(request.person)

    def do(**table: Any) -> tuple[PlannedRow, ...]:
        return client_imports.import_clients(person=request.person, now=clock.now(), **table)

    return import_page(request, CLIENTS, do)


def import_page(
    request: Request,
    kind: Import,
    do: Callable[..., tuple[PlannedRow, ...]],
    *,
    client: Client | None = None,
) -> HttpResponse:
    """Show the form, give a sample, show what the file would do, or do it; 422 with every problem."""
    if request.method == "GET" and "sample" in request.GET:
        return _sample(kind)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    context: dict[str, Any] = {"kind": kind, "form": form, "planned": (), "problems": ()}
    if form.is_bound and form.is_valid():
        data: bytes = form.cleaned_data["data"]
        table = kind.read(data)
        try:
            if form.cleaned_data["then"] == "import":
                do(table=table)
                return redirect(reverse(kind.back, args=[client.pk] if client else []))
            context |= _plan(kind, imports.rehearse(lambda: do(table=table)))
            context["text"] = text_of(data)
        except imports.CannotImport as refusal:
            context["problems"] = refusal.problems
        except Refusal as refusal:
            context["problems"] = (refusal.sentence,)
    if client is not None:
        context["head"] = queries.head_of(client, person=request.person, tab=kind.back)
    refused = bool(context["problems"] or form.errors)
    return render(request, "clients/import.html", context, status=REFUSED if refused else 200)


def _plan(kind: Import, planned: tuple[PlannedRow, ...]) -> dict[str, Any]:
    """The lines, their cells by their headings, and how many are added, changed and left."""
    counts = Counter(row.act for row in planned)
    return {
        "planned": planned,
        "lines": [(row, tuple(zip(kind.shown, row.words, strict=True))) for row in planned],
        "counts": {act: counts[act] for act in ("add", "change", "same")},
    }


def _sample(kind: Import) -> HttpResponse:
    """A file to begin with, in the reader's language, as a spreadsheet program opens it."""
    rows = ([str(cell) for cell in row] for row in kind.example)
    lines = csv_lines([str(one.label) for one in kind.columns], rows)
    answer = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kind.file}"'
    return answer
