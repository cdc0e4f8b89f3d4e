"""The draft tried: on the bench, and over the messages that were sent last."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import signed_in
from madoguchi.desk.rulebook import access
from madoguchi.desk.rulebook.queries import books, drafts, trials
from madoguchi.desk.rulebook.views.parts import bench_of

BENCH_PART = "rulebook/parts/bench_result.html"


@require_POST
@signed_in
def bench(request: Request, slug: str) -> HttpResponse:
    """What the draft says about a text; nothing is kept."""
    access.lead_or_404(request.person, clock.now())
    found = books.draft_of_next()
    book = drafts.book_of_draft(found)
    rule = access.rule_or_404(book, slug)
    tried = bench_of(request, book)
    if request.headers.get("HX-Request"):
        return render(request, BENCH_PART, {"bench": tried})
    context = {"list": books.list_of_draft(found), "rule": rule, "bench": tried, "opened": slug}
    return render(request, "rulebook/draft_bench.html", context)


@require_GET
@signed_in
def trial(request: Request) -> HttpResponse:
    """What the draft would have said about the messages that were sent last."""
    access.lead_or_404(request.person, clock.now())
    found = books.draft_of_next()
    context = {
        "list": books.list_of_draft(found),
        "page": trials.trial(
            drafts.book_of_draft(found), chosen=request.GET.get("rule", ""), of_draft=bool(found)
        ),
        "opened": "trial",
    }
    return render(request, "rulebook/trial.html", context)
