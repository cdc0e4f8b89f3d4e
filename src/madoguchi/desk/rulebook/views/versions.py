"""The history: every version, what it changed, and who has read it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import number
from madoguchi.desk.rulebook import access, in_force
from madoguchi.desk.rulebook.actions import confirming
from madoguchi.desk.rulebook.queries import books, versions


@require_GET
@signed_in
def book(request: Request) -> HttpResponse:
    """The list of rules, and the version in force beside it."""
    return _page(request, in_force.book().number, "rulebook/book.html")


@require_GET
@signed_in
def history(request: Request) -> HttpResponse:
    """Every version, the newest first."""
    context = {
        "list": books.list_in_force(request.person, clock.now()),
        "lines": versions.history(request.person),
        "opened": "versions",
    }
    return render(request, "rulebook/history.html", context)


@require_GET
@signed_in
def version(request: Request, pk: int) -> HttpResponse:
    """One version: what differs from the one before, or from the one that is asked for."""
    return _page(request, pk, "rulebook/version.html")


@require_POST
@signed_in
def confirmation(request: Request) -> HttpResponse:
    """The reader has read the version that the page showed."""
    shown = number(request.POST.get("version", "")) or 0
    try:
        confirming.confirm(number=shown, person=request.person, now=clock.now())
    except confirming.CannotConfirm as refusal:
        newest = in_force.book().number
        return _page(request, newest, "rulebook/version.html", refusal=refusal.sentence)
    return with_toast(redirect("rulebook"), Toast(words=_("読んだことを記録しました"), tone="ok"))


def _page(request: Request, pk: int, template: str, *, refusal: str = "") -> HttpResponse:
    found = access.version_or_404(pk)
    asked = number(request.GET.get("from", "")) or found.number - 1
    against = access.version_or_404(asked) if 0 < asked < found.number else None
    listed = books.list_in_force(request.person, clock.now())
    context = {
        "list": listed,
        "page": versions.version_page(
            found, against=against, person=request.person, is_lead=listed.is_lead
        ),
        "unread": versions.unread_parts_of_book(request.person),
        "opened": "" if template == "rulebook/book.html" else "version",
        "refusal": refusal,
    }
    return render(request, template, context, status=REFUSED if refusal else 200)
