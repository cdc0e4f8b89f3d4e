"""One client's reply templates, one of them, and a table of them."""

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients import access as doors
from madoguchi.desk.clients import templating
from madoguchi.desk.clients.actions import imports
from madoguchi.desk.clients.actions import templates as actions
from madoguchi.desk.clients.actions.templates import Text
from madoguchi.desk.clients.forms import TemplateForm
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.models import Client, ReplyTemplate
from madoguchi.desk.clients.queries import templates_of
from madoguchi.desk.clients.views.frame import done, page, refused, saved, status_of
from madoguchi.desk.clients.views.importing import Column, Import, import_page
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.words import later


@require_http_methods(["GET", "POST"])
@signed_in
def templates(request: Request, pk: int) -> HttpResponse:
    """The texts in use; posted, one more."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    if request.method == "GET":
        return _page(request, client, TemplateForm())
    form = TemplateForm(request.POST)
    add = partial(actions.add_template, client_id=pk, person=request.person, now=clock.now())
    if done(form, lambda: add(text=Text(**form.cleaned_data))):
        return saved("client-templates", pk)
    return _page(request, client, form)


@require_http_methods(["GET", "POST"])
@signed_in
def template(request: Request, pk: int) -> HttpResponse:
    """One text, to be changed."""
    found, client = doors.template_to_change(request.person, pk, clock.now())
    if request.method == "GET":
        given = {"title": found.title, "shortcut": found.shortcut, "body": found.body}
        return _page(request, client, TemplateForm(initial=given), editing=found)
    form = TemplateForm(request.POST)
    change = partial(
        actions.change_template, template_id=pk, person=request.person, now=clock.now()
    )
    if done(form, lambda: change(text=Text(**form.cleaned_data))):
        return saved("client-templates", client.pk)
    return _page(request, client, form, editing=found)


@require_POST
@signed_in
def template_archive(request: Request, pk: int) -> HttpResponse:
    """Nobody is offered the text any more."""
    _, client = doors.template_to_change(request.person, pk, clock.now())
    refusal = refused(
        partial(actions.archive_template, template_id=pk, person=request.person, now=clock.now())
    )
    if not refusal:
        return saved("client-templates", client.pk)
    return _page(request, client, TemplateForm(), refusal=refusal)


@require_http_methods(["GET", "POST"])
@signed_in
def templates_import(request: Request, pk: int) -> HttpResponse:
    """Many texts from a table."""
    client = doors.client_to_set_up(request.person, pk, clock.now())
    do = partial(imports.import_templates, client_id=pk, person=request.person, now=clock.now())
    return import_page(request, TEMPLATES, do, client=client)


TEMPLATES = Import(
    title=later("定型文をCSVで取り込む"),
    back="client-templates",
    file="templates.csv",
    columns=(
        Column("title", later("題名"), later("80文字まで。")),
        Column(
            "body",
            later("本文"),
            later("セルの中の改行と、{{お客様名}} などの差し込みを使えます。10,000文字まで。"),
        ),
        Column(
            "shortcut",
            later("略号"),
            later("入力して素早く呼び出すための短い語。"),
            is_optional=True,
        ),
    ),
    example=(
        (
            later("お礼"),
            later("{{お客様名}} 様\n\nお問い合わせをありがとうございます。"),
            later("おれい"),
        ),
    ),
    hint=later("同じ題名の定型文があれば、置き換えます。"),
    shown=(later("題名"), later("本文")),
    limit=200,
)


def _page(
    request: Request,
    client: Client,
    form: TemplateForm,
    *,
    editing: ReplyTemplate | None = None,
    refusal: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "templates": templates_of(client.pk),
        "placeholders": [f"{{{{{name}}}}}" for name in templating.PLACEHOLDERS],
        "gap": templating.GAP,
        "editing": editing is not None,
        "edited_at": reverse("client-template", args=[editing.pk]) if editing else "",
        "refusal": refusal,
    }
    status = REFUSED if refusal else status_of(form)
    return page(request, client, tab="client-templates", context=context, status=status)
