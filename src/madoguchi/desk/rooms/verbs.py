"""What is posted to a room by us: a new thread; signs at messages, which members give likewise."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations.views import back_to
from madoguchi.desk.guard.gate import GoodMomentNeeded
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import open_to_members, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed, key, number
from madoguchi.desk.platform.words import say
from madoguchi.desk.rooms import access
from madoguchi.desk.rooms.actions import signs, unneeded
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from madoguchi.desk.rooms.actions.gathering import gather_question
from madoguchi.desk.rooms.actions.leaving import NotWorkingThere, name_participant
from madoguchi.desk.rooms.actions.numbers import NumberWaits, put_number, send_number
from madoguchi.desk.rooms.actions.threads import Opened, Opening, open_thread
from madoguchi.desk.rooms.rows import Typed
from madoguchi.desk.rooms.views import page_of


@require_POST
@signed_in
def threads(request: Request, client_pk: int) -> HttpResponse:
    """Begin a thread; what the guard stops waits there as a draft."""
    access.room_of(client_pk)
    title, body = as_typed(request.POST.get("title", "")), as_typed(request.POST.get("body", ""))
    draft_key = key_of(request.POST.get("draft_key", ""))
    opening = Opening(title=title, body=body, draft_key=draft_key)
    try:
        opened = _open(request, client_pk, opening)
    except Refusal as refusal:
        typed = Typed(
            title=title,
            body=body,
            draft_key=str(draft_key),
            refusal=refusal.sentence,
            matter=as_typed(request.POST.get("matter", "")),
            reason=as_typed(request.POST.get("reason", "")),
            people=_chosen(request),
        )
        return page_of(request, client_pk, typed=typed)
    answer = redirect("room-thread", opened.conversation.pk)
    if opened.refusal is None:
        return answer
    kept = say("まだ送っていません。下書きにしました：%(why)s") % {"why": opened.refusal.sentence}
    return with_toast(answer, Toast(words=kept))


def _open(request: Request, client_pk: int, opening: Opening) -> Opened:
    """For everybody in the room, unless a private matter was chosen."""
    now, matter = clock.now(), request.POST.get("matter", "")
    if not matter:
        return open_thread(client_id=client_pk, person=request.person, opening=opening, now=now)
    direct = DirectOpening(
        title=opening.title,
        body=opening.body,
        draft_key=opening.draft_key,
        matter=matter,
        reason=as_typed(request.POST.get("reason", "")),
        person_ids=_chosen(request),
    )
    return open_direct(client_id=client_pk, person=request.person, opening=direct, now=now)


def _chosen(request: Request) -> frozenset[int]:
    """Who is to take part."""
    chosen = (number(one) for one in request.POST.getlist("person"))
    return frozenset(one for one in chosen if one is not None)


@require_POST
@signed_in
def participants(request: Request, pk: int) -> HttpResponse:
    """Name somebody of ours into a direct thread that nobody of ours is left in."""
    found = access.thread_for(pk)
    newcomer = Person.objects.staff().filter(pk=number(request.POST.get("person", "")) or 0).first()
    answer = back_to(request, found.pk)
    try:
        if newcomer is None:
            raise NotWorkingThere
        name_participant(
            conversation_id=found.pk, newcomer=newcomer, person=request.person, now=clock.now()
        )
    except Refusal as refusal:
        return with_toast(answer, Toast(words=refusal.sentence))
    return answer


@require_POST
@open_to_members
@signed_in
def reaction(request: Request, pk: int) -> HttpResponse:
    """Give a sign at a message, or take it back."""
    kind = as_typed(request.POST.get("kind", ""))
    return _at(request, pk, lambda: signs.react(**_who(request, pk), kind=kind))


@require_POST
@open_to_members
@signed_in
def pin(request: Request, pk: int) -> HttpResponse:
    """Pin a decision, or unpin it."""
    return _at(request, pk, lambda: signs.pin(**_who(request, pk)))


@require_POST
@open_to_members
@signed_in
def excuse(request: Request, pk: int) -> HttpResponse:
    """Say that a message needs no answer."""
    return _at(request, pk, lambda: unneeded.mark_unneeded(**_who(request, pk)))


@require_POST
@signed_in
def gathering(request: Request, pk: int) -> HttpResponse:
    """Take an unread question back, so that the next one joins it."""
    return _at(request, pk, lambda: gather_question(**_who(request, pk)), is_kept=False)


@require_POST
@signed_in
def number_alone(request: Request, pk: int) -> HttpResponse:
    """Send a number of the message once more, alone."""
    words = as_typed(request.POST.get("words", ""))
    return _at(request, pk, lambda: _send_or_offer(request, pk, words), is_kept=False)


def _send_or_offer(request: Request, pk: int, words: str) -> None:
    try:
        send_number(**_who(request, pk), words=words)
    except GoodMomentNeeded as not_now:
        put_number(**_who(request, pk), words=words)
        raise NumberWaits from not_now


def key_of(typed: str) -> uuid.UUID:
    """The draft's key as the form was given it; a fresh one for what is none."""
    return key(typed) or uuid.uuid4()


def _who(request: Request, pk: int) -> dict[str, Any]:
    return {"message_id": pk, "person": request.person, "now": clock.now()}


def _at(
    request: Request, pk: int, act: Callable[[], object], *, is_kept: bool = True
) -> HttpResponse:
    """Do it at a message in sight, and show its thread again."""
    message = access.said_for(pk)
    refusal = None
    try:
        act()
    except Refusal as refused:
        refusal = refused.sentence
    if request.person.is_member:
        answer: HttpResponse = redirect("portal-room-thread", message.conversation_id)
    else:
        answer = back_to(request, message.conversation_id)
    if refusal:
        return with_toast(answer, Toast(words=refusal))
    if is_kept:
        answer["Location"] = f"{answer['Location']}#message-{pk}"
    return answer
