"""The desk's pages: lists, one conversation, and what is posted to it."""

from datetime import datetime
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.contacts.looking import note_look
from madoguchi.desk.conversations import access, seeing, thread_marks, threading, unseen
from madoguchi.desk.conversations.act_rows import ACTS, ActRow
from madoguchi.desk.conversations.bulk_rows import BulkResult
from madoguchi.desk.conversations.composer_rows import ComposerRow
from madoguchi.desk.conversations.held_rows import HeldTyped
from madoguchi.desk.conversations.list_query import ROOM, ListQuery
from madoguchi.desk.conversations.list_rows import DeskList
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries.acts import act_of
from madoguchi.desk.conversations.queries.ahead import asked_of
from madoguchi.desk.conversations.queries.choices import filters_of
from madoguchi.desk.conversations.queries.details import Typed, conversation_detail
from madoguchi.desk.conversations.queries.hanging import Hanging, hanging_of
from madoguchi.desk.conversations.queries.lists import desk_list
from madoguchi.desk.conversations.queue_names import QUEUES, first_queue
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, part_of, signed_in
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.typed import as_typed

LIST_PART = "conversations/parts/list.html"
CONVERSATION_PART = "conversations/parts/conversation.html"
QUEUES_PART = "platform/parts/queues.html"
LIST_PARTS = {"list": LIST_PART, "queues": QUEUES_PART}
PARTS = {
    **LIST_PARTS,
    "conversation": CONVERSATION_PART,
    "thread": "conversations/parts/thread.html",
    "clock": "conversations/parts/head.html",
    "act": "conversations/parts/act.html",
    "act-others": "conversations/parts/act_others.html",
}


@require_GET
@signed_in
def home(request: Request) -> HttpResponse:  # noqa: ARG001 (a view's signature)
    """Where the day begins."""
    return redirect("desk")


@require_GET
@signed_in
def desk(request: Request) -> HttpResponse:
    """The work list: a queue over all clients in sight, or of one."""
    template = part_of(request, LIST_PARTS, "conversations/desk.html")
    if template == QUEUES_PART:
        return render(request, template)
    return render(request, template, {"desk": list_of(request), "current_pk": None})


@require_GET
@signed_in
def conversation(request: Request, pk: int) -> HttpResponse:
    """One conversation, with the list that it was opened from."""
    found = access.conversation_for(pk)
    template = part_of(request, PARTS, "conversations/desk.html")
    if found.merged_into_id is not None:
        return back_to(request, threading.where_it_went(pk))
    in_room = asked(request).place == ROOM and not found.is_mail
    if in_room and template == "conversations/desk.html":
        return redirect("room-thread", pk)
    if template in {LIST_PART, QUEUES_PART}:
        return page_of(request, found, template=template)
    now = clock.now()
    with prepared.ahead(asked_of(found, request.person, now)):
        hanging = _read(found, request.person, now)
        act = _act_in(request, found, now)
        answer = page_of(request, found, template=template, hanging=hanging, act=act, now=now)
    if template == CONVERSATION_PART and not in_room and _comes_from_another(request):
        answer["HX-Push-Url"] = request.get_full_path()
    if hanging.is_called or hanging.is_told:
        answer["HX-Trigger"] = "seen"  # the sidebar counts it no more
    return answer


def _act_in(request: Request, found: Conversation, now: datetime) -> ActRow | None:
    """The card of the act that the address names."""
    name, find = request.GET.get("act", ""), as_typed(request.GET.get("find", ""))
    return act_of(found, name, now=now, find=find) if name in ACTS else None


def _comes_from_another(request: Request) -> bool:
    """Whether an act, not a link, brings it into the pane of another: a reply that is taken back later."""
    address = urlsplit(request.headers.get("HX-Current-URL", "")).path
    return "HX-Boosted" not in request.headers and address != request.path


def _read(found: Conversation, person: Person, now: datetime) -> Hanging:
    """What hangs on it, now that this person has it open: marked where that is new."""
    if found.is_mail:
        note_look(client_id=found.client_id, person=person, now=now)
    hanging = hanging_of(found, person=person, now=now)
    if hanging.seen_id is None or hanging.seen_id < (found.newest_customer_message_id or 0):
        seeing.mark_seen(conversation=found, person=person)
    thread_marks.note_read(found, person, now)
    if hanging.is_called:
        seeing.mark_mentions_seen(conversation=found, person=person, now=now)
    if hanging.is_told:
        unseen.see(found, person, now)
    return hanging


def page_of(
    request: Request,
    found: Conversation,
    *,
    template: str = "",
    hanging: Hanging | None = None,
    composer: ComposerRow | None = None,
    held_typed: HeldTyped | None = None,
    act: ActRow | None = None,
    now: datetime | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, or the part that htmx asked for, of one conversation."""
    template = template or part_of(request, PARTS, "conversations/desk.html")
    detail = None
    if template not in {LIST_PART, QUEUES_PART}:
        detail = conversation_detail(
            conversation=found,
            person=request.person,
            sight=sight_for(request),
            now=now or clock.now(),
            hanging=hanging,
            typed=Typed(composer, held_typed or HeldTyped(), act),
        )
    needs_list = template in {LIST_PART, "conversations/desk.html"}
    context = {
        "desk": list_of(request) if needs_list else asked(request),
        "detail": detail,
        "composer": detail.composer if detail else None,
        "current_pk": found.pk,
    }
    return render(request, template, context, status=status)


def refused_page(request: Request, found: Conversation, composer: ComposerRow) -> HttpResponse:
    """The conversation again, 422: what was typed is in it, and why it was not done."""
    fresh = access.conversation_for(found.pk)
    template = part_of(request, PARTS, "conversations/desk.html")
    return page_of(request, fresh, template=template, composer=composer, status=REFUSED)


def back_to(request: Request, pk: int) -> HttpResponse:
    """After a verb: the conversation again, in the list that it was opened from."""
    return redirect(reverse("conversation", args=[pk]) + asked(request).query)


def list_of(request: Request, *, result: BulkResult | None = None) -> DeskList:
    """The list that the address asks for, and what a bulk act just did to it."""
    query, sight = asked(request), sight_for(request)
    is_whole = part_of(request, LIST_PARTS, "") == ""
    filters = filters_of(query, person=request.person, sight=sight) if is_whole else None
    return desk_list(
        query=query,
        person=request.person,
        sight=sight,
        now=clock.now(),
        filters=filters,
        result=result,
    )


def asked(request: Request) -> ListQuery:
    """The list that the address names, or where the day begins: what links have to keep."""
    if request.GET.get("queue", "") in QUEUES:
        return ListQuery.parse(request.GET)
    first = first_queue(is_director=sight_for(request).is_director)
    return ListQuery.parse(request.GET, first=first)
