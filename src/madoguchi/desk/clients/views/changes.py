"""The page of changes: who changed what of the settings, and all of it as a file."""

from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients.forms import ChangesForm
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.queries import changes as queries
from madoguchi.desk.clients.queries.changes import Asked
from madoguchi.desk.clients.setting_rows import ChangeRow
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.pages import signed_in
from madoguchi.desk.platform.spreadsheets import csv_lines
from madoguchi.desk.platform.typed import number
from madoguchi.desk.platform.words import say, told


@require_GET
@signed_in
def audit(request: Request) -> HttpResponse:
    """The changes that are asked for, the newest first."""
    doors.admin_or_404(request.person)
    form = _form(request.GET)
    page = queries.changes_page(_asked(form), before=number(request.GET.get("before", "")))
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {"form": form, "page": page, "query": urlencode(kept)}
    return render(request, "clients/audit.html", context)


@require_GET
@signed_in  # type: ignore[arg-type] # a stream is an answer too
def audit_export(request: Request) -> HttpResponseBase:
    """All that is asked for, as a CSV file without an end before the last of them."""
    doors.admin_or_404(request.person)
    rows = queries.all_changes(_asked(_form(request.GET)), walls.current())
    headings = (say("日時"), told("one", "メンバー"), say("委託元"), say("種類"), say("内容"))
    answer = StreamingHttpResponse(
        csv_lines(headings, (_cells(row) for row in rows)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="madoguchi-changes.csv"'
    return answer


def _form(given: QueryDict) -> ChangesForm:
    return ChangesForm(
        given,
        people=queries.person_choices(),
        clients=queries.client_choices(),
        kinds=queries.kind_choices(),
    )


def _asked(form: ChangesForm) -> Asked:
    """What could be read; a filter that cannot be read is shown with its error and asks nothing."""
    form.is_valid()
    given = form.cleaned_data
    return Asked(
        person_id=number(given.get("person") or ""),
        client_id=number(given.get("client") or ""),
        kind=given.get("kind") or "",
        first=given.get("first"),
        last=given.get("last"),
    )


def _cells(row: ChangeRow) -> tuple[str, ...]:
    return (
        f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}",
        row.person_name,
        row.client.name if row.client else "",
        row.kind_label,
        "".join(row.sentences),
    )
