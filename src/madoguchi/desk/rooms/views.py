"""The provider's pages of rooms: all in sight, and one with its threads."""

import uuid
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.contacts.queries.members import members_of
from madoguchi.desk.conversations import seeing
from madoguchi.desk.conversations.list_query import ROOM, ListQuery
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries.details import conversation_detail
from madoguchi.desk.conversations.rows import ConversationDetail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, part_of, signed_in
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.typed import as_typed
from madoguchi.desk.rooms import access
from madoguchi.desk.rooms.actions import reading
from madoguchi.desk.rooms.asking import part_asked
from madoguchi.desk.rooms.queries.ahead import asked_by_us
from madoguchi.desk.rooms.queries.finding import found_in
from madoguchi.desk.rooms.queries.marks import matters_named
from madoguchi.desk.rooms.queries.rooms import rooms_of, threads_of
from madoguchi.desk.rooms.rows import RoomPage, Typed

IN_ROOM = ListQuery(place=ROOM)
PARTS = {
    "threads": "rooms/parts/threads.html",
    "more-threads": "rooms/parts/thread_rows.html",
    "rooms": "rooms/parts/rooms.html",
}


@require_GET
@signed_in
def rooms(request: Request) -> HttpResponse:
    """Every room in sight, with what is unread there and the balls that are with us."""
    template = part_of(request, PARTS, "rooms/rooms.html")
    listed = rooms_of(person=request.person, sight=sight_for(request))
    return render(request, template, {"rooms": listed})


@require_GET
@signed_in
def room(request: Request, client_pk: int) -> HttpResponse:
    """A room: its threads, the newest one open; or what is looked for in it."""
    client = access.room_of(client_pk)
    find = as_typed(request.GET.get("find", "")).strip()
    is_chosen = bool(find) or "threads" in request.GET
    if not is_chosen and part_of(request, PARTS, "") == "":
        listed = threads_of(client_id=client.pk, person=request.person)
        if listed.rows:
            return redirect("room-thread", listed.rows[0].pk)
    return page_of(request, client.pk, find=find)


@require_GET
@signed_in
def thread(request: Request, pk: int) -> HttpResponse:
    """One thread in its room."""
    found = access.thread_for(pk)
    if found.pk != pk:
        return redirect("room-thread", found.pk)
    if part_of(request, PARTS, ""):
        return page_of(request, found.client_id, current=found)
    person, sight, now = request.person, sight_for(request), clock.now()
    _note_read(found, person, sight, now)
    with prepared.ahead(asked_by_us(found, person, sight, now)):
        detail = conversation_detail(conversation=found, person=person, sight=sight, now=now)
        return page_of(request, found.client_id, current=found, detail=detail)


def _note_read(found: Conversation, person: Person, sight: Sight, now: datetime) -> None:
    """Somebody who only looks leaves no mark, and what was read already needs none."""
    before = reading.before_reading(found, person)
    if sight.role_at(found.client_id) is not None:
        if before.is_news:
            reading.mark_read(conversation=found, person=person, up_to=before.newest, now=now)
        if (found.newest_customer_message_id or 0) > before.seen_up_to:
            seeing.mark_seen(conversation=found, person=person)
    if before.is_called:
        seeing.mark_mentions_seen(conversation=found, person=person, now=now)


def page_of(
    request: Request,
    client_pk: int,
    *,
    current: Conversation | None = None,
    detail: ConversationDetail | None = None,
    find: str = "",
    typed: Typed | None = None,
) -> HttpResponse:
    """The room's page or a part of it; `typed` is what comes back with a refusal."""
    person, sight = request.person, sight_for(request)
    current_pk = current.pk if current else None
    page = RoomPage(
        client=next(one for one in sight.clients if one.pk == client_pk),
        threads=threads_of(
            client_id=client_pk, person=person, current=current_pk, part=part_asked(request.GET)
        ),
        rooms=rooms_of(person=person, sight=sight, current=client_pk),
        current_pk=current_pk,
        find=find,
        found=found_in(client_pk, find),
        can_act=sight.role_at(client_pk) is not None,
        matters=matters_named(),
        members=tuple(members_of(client_pk).items()),
        colleagues=tuple(
            (one.pk, one.name) for one in sight.people.get(client_pk, ()) if one.pk != person.pk
        ),
        typed=typed or Typed(draft_key=str(uuid.uuid4())),
    )
    context = {
        "room": page,
        "detail": detail,
        "composer": detail.composer if detail else None,
        "desk": IN_ROOM,
    }
    template = part_of(request, PARTS, "rooms/room.html")
    return render(request, template, context, status=REFUSED if page.typed.refusal else 200)
