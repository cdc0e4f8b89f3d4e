"""The book as everybody reads it: a rule with its bench, the word rules."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madoguchi.desk.clients.actions.severities import CannotSetSeverity, set_severity
from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, part_of, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import number
from madoguchi.desk.rulebook import access, in_force
from madoguchi.desk.rulebook.contents import OFF, BookRule
from madoguchi.desk.rulebook.queries import books
from madoguchi.desk.rulebook.queries.words import word_rows
from madoguchi.desk.rulebook.rows import LOOKS, SEVERITIES
from madoguchi.desk.rulebook.views.parts import bench_of
from madoguchi.engines.rulebook import Severity

BENCH_PART = "rulebook/parts/bench_result.html"


@require_GET
@signed_in
def rule(request: Request, slug: str) -> HttpResponse:
    """One rule with its examples, its severities and the bench."""
    found = access.rule_or_404(in_force.book().book, slug)
    return _rule(request, found)


@require_POST
@signed_in
def bench(request: Request, slug: str) -> HttpResponse:
    """What the version in force says about a text; nothing is kept."""
    found = access.rule_or_404(in_force.book().book, slug)
    template = part_of(request, {"bench-result": BENCH_PART}, "")
    if template:
        return render(request, template, {"bench": bench_of(request, None)})
    return _rule(request, found)


@require_POST
@signed_in
def severity(request: Request, slug: str) -> HttpResponse:
    """Another severity of this rule for one client; the book's own is none of the client's."""
    found = access.rule_or_404(in_force.book().book, slug)
    chosen, client_pk = request.POST.get("severity", ""), number(request.POST.get("client", ""))
    try:
        if chosen not in SEVERITIES or client_pk not in _settable(request):
            raise CannotSetSeverity
        set_severity(
            client_id=client_pk or 0,
            rule=found.check,
            severity=_weight(found, chosen),
            person=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        return _rule(request, found, refusal=refusal.sentence)
    answer = redirect(reverse("rulebook-rule", args=[slug]) + "#clients")
    return with_toast(answer, Toast(words=_("強さを変えました"), tone="ok"))


@require_GET
@signed_in
def words(request: Request) -> HttpResponse:
    """The word rules of the version in force."""
    context = {
        "list": books.list_in_force(request.person, clock.now()),
        "words": word_rows(in_force.book().book),
        "opened": "words",
    }
    return render(request, "rulebook/words.html", context)


def _rule(request: Request, rule: BookRule, *, refusal: str = "") -> HttpResponse:
    clients = books.clients_of(request.person, sight_for(request).clients)
    context = {
        "list": books.list_in_force(request.person, clock.now()),
        "rule": books.rule_page(rule, in_force.book().book, clients=clients),
        "bench": bench_of(request, None, rule),
        "bench_url": reverse("rulebook-bench", args=[rule.slug]),
        "can_set": request.person.is_admin,
        "looks": LOOKS,
        "opened": rule.slug,
        "refusal": refusal,
    }
    return render(request, "rulebook/rule.html", context, status=REFUSED if refusal else 200)


def _settable(request: Request) -> set[int]:
    return {one.pk for one in books.clients_of(request.person, sight_for(request).clients)}


def _weight(rule: BookRule, chosen: str) -> Severity | None:
    """What the book says itself is no choice of the client's: it follows the book."""
    if chosen == rule.severity:
        return None
    return OFF if chosen == OFF else Severity(chosen)  # type: ignore[return-value] # see Weight
