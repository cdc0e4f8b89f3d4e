"""The page on which a call is written down, and what is posted from it and from its card."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.views import back_to
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed, desk_moment, number
from madoguchi.desk.rooms import access
from madoguchi.desk.rooms.actions.calls import (
    ActionTyped,
    CallTyped,
    note_call,
)
from madoguchi.desk.rooms.actions.follow_ups import (
    FollowUp,
    schedule_follow_up,
    send_follow_up,
)
from madoguchi.desk.rooms.call_rows import CallForm, ContactRow, NextTyped
from madoguchi.desk.rooms.queries.calls import contacts_of
from madoguchi.desk.rooms.verbs import key_of

USUAL = timedelta(minutes=10)
PLACES = 4  # for next actions, at first


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def calls(request: Request, pk: int) -> HttpResponse:
    """Write down a call of this thread."""
    found = access.thread_for(pk)
    if request.method != "POST":
        return _page(request, found)
    try:
        note_call(
            conversation_id=found.pk, person=request.person, typed=_typed(request), now=clock.now()
        )
    except Refusal as refusal:
        return _page(request, found, refusal=refusal.sentence)
    return redirect("room-thread", found.pk)


@require_POST
@signed_in
def follow_up(request: Request, pk: int) -> HttpResponse:
    """Send the follow-up of a call, now or at the good moment; what is refused waits in the composer."""
    call = access.call_for(pk)
    body, now = as_typed(request.POST.get("body", "")), clock.now()
    written = FollowUp(
        call_id=call.pk,
        body=body,
        draft_key=key_of(request.POST.get("draft_key", "")),
        last_seen_id=number(request.POST.get("last_seen", "")) or 0,
    )
    try:
        _send(request, written, now)
    except ownership.CannotAssign as refusal:  # somebody who only looks leaves no draft behind
        return with_toast(back_to(request, call.conversation_id), Toast(words=refusal.sentence))
    except Refusal as refusal:
        found = access.thread_for(call.conversation_id)
        drafts.save_draft(conversation=found, person=request.person, body=body, now=now)
        return with_toast(back_to(request, found.pk), Toast(words=refusal.sentence))
    return back_to(request, call.conversation_id)


def _send(request: Request, written: FollowUp, now: datetime) -> None:
    """At the moment that the card offered, if that was chosen. Raises Refusal."""
    if request.POST.get("when", "") != "good":
        send_follow_up(follow_up=written, person=request.person, now=now)
        return
    send_at = desk_moment(request.POST.get("good_at", ""))
    schedule_follow_up(follow_up=written, person=request.person, send_at=send_at or now, now=now)


def _typed(request: Request) -> CallTyped:
    posted = request.POST
    return CallTyped(
        contact_id=number(posted.get("contact", "")) or 0,
        began_at=desk_moment(posted.get("began", "")),
        ended_at=desk_moment(posted.get("ended", "")),
        decided=as_typed(posted.get("decided", "")).splitlines(),
        actions=_actions(_rows(request)),
    )


def _rows(request: Request) -> tuple[tuple[str, str, str], ...]:
    """Whose, what and until when, as typed, of the next actions in which something is written."""
    posted = request.POST
    rows = zip(posted.getlist("owner"), posted.getlist("what"), posted.getlist("due"), strict=False)
    return tuple((owner, as_typed(what), due) for owner, what, due in rows if what.strip())


def _actions(rows: Sequence[tuple[str, str, str]]) -> list[ActionTyped]:
    """Raises CannotAssign for somebody who is none of ours: it is not the other side's because of that."""
    wanted = {number(owner) or 0 for owner, _, _ in rows if owner}
    known = {one.pk: one for one in Person.objects.staff().filter(pk__in=wanted)}
    if wanted - known.keys():
        raise ownership.CannotAssign
    return [
        ActionTyped(
            what=what, due_at=desk_moment(due), owner=known[number(owner) or 0] if owner else None
        )
        for owner, what, due in rows
    ]


def _places(request: Request) -> tuple[NextTyped, ...]:
    """What was typed, and room for more."""
    rows = [NextTyped(number(owner), what, as_typed(due)) for owner, what, due in _rows(request)]
    return (*rows, *(NextTyped() for _ in range(max(1, PLACES - len(rows)))))


def _page(request: Request, found: Conversation, *, refusal: str = "") -> HttpResponse:
    now = timezone.localtime(clock.now())
    usual = {"began": f"{now - USUAL:%Y-%m-%dT%H:%M}", "ended": f"{now:%Y-%m-%dT%H:%M}"}
    values = {name: as_typed(request.POST.get(name, "")) for name in ("began", "ended", "decided")}
    people = sight_for(request).people.get(found.client_id, ())
    form = CallForm(
        thread_pk=found.pk,
        thread_title=found.subject,
        client=chip(found.client),
        contacts=contacts_of(found.client_id),
        colleagues=tuple(ContactRow(one.pk, one.name) for one in people),
        contact=number(request.POST.get("contact", "")),
        places=_places(request),
        values={**usual, **{name: text for name, text in values.items() if text}},
        refusal=refusal,
    )
    return render(request, "rooms/call.html", {"form": form}, status=REFUSED if refusal else 200)
