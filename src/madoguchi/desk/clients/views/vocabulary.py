"""One client's vocabulary, and a table of words."""

from dataclasses import asdict
from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients.actions import imports, suggestions
from madoguchi.desk.clients.actions import vocabulary as actions
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import settings as queries
from madoguchi.desk.clients.views.frame import done, page, refused, saved, status_of
from madoguchi.desk.clients.views.importing import Column, Import, import_page
from madoguchi.desk.clients.word_forms import TermForm
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.spreadsheets import csv_lines
from madoguchi.desk.platform.typed import number
from madoguchi.desk.platform.words import later


@require_http_methods(["GET", "POST"])
@signed_in
def terms(request: Request, pk: int) -> HttpResponse:
    """The words; posted, a new pair, or with its number another wording of one."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    if request.method == "GET":
        return _page(request, client, TermForm(), editing=number(request.GET.get("edit", "")))
    form = TermForm(request.POST)
    chosen = number(request.POST.get("term", ""))
    act = partial(actions.change_term, term_id=chosen) if chosen else actions.add_term
    run = partial(act, client_id=pk, person=request.person, now=clock.now())
    if done(form, lambda: run(**form.cleaned_data)):
        return saved("client-terms", pk)
    return _page(request, client, form, editing=chosen)


@require_POST
@signed_in
def term_removal(request: Request, pk: int) -> HttpResponse:
    """A word is no longer avoided."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    chosen = number(request.POST.get("term", "")) or 0
    refusal = refused(
        partial(
            actions.remove_term,
            client_id=pk,
            term_id=chosen,
            person=request.person,
            now=clock.now(),
        )
    )
    if not refusal:
        return saved("client-terms", pk)
    return _page(request, client, TermForm(), refusal=refusal)


@require_http_methods(["GET", "POST"])
@signed_in
def terms_import(request: Request, pk: int) -> HttpResponse:
    """Many words from a table."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    do = partial(imports.import_terms, client_id=pk, person=request.person, now=clock.now())
    return import_page(request, TERMS, do, client=client)


@require_GET
@signed_in
def terms_export(request: Request, pk: int) -> HttpResponse:
    """The vocabulary as the import takes it."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    rows = queries.term_rows(pk)
    cells = ((row.avoided, row.preferred, row.note, row.example) for row in rows)
    lines = csv_lines([str(one.label) for one in TERMS.columns], cells)
    answer = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="terms-{client.key}.csv"'
    return answer


@require_POST
@signed_in
def term_suggestions(request: Request, pk: int) -> HttpResponse:
    """A learned pair is adopted, or not suggested again."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    adopts = request.POST.get("do") == "adopt"
    act = suggestions.adopt_suggestion if adopts else suggestions.dismiss_suggestion
    refusal = refused(
        partial(
            act,
            client_id=pk,
            suggestion_id=number(request.POST.get("suggestion", "")) or 0,
            person=request.person,
            now=clock.now(),
        )
    )
    if not refusal:
        return saved("client-terms", pk)
    return _page(request, client, TermForm(), refusal=refusal)


TERMS = Import(
    title=later("用語をCSVで取り込む"),
    back="client-terms",
    file="terms.csv",
    columns=(
        Column("avoided", later("避ける語")),
        Column("preferred", later("使う語")),
        Column(
            "note", later("メモ"), later("なぜか、どこでは別の言い方をするか。"), is_optional=True
        ),
        Column("example", later("例"), later("使う語を使った一文。"), is_optional=True),
    ),
    example=(
        (
            later("商品"),
            later("お品"),
            later("店頭の札も「お品」です。"),
            later("お品をお届けします。"),
        ),
        (later("キャンセル"), later("お取り消し"), "", ""),
    ),
    hint=later("同じ避ける語があれば、使う語を置き換えます。空のままの欄は、いまのままです。"),
    shown=(later("避ける語"), later("使う語"), later("メモ"), later("例")),
    limit=500,
)


def _page(
    request: Request,
    client: Client,
    form: TermForm,
    *,
    editing: int | None = None,
    refusal: str = "",
) -> HttpResponse:
    rows = queries.term_rows(client.pk)
    chosen = next((row for row in rows if row.pk == editing), None)
    if chosen is not None and not form.is_bound:
        form = TermForm(initial=asdict(chosen))
    context = {
        "form": form,
        "terms": rows,
        "editing": chosen,
        "refusal": refusal,
        "suggestions": queries.suggestion_rows(client.pk),
    }
    status = REFUSED if refusal else status_of(form)
    return page(request, client, tab="client-terms", context=context, status=status)
