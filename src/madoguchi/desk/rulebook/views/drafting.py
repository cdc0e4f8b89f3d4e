"""The draft of the next version, for directors and admins."""

import re
import secrets

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed
from madoguchi.desk.rulebook import access
from madoguchi.desk.rulebook.actions import drafting, publishing
from madoguchi.desk.rulebook.chapters import TITLES
from madoguchi.desk.rulebook.contents import Book, BookRule, fingerprint
from madoguchi.desk.rulebook.forms import rule_typed
from madoguchi.desk.rulebook.queries import books, drafts
from madoguchi.desk.rulebook.views.parts import bench_of

_NEW_SLUG = re.compile(r"rule-[0-9a-f]{8}")


@require_http_methods(["GET", "POST"])
@signed_in
def draft(request: Request) -> HttpResponse:
    """What the draft changes; posted, it becomes the version in force."""
    access.lead_or_404(request.person, clock.now())
    if request.method == "GET":
        return _draft(request)
    note = as_typed(request.POST.get("note", ""))
    opened = request.POST.get("opened", "")
    try:
        version = publishing.publish(
            opened=opened, note=note, person=request.person, now=clock.now()
        )
    except publishing.ExamplesFail as refusal:
        return _draft(request, refusal=refusal.opening(), note=note)
    except Refusal as refusal:
        return _draft(request, refusal=refusal.sentence, note=note)
    words = _("第%(number)s版を公開しました") % {"number": version.number}
    answer = redirect("rulebook-version", pk=version.number)
    return with_toast(answer, Toast(words=words, tone="ok"))


@require_POST
@signed_in
def removal(request: Request) -> HttpResponse:
    """The draft is given up."""
    access.lead_or_404(request.person, clock.now())
    drafting.discard_draft(person=request.person, now=clock.now())
    return with_toast(redirect("rulebook"), Toast(words=_("下書きを捨てました")))


@require_http_methods(["GET", "POST"])
@signed_in
def rule(request: Request, slug: str) -> HttpResponse:
    """One rule of the draft; posted, what it says from now on."""
    access.lead_or_404(request.person, clock.now())
    book = drafts.book_of_draft(books.draft_of_next())
    found = book.by_slug.get(slug)
    if request.method == "GET" or (found is None and not request.POST.get("opened")):
        return _rule(request, access.rule_or_404(book, slug))
    return _saved(request, rule_typed(request.POST, found or _gone(slug)))


@require_http_methods(["GET", "POST"])
@signed_in
def new_rule(request: Request, pk: int) -> HttpResponse:
    """A rule that is not in the draft yet, in one chapter."""
    access.lead_or_404(request.person, clock.now())
    access.chapter_or_404(pk)
    blank = BookRule(_new_slug(request.POST.get("slug", "")), pk, "", "", "", "hint")
    if request.method == "GET":
        return _rule(request, blank, opened="")
    return _saved(request, rule_typed(request.POST, blank))


@require_POST
@signed_in
def rule_removal(request: Request, slug: str) -> HttpResponse:
    """A rule leaves the draft."""
    access.lead_or_404(request.person, clock.now())
    book = drafts.book_of_draft(books.draft_of_next())
    found = access.rule_or_404(book, slug)
    opened = request.POST.get("opened", "")
    try:
        drafting.remove_rule(slug=slug, opened=opened, person=request.person, now=clock.now())
    except Refusal as refusal:
        return _rule(request, found, refusal=refusal.sentence)
    return with_toast(redirect("rulebook-draft"), Toast(words=_("ルールを外しました")))


def _saved(request: Request, typed: BookRule) -> HttpResponse:
    opened = request.POST.get("opened", "")
    try:
        drafting.save_rule(rule=typed, opened=opened, person=request.person, now=clock.now())
    except drafting.RuleChangedMeanwhile as refusal:
        return _rule(request, typed, refusal=refusal.sentence, shows_other=True)
    except Refusal as refusal:
        return _rule(request, typed, refusal=refusal.sentence, opened=opened)
    answer = redirect(reverse("rulebook-draft-rule", args=[typed.slug]))
    return with_toast(answer, Toast(words=_("下書きに保存しました"), tone="ok"))


def _draft(request: Request, *, refusal: str = "", note: str = "") -> HttpResponse:
    found = books.draft_of_next()
    context = {
        "list": books.list_of_draft(found),
        "page": drafts.draft_page(found),
        "note": note,
        "refusal": refusal,
        "opened": "draft",
    }
    status = REFUSED if refusal else 200
    return render(request, "rulebook/draft.html", context, status=status)


def _rule(
    request: Request,
    rule: BookRule,
    *,
    refusal: str = "",
    opened: str | None = None,
    shows_other: bool = False,
) -> HttpResponse:
    """The form. `opened` None: what it is written over is the draft as it is now."""
    found = books.draft_of_next()
    book = drafts.book_of_draft(found)
    now_there = book.by_slug.get(rule.slug)
    if opened is None:
        opened = fingerprint(now_there) if now_there else ""
    other = books.rule_page(now_there, book) if shows_other and now_there else None
    tried = book.with_rule(rule)
    context = {
        "list": books.list_of_draft(found),
        "form": drafts.rule_form(rule, book, opened=opened),
        "other": other,
        "refusal": refusal,
        "opened": rule.slug,
        **_bench(request, rule, tried),
    }
    status = REFUSED if refusal else 200
    return render(request, "rulebook/draft_rule.html", context, status=status)


def _bench(request: Request, rule: BookRule, book: Book) -> dict[str, object]:
    return {
        "bench": bench_of(request, book, rule) if rule.check else None,
        "bench_url": reverse("rulebook-draft-bench", args=[rule.slug]),
    }


def _new_slug(posted: str) -> str:
    """The one that the form was given, so that a double click makes one rule."""
    return posted if _NEW_SLUG.fullmatch(posted) else f"rule-{secrets.token_hex(4)}"


def _gone(slug: str) -> BookRule:
    """The place of a rule that somebody removed while another wrote it: saving it is refused."""
    return BookRule(slug, len(TITLES) - 1, "", "", "", "hint")
