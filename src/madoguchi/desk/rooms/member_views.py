"""The members' pages of their room: its threads, one of them, and what they typed when it was refused."""

import uuid
from dataclasses import replace
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, members_only, part_of
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.typed import as_typed
from madoguchi.desk.rooms import access
from madoguchi.desk.rooms.actions import reading
from madoguchi.desk.rooms.asking import part_asked
from madoguchi.desk.rooms.queries.ahead import asked_by_member
from madoguchi.desk.rooms.queries.finding import found_in
from madoguchi.desk.rooms.queries.marks import matters_named, names_at
from madoguchi.desk.rooms.queries.members import member_thread
from madoguchi.desk.rooms.queries.rooms import threads_of
from madoguchi.desk.rooms.rows import MemberRoom, Said

LISTS = ("rooms/parts/member_threads.html", "rooms/parts/member_thread_rows.html")
PARTS = {
    "threads": "rooms/parts/member_threads.html",
    "more-threads": "rooms/parts/member_thread_rows.html",
    "thread": "rooms/parts/member_thread.html",
    "clock": "rooms/parts/member_head.html",
}


@members_only
@require_GET
def room(request: Request) -> HttpResponse:
    """The member's room, its newest thread open; or what they look for, or begin."""
    find = as_typed(request.GET.get("find", "")).strip()
    client_id = access.room_of(request.person.member_of or 0).pk
    is_chosen = bool(find) or not {"new", "threads", "theirs"}.isdisjoint(request.GET)
    if not is_chosen and part_of(request, PARTS, "") == "":
        listed = threads_of(client_id=client_id, person=request.person)
        if listed.rows:
            return redirect("portal-room-thread", listed.rows[0].pk)
    return member_page(request, find=find)


@members_only
@require_GET
def thread(request: Request, pk: int) -> HttpResponse:
    """One thread; what is shown of it has been read."""
    found = access.thread_for(pk)
    if found.pk != pk:
        return redirect("portal-room-thread", found.pk)
    person, now = request.person, clock.now()
    if part_of(request, PARTS, "") in LISTS:
        return member_page(request, current=found)
    before = reading.before_reading(found, person)
    if before.is_news:
        reading.mark_read(conversation=found, person=person, up_to=before.newest, now=now)
    with prepared.ahead(asked_by_member(found, person, now)):
        return member_page(request, current=found, now=now)


def member_page(
    request: Request,
    *,
    current: Conversation | None = None,
    typed: Said | None = None,
    find: str = "",
    now: datetime | None = None,
) -> HttpResponse:
    """The room's page or a part of it; `typed` is what comes back with a refusal."""
    person = request.person
    client = current.client if current else access.room_of(person.member_of or 0)
    said, now = typed or Said(), now or clock.now()
    shown = member_thread(current, person, now) if current else None
    page = MemberRoom(
        client=chip(client),
        threads=threads_of(
            client_id=client.pk,
            person=person,
            current=current.pk if current else None,
            part=part_asked(request.GET),
        ),
        thread=shown,
        is_new="new" in request.GET or bool(said.title),
        typed=replace(said, draft_key=said.draft_key or str(uuid.uuid4())),
        find=find,
        found=found_in(client.pk, find),
        names=shown.names if shown else names_at(client.pk, person, now),
        matters=matters_named(),
    )
    template = part_of(request, PARTS, "rooms/member_room.html")
    return render(
        request, template, {"room": page, "composer": None}, status=REFUSED if said.refusal else 200
    )
