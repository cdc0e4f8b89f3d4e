"""The search page, the palette's suggestions, and the customer card."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.contacts.looking import note_look
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import part_of, signed_in
from madoguchi.desk.platform.typed import number
from madoguchi.desk.search import access
from madoguchi.desk.search.asking import question_of
from madoguchi.desk.search.queries.cards import customer_card
from madoguchi.desk.search.queries.results import results_page, search_page, suggest

QUICK_PART = "search/parts/quick.html"
WHOLE = "search/search.html"
PARTS = {
    "palette-results": QUICK_PART,
    "results": "search/parts/results.html",
    "rest": "search/parts/rest.html",
}


@require_GET
@signed_in
def search(request: Request) -> HttpResponse:
    """Find what was said, by words, number and filters; as the palette's part, a few of it."""
    template, sight = part_of(request, PARTS, WHOLE), sight_for(request)
    if template == QUICK_PART:
        return render(request, template, {"found": suggest(request.GET.get("q", ""), sight)})
    page = search_page if template == WHOLE else results_page
    return render(request, template, {"page": page(question_of(request.GET), sight)})


@require_GET
@signed_in
def card(request: Request, pk: int) -> HttpResponse:
    """One client's customer."""
    found = access.customer_for(pk)
    note_look(client_id=found.client_id, person=request.person, now=clock.now())
    shown = customer_card(found, before=number(request.GET.get("before", "")))
    return render(request, "search/customer.html", {"card": shown})
