"""The desk's pages: lists, one conversation, and what is posted to it."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from madoguchi.desk.clients.access import is_director, role_at
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access, drafts, seeing
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries.details import conversation_detail, empty_composer
from madoguchi.desk.conversations.queries.guards import guard_row
from madoguchi.desk.conversations.queries.lists import desk_list
from madoguchi.desk.conversations.rows import QUEUES, ComposerRow, DeskList, desk_query
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, part_of, signed_in
from madoguchi.desk.platform.typed import as_typed, number

LIST_PART = "conversations/parts/list.html"
CONVERSATION_PART = "conversations/parts/conversation.html"
QUEUES_PART = "platform/parts/queues.html"
LIST_PARTS = {"list": LIST_PART, "queues": QUEUES_PART}
PARTS = {
    **LIST_PARTS,
    "conversation": CONVERSATION_PART,
    "thread": "conversations/parts/thread.html",
    "clock": "conversations/parts/head.html",
}


@require_GET
@signed_in
def home(request: Request) -> HttpResponse:
    """Where the day begins: an operator's own balls, a director's whole desk."""
    directs = is_director(request.person, clock.now())
    return redirect(reverse("desk") + (desk_query("open") if directs else ""))


@require_GET
@signed_in
def desk(request: Request) -> HttpResponse:
    """The work list: a queue over all clients in sight, or of one."""
    template = part_of(request, LIST_PARTS, "conversations/desk.html")
    return render(request, template, {"desk": list_of(request), "current_pk": None})


@require_GET
@signed_in
def conversation(request: Request, pk: int) -> HttpResponse:
    """One conversation, with the list that it was opened from."""
    found = access.conversation_for(pk)
    template = part_of(request, PARTS, "conversations/desk.html")
    if template not in {LIST_PART, QUEUES_PART}:
        seeing.mark_seen(conversation=found, person=request.person)
    return page_of(request, found, template=template)


@require_POST
@signed_in
def guard(request: Request, pk: int) -> HttpResponse:
    """What the guard says about the text as typed so far, which is kept as a draft."""
    found = access.conversation_for(pk)
    text = as_typed(request.POST.get("body", ""))
    now = clock.now()
    checked = guard_row(found, text, now=now)
    if role_at(request.person, found.client_id, now) is not None:
        drafts.save_typing(
            conversation_id=found.pk,
            person=request.person,
            body=text,
            draft_key=request.POST.get("draft_key", ""),
            now=now,
        )
    composer = replace(empty_composer(found), body=text, guard=checked)
    return render(
        request, "conversations/parts/guard.html", {"composer": composer, "desk": asked(request)}
    )


def page_of(
    request: Request,
    found: Conversation,
    *,
    template: str = "",
    composer: ComposerRow | None = None,
    held_refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page, or the part that htmx asked for, of one conversation."""
    template = template or part_of(request, PARTS, "conversations/desk.html")
    detail = None
    if template not in {LIST_PART, QUEUES_PART}:
        detail = conversation_detail(
            conversation=found,
            person=request.person,
            now=clock.now(),
            composer=composer,
            held_refusal=held_refusal,
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


def list_of(request: Request) -> DeskList:
    """The list that the address asks for."""
    wanted = asked(request)
    return desk_list(
        person=request.person,
        queue=wanted.queue,
        client_id=wanted.client_id,
        page=number(request.GET.get("page", "")) or 1,
        now=clock.now(),
    )


@dataclass(frozen=True)
class Asked:
    """The list that the address names, without its rows: what links have to keep."""

    queue: str
    client_id: int | None

    @property
    def query(self) -> str:
        """「?queue=mine&client=3」."""
        return desk_query(self.queue, self.client_id)


def asked(request: Request) -> Asked:
    """The queue and the client of the address; an unknown queue is one's own."""
    queue = request.GET.get("queue", "")
    return Asked(queue if queue in QUEUES else "mine", number(request.GET.get("client", "")))
