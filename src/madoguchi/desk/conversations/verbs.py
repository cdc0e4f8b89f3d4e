"""What is posted to a conversation: each view hands its words to one action."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access
from madoguchi.desk.conversations.actions import (
    approvals,
    closing,
    notes,
    ownership,
)
from madoguchi.desk.conversations.forms import NoteForm
from madoguchi.desk.conversations.held_rows import HeldTyped
from madoguchi.desk.conversations.queries.composers import composer_of
from madoguchi.desk.conversations.reply_verbs import UNREADABLE
from madoguchi.desk.conversations.views import back_to, page_of, refused_page
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import as_typed, number


@require_POST
@signed_in
def decision(request: Request, pk: int) -> HttpResponse:
    """A director approves a held reply, gives it back or takes it over; its author takes it back."""
    held = access.held_reply_for(pk)
    note, now = as_typed(request.POST.get("note", "")), clock.now()
    body = as_typed(request.POST.get("body", ""))
    decide: dict[str, Callable[[], object]] = {
        "approve": lambda: approvals.approve_reply(
            held_reply_id=held.pk, director=request.person, now=now, body=body
        ),
        "take": lambda: approvals.take_over_reply(
            held_reply_id=held.pk, director=request.person, note=note, now=now
        ),
        "return": lambda: approvals.return_reply(
            held_reply_id=held.pk, director=request.person, note=note, now=now
        ),
        "withdraw": lambda: approvals.withdraw_reply(
            held_reply_id=held.pk, author=request.person, now=now
        ),
    }
    try:
        decide.get(request.POST.get("decision", ""), decide["return"])()
    except Refusal as refusal:
        found = access.conversation_for(held.conversation_id)
        told = HeldTyped(refusal=refusal.sentence, body=body, note=note)
        return page_of(request, found, held_typed=told, status=REFUSED)
    return back_to(request, held.conversation_id)


@require_POST
@signed_in
def note(request: Request, pk: int) -> HttpResponse:
    """Keep an internal note."""
    found = access.conversation_for(pk)
    form = NoteForm(request.POST)
    text = as_typed(request.POST.get("body", ""))
    picked = [one for one in map(number, request.POST.getlist("mention")) if one is not None]
    try:
        if not form.is_valid():
            raise notes.CannotNote(UNREADABLE)
        notes.write_note(
            conversation_id=found.pk,
            author=request.person,
            text=text,
            now=clock.now(),
            mentioned_ids=picked,
        )
    except Refusal as refusal:
        typed = composer_of(found, request.person, clock.now())
        composer = replace(
            typed,
            kind="note",
            note=text,
            note_refusal=refusal.sentence,
            mentioned=frozenset(picked),
        )
        return refused_page(request, found, composer)
    return back_to(request, found.pk)


@require_POST
@signed_in
def closure(request: Request, pk: int) -> HttpResponse:
    """Mark the matter as done."""
    close = partial(closing.close_conversation, person=request.person, now=clock.now())
    seen = closing.Seen(
        message_id=number(request.POST.get("last_seen", "")) or 0,
        merge_id=number(request.POST.get("seen_merge", "")),
    )
    return do(request, pk, lambda: close(conversation_id=pk, seen=seen))


@require_POST
@signed_in
def reopening(request: Request, pk: int) -> HttpResponse:
    """Take the matter up again."""
    reopen = partial(closing.reopen_conversation, person=request.person, now=clock.now())
    return do(request, pk, lambda: reopen(conversation_id=pk))


@require_POST
@signed_in
def owner(request: Request, pk: int) -> HttpResponse:
    """Take the conversation, give it to a colleague, or give it back."""
    if request.POST.get("person") == "nobody":
        release = partial(ownership.release_owner, person=request.person, now=clock.now())
        return do(request, pk, lambda: release(conversation_id=pk))
    assign = partial(ownership.assign_owner, person=request.person, now=clock.now())
    return do(request, pk, lambda: assign(conversation_id=pk, owner=_chosen(request)))


@require_POST
@signed_in
def no_answer(request: Request, pk: int) -> HttpResponse:
    """Mark a customer's message as needing no answer."""
    mark = partial(closing.mark_no_answer_needed, person=request.person, now=clock.now())
    message = number(request.POST.get("message", ""))
    reason = as_typed(request.POST.get("reason", ""))
    return do(request, pk, lambda: mark(conversation_id=pk, message_id=message or 0, reason=reason))


def do(request: Request, pk: int, action: Callable[[], object]) -> HttpResponse:
    """Run one action on a conversation in sight, then show it; or why it was refused."""
    found = access.conversation_for(pk)
    try:
        action()
    except Refusal as refusal:
        typed = composer_of(found, request.person, clock.now())
        return refused_page(request, found, replace(typed, refusal=refusal.sentence))
    return back_to(request, found.pk)


def _chosen(request: Request) -> Person:
    """Oneself, or the colleague that was chosen; nobody else is somebody to give it to."""
    chosen = request.POST.get("person", "")
    if chosen == "me":
        return request.person
    colleague = Person.objects.staff().filter(pk=number(chosen) or 0).first()
    if colleague is None:
        raise ownership.CannotAssign
    return colleague
