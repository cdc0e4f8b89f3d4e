"""The portal's pages."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from madoguchi.desk.clients.access import client_of
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, members_only, part_of
from madoguchi.desk.platform.typed import day, number, place
from madoguchi.desk.portal import typed
from madoguchi.desk.portal.queries import figures, replies, requests, sights
from madoguchi.desk.portal.queries import people as people_queries
from madoguchi.desk.portal.queries.files import files_page
from madoguchi.desk.portal.queries.overview import month_asked, overview, performance
from madoguchi.desk.portal.queries.promises import promises_page
from madoguchi.desk.portal.rows import RequestForm

PARTS = {
    "performance": "portal/parts/performance.html",
    "settled": "portal/parts/settled.html",
}


@members_only
@require_GET
def portal(request: Request) -> HttpResponse:
    """What a member begins with; the performance of the month that is asked for."""
    client, month, now = client_of(request), request.GET.get("month", ""), clock.now()
    if part_of(request, PARTS, "") == PARTS["performance"]:
        part = performance(client.pk, request.person, month, now)
        return render(request, PARTS["performance"], {"performance": part, "now": now})
    page = overview(client, request.person, month, now)
    shown = {"page": page, "performance": page.performance, "now": now}
    return render(request, "portal/portal.html", shown)


@members_only
@require_GET
def figure(request: Request) -> HttpResponse:
    """The rows behind a figure of a month, or behind one day's replies."""
    client_id, now = client_of(request).pk, clock.now()
    asked = request.GET
    chosen = day(asked.get("day", ""))
    if chosen is not None:
        after = place(asked.get("after", ""))
        page = replies.replies_of_day(client_id, chosen, now, after)
    elif asked.get("of") in figures.OPENED:
        months, window = month_asked(client_id, asked.get("month", ""), now)
        found = figures.rows_behind(
            window,
            asked["of"],
            typed.within(asked.get("within", "")),
            missed="missed" in asked,
            before=place(asked.get("before", "")),
        )
        page = replace(found, month=months.chosen)
    else:
        raise Http404
    return render(request, "portal/figure.html", {"page": page})


@members_only
@require_GET
def promises(request: Request) -> HttpResponse:
    """Given words: what is open between us, and a month's."""
    now = clock.now()
    months, window = month_asked(client_of(request).pk, request.GET.get("month", ""), now)
    after, before = (place(request.GET.get(one, "")) for one in ("after", "before"))
    page = promises_page(window, after=after, before=before)
    shown = {"page": page, "months": months, "now": now}
    return render(request, part_of(request, PARTS, "portal/promises.html"), shown)


@members_only
@require_GET
def asked_for(request: Request) -> HttpResponse:
    """What we asked for, and a form for more."""
    return requests_page(request, RequestForm())


def requests_page(request: Request, form: RequestForm) -> HttpResponse:
    """The page as it stands, or with a form that was refused."""
    client_id, now = client_of(request).pk, clock.now()
    after, closed = (number(request.GET.get(one, "")) for one in ("after", "closed"))
    shown = {
        "open": requests.open_requests(client_id, now, after),
        "closed": requests.closed_requests(client_id, now, closed),
        "form": form,
        "now": now,
    }
    return render(request, "portal/requests.html", shown, status=REFUSED if form.refusal else 200)


@members_only
@require_GET
def one_request(request: Request, pk: int) -> HttpResponse:
    """One thing that we asked for."""
    now = clock.now()
    detail = requests.request_detail(client_of(request).pk, pk, now)
    shown = {"detail": detail, "one": detail.row, "now": now}
    return render(request, "portal/request.html", shown)


@members_only
@require_GET
def files(request: Request) -> HttpResponse:
    """The files of our room, fifty at a time."""
    page = files_page(client_of(request).pk, number(request.GET.get("before", "")))
    return render(request, "portal/files.html", {"page": page, "now": clock.now()})


@members_only
@require_GET
def access(request: Request) -> HttpResponse:
    """Who can see our data, and who looked when."""
    now = clock.now()
    before = place(request.GET.get("before", ""))
    page = sights.access_page(client_of(request).pk, now, before)
    return render(request, "portal/access.html", {"page": page, "now": now})


@members_only
@require_GET
def people(request: Request) -> HttpResponse:
    """Our own people."""
    return people_page(request)


def people_page(request: Request, *, refusal: str = "") -> HttpResponse:
    """The page as it stands, or with what was refused and what was typed."""
    page = people_queries.people_page(client_of(request), request.person, clock.now())
    if refusal:
        page = replace(
            page,
            refusal=refusal,
            name=request.POST.get("name", ""),
            email=request.POST.get("email", ""),
            department=request.POST.get("department", ""),
        )
    shown = {"page": page, "now": clock.now()}
    return render(request, "portal/people.html", shown, status=REFUSED if refusal else 200)
