"""The pages of the board: the figures as they stand, and the conversations behind them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from madoguchi.desk.board import access
from madoguchi.desk.board.queries import behind
from madoguchi.desk.board.queries.behind import BALLS, WAITS, Place
from madoguchi.desk.board.queries.policies import policies
from madoguchi.desk.board.queries.stamp import stamp
from madoguchi.desk.board.queries.whole import board as whole
from madoguchi.desk.board.scope import Scope
from madoguchi.desk.board.spans import WORDS
from madoguchi.desk.board.typed import asked_of, place_of
from madoguchi.desk.board.wording import BALLS_WORDS, WAITS_WORDS, WRITTEN_WORDS
from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.platform.pages import part_of, signed_in
from madoguchi.desk.platform.postgresql.together import ask
from madoguchi.desk.platform.typed import number

UNCHANGED = 204  # htmx leaves the page as it is
PARTS = {"board": "board/parts/whole.html"}


@require_GET
@signed_in
def board(request: Request) -> HttpResponse:
    """Everything at a glance; asked again while nothing happened, it answers that alone."""
    scope = scope_of(request)
    seen = stamp(scope, person_id=request.person.pk)
    template = part_of(request, PARTS, "board/board.html")
    if template == PARTS["board"] and request.GET.get("seen") == seen:
        return HttpResponse(status=UNCHANGED)
    return render(request, template, {**board_context(request, scope), "seen": seen})


@require_GET
@signed_in
def waits(request: Request) -> HttpResponse:
    """The waits behind the figures of replies."""
    scope = scope_of(request)
    what = request.GET.get("what", "")
    what = what if what in WAITS else "ended"
    known = policies(scope)
    ask(known)
    page = behind.waits(scope, what, known.answer, _place(request))
    context = {
        **_frame_of(scope),
        "page": page,
        "what_words": WAITS_WORDS[what],
        "choices": [
            (one == what, words, scope.asked.query(what=one)) for one, words in WAITS_WORDS.items()
        ],
        "rest": scope.asked.query(what=what, rest=page.rest),
        "has_times": True,
    }
    return render(request, "board/behind.html", context)


@require_GET
@signed_in
def balls(request: Request) -> HttpResponse:
    """The conversations that wait for us now; perhaps those of one owner."""
    scope = scope_of(request)
    what = request.GET.get("what", "")
    what = what if what in BALLS else ""
    owner = number(request.GET.get("owner", ""))
    page = behind.balls(scope, what, owner, _place(request))
    context = {
        **_frame_of(scope),
        "page": page,
        "what_words": BALLS_WORDS[what],
        "owner_name": _name_of(request, owner),
        "choices": [
            (one == what, words, scope.asked.query(what=one, owner=owner))
            for one, words in BALLS_WORDS.items()
        ],
        "rest": scope.asked.query(what=what, owner=owner, rest=page.rest),
        "has_times": False,
    }
    return render(request, "board/behind.html", context)


@require_GET
@signed_in
def written(request: Request) -> HttpResponse:
    """The replies of today whose typing was seen; perhaps those of one person."""
    scope = scope_of(request)
    owner = number(request.GET.get("owner", ""))
    page = behind.written(scope, owner, _place(request))
    context = {
        **_frame_of(scope),
        "page": page,
        "what_words": WRITTEN_WORDS,
        "owner_name": _name_of(request, owner),
        "choices": (),
        "rest": scope.asked.query(owner=owner, rest=page.rest),
        "has_times": False,
    }
    return render(request, "board/behind.html", context)


def _name_of(request: Request, pk: int | None) -> str:
    """Of somebody in sight; "" for anybody else."""
    in_sight = (one for people in sight_for(request).people.values() for one in people)
    return next((one.name for one in in_sight if one.pk == pk), "")


def scope_of(request: Request) -> Scope:
    """The clients and the span that the address names; 404 for a client that is not in sight."""
    now = clock.now()
    asked = asked_of(request.GET, local_day(now))
    clients = access.clients_for(request.person, sight_for(request))
    if asked.client_id is not None:
        clients = (access.client_for(asked.client_id, clients),)
    return Scope(asked, clients, now)


def board_context(request: Request, scope: Scope) -> dict[str, Any]:
    """What the template of the board is given."""
    sight = sight_for(request)
    return {
        **_frame_of(scope),
        "board": whole(scope, sight),
        "spans": [
            (slug == scope.span.slug, words, scope.asked.query(span=slug))
            for slug, words in WORDS.items()
        ],
        "scopes": [
            (chip, scope.asked.client_id == chip.pk, scope.asked.query(client=chip.pk))
            for chip in sight.clients
        ],
        "all_query": scope.asked.query(client=""),
        "is_drawn_anew": request.headers.get("HX-Target") == "board",
    }


def _frame_of(scope: Scope) -> dict[str, Any]:
    return {
        "asked": scope.asked,
        "query": scope.asked.query(),
        "client": scope.clients[0] if scope.asked.client_id is not None else None,
        "now": scope.now,
    }


def _place(request: Request) -> Place | None:
    if not request.GET.get("rest"):
        return None
    place = place_of(request.GET)
    if place is None:
        raise Http404
    return Place(*place)
