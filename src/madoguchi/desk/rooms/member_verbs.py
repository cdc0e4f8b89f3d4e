"""What members post to their room: a message, a new thread, with their files."""

from dataclasses import replace

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations.models import Confidentiality
from madoguchi.desk.files import taking
from madoguchi.desk.files.limits import MOST_FILES, MOST_TOGETHER
from madoguchi.desk.files.taking import CannotTake
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import members_only, outside_transaction
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import as_typed, number
from madoguchi.desk.platform.words import say
from madoguchi.desk.rooms import access
from madoguchi.desk.rooms.actions.direct import Between
from madoguchi.desk.rooms.actions.speaking import (
    SaidOtherwise,
    Saying,
    SharedFile,
    open_as_member,
    say_in_thread,
)
from madoguchi.desk.rooms.member_views import member_page
from madoguchi.desk.rooms.rows import Said
from madoguchi.desk.rooms.verbs import key_of


@outside_transaction
@members_only
@require_POST
def messages(request: Request, pk: int) -> HttpResponse:
    """Say something in a thread; refused, everything but the files comes back."""
    with transaction.atomic():
        found = access.thread_for(pk)
    typed = _typed(request)
    try:
        saying = _saying(request, typed)
        say_in_thread(
            conversation_id=found.pk, member=request.person, saying=saying, now=clock.now()
        )
    except Refusal as refusal:
        with transaction.atomic():
            return member_page(request, current=found, typed=_refused(typed, refusal))
    return redirect("portal-room-thread", found.pk)


@outside_transaction
@members_only
@require_POST
def threads(request: Request) -> HttpResponse:
    """Begin a thread with a first message."""
    typed = _typed(request)
    try:
        message = open_as_member(
            client_id=request.person.member_of or 0,
            member=request.person,
            title=typed.title,
            saying=_saying(request, typed),
            now=clock.now(),
            between=_between(typed),
        )
    except Refusal as refusal:
        with transaction.atomic():
            return member_page(request, typed=_refused(typed, refusal))
    return redirect("portal-room-thread", message.conversation_id)


def _refused(typed: Said, refusal: Refusal) -> Said:
    """As typed; what was said otherwise before is another text, with a key of its own."""
    kept = replace(typed, draft_key="") if isinstance(refusal, SaidOtherwise) else typed
    return kept.refused(refusal.sentence)


def _typed(request: Request) -> Said:
    mark = request.POST.get("confidentiality", "")
    chosen = (number(one) for one in request.POST.getlist("person"))
    return Said(
        matter=as_typed(request.POST.get("matter", "")),
        reason=as_typed(request.POST.get("reason", "")),
        people=frozenset(one for one in chosen if one is not None),
        title=as_typed(request.POST.get("title", "")),
        text=as_typed(request.POST.get("text", "")),
        draft_key=str(key_of(request.POST.get("draft_key", ""))),
        needs_no_answer=request.POST.get("no_answer", "") == "1",
        confidentiality=mark if mark in Confidentiality.values else Confidentiality.INTERNAL,
        files=tuple(one.name or "" for one in request.FILES.getlist("file")),
    )


def _between(typed: Said) -> Between | None:
    """For everybody in the room, unless a private matter was chosen."""
    if not typed.matter:
        return None
    return Between(matter=typed.matter, reason=typed.reason, person_ids=typed.people)


def _saying(request: Request, typed: Said) -> Saying:
    return Saying(
        text=typed.text,
        draft_key=key_of(typed.draft_key),
        files=_files(request, typed.confidentiality),
        needs_no_answer=typed.needs_no_answer,
    )


def _files(request: Request, confidentiality: str) -> tuple[SharedFile, ...]:
    """The chosen files, kept before anything refers to them. Raises CannotTake."""
    chosen = request.FILES.getlist("file")
    if len(chosen) > MOST_FILES:
        raise CannotTake(say("1通に添付できるのは%(most)s件までです。") % {"most": MOST_FILES})
    if sum(one.size or 0 for one in chosen) > MOST_TOGETHER:
        raise CannotTake(
            say("添付は合わせて%(most)sMBまでです。") % {"most": MOST_TOGETHER // 1_000_000}
        )
    return tuple(
        SharedFile(
            file=taking.take(
                client_id=request.person.member_of or 0,
                name=one.name or "",
                declared=one.content_type or "",
                data=one.read(),
            ),
            confidentiality=confidentiality,
        )
        for one in chosen
    )
