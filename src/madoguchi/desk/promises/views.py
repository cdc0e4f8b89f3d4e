"""The pages of promises: the ledger, one promise, how well words are kept, and handing over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from madoguchi.desk.clients.access import role_at
from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import part_of, signed_in
from madoguchi.desk.platform.typed import desk_moment
from madoguchi.desk.platform.words import later
from madoguchi.desk.promises import access
from madoguchi.desk.promises.actions.deciding import may_change
from madoguchi.desk.promises.asked import ALL, MINE, Asked, asked_of
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.promises.queries import handing, histories, rates, rows_of
from madoguchi.desk.promises.queries.ledger import ledger_page
from madoguchi.desk.promises.rows import STATES, PromiseRow

CHOICES = {
    "open": STATES["open"],
    "overdue": later("期限超過"),
    **{one: words for one, words in STATES.items() if one != "open"},
    "due": later("期限が来たもの"),
    "mended": later("期限を直したもの"),
    "all": later("すべての状態"),
}
NINE = 9
PARTS = {"promises": "promises/parts/list.html"}


@require_GET
@signed_in
def ledger(request: Request) -> HttpResponse:
    """Promises by their due time: mine, a client's, a colleague's, or all that I may see."""
    sight = sight_for(request)
    asked = asked_of(request.GET, sight.client_ids)
    page = ledger_page(
        asked, person_id=request.person.pk, client_ids=sight.client_ids, now=clock.now()
    )
    context = {
        "asked": asked,
        "page": page,
        "states": [(one, str(CHOICES[one])) for one in CHOICES],
        "owners": [(MINE, asked.query(owner=MINE)), (ALL, asked.query(owner=ALL))],
        "clients": sight.clients,
        "whose": _named(asked, page.rows, sight),
        "bare": asked.query(owner=MINE, client_id=None, first=None, last=None),
        "is_narrowed": bool(asked.client_id or asked.first or asked.last),
    }
    return render(request, part_of(request, PARTS, "promises/ledger.html"), context)


@require_GET
@signed_in
def promise(request: Request, pk: int) -> HttpResponse:
    """One promise: what became of it, and what can be done about it."""
    return promise_page(request, access.promise_for(pk))


def promise_page(
    request: Request,
    found: Promise,
    *,
    refused: str = "",
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    """`refused`: the verb that did not happen; what was typed into its form comes back."""
    now, sight = clock.now(), sight_for(request)
    context: dict[str, Any] = {
        "promise": _row(found, now),
        "history": histories.history_of(found),
        "colleagues": handing.colleagues_of(sight, found.client_id, besides=found.owner_id),
        "can_keep": role_at(request.person, found.client_id, now) is not None,
        "can_change": may_change(found, request.person, now),
        "refused": refused,
        "why": why,
        "typed": request.POST,
    }
    return render(request, "promises/promise.html", context, status=status)


@require_GET
@signed_in
def kept(request: Request) -> HttpResponse:
    """How many of our promises were kept, by client, operator and week."""
    context = {"rates": rates.rates_of(sight_for(request), clock.now())}
    return render(request, "promises/kept.html", context)


def hand_over_page(request: Request, *, why: str = "", status: int = 200) -> HttpResponse:
    """All of one's own that falls due before one is back."""
    now = clock.now()
    typed = (request.POST or request.GET).get("until", "")
    until = desk_moment(typed) or _tomorrow(now)
    context = {
        "until": until,
        "groups": handing.hand_over_groups(sight_for(request), until, now),
        "why": why,
        "typed": request.POST,
    }
    return render(request, "promises/hand_over.html", context, status=status)


def _tomorrow(now: datetime) -> datetime:
    """Nine in the morning: until somebody says when they are back."""
    here = timezone.localtime(now) + timedelta(days=1)
    return here.replace(hour=NINE, minute=0, second=0, microsecond=0)


def _row(found: Promise, now: datetime) -> PromiseRow:
    [row] = rows_of.found("p.id = %(pk)s::bigint", {"pk": found.pk}, now=now)
    return row


def _named(asked: Asked, rows: Sequence[PromiseRow], sight: Sight) -> str:
    """The colleague whose promises are asked for; "" for mine, for all, and for somebody out of sight."""
    if asked.owner in {MINE, ALL}:
        return ""
    if rows:
        return rows[0].owner
    known = {one.pk: one.name for people in sight.people.values() for one in people}
    return known.get(int(asked.owner), "")
