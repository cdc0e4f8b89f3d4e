"""What is posted to a conversation: each view hands its words to one action."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access
from madoguchi.desk.conversations.actions import (
    approvals,
    closing,
    lateness,
    notes,
    ownership,
    replies,
)
from madoguchi.desk.conversations.composer_rows import ComposerRow
from madoguchi.desk.conversations.copying import addresses_in
from madoguchi.desk.conversations.forms import NoteForm, ReplyForm
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.conversations.queries.details import composer_of, kept_composer
from madoguchi.desk.conversations.queries.guards import guard_row
from madoguchi.desk.conversations.views import back_to, page_of, refused_page
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed, number
from madoguchi.desk.platform.words import later, say

UNREADABLE = later(
    "送られた内容を読み取れませんでした。本文は残っています。もう一度送信してください。"
)


@require_POST
@signed_in
def reply(request: Request, pk: int) -> HttpResponse:
    """Send a reply; for a moment it can be taken back."""
    answer = with_reply(request, pk, replies.send_reply)
    return answer if answer.status_code == REFUSED else told_as_sent(request, answer, pk)


@require_POST
@signed_in
def approval(request: Request, pk: int) -> HttpResponse:
    """Ask a director to approve a reply."""
    return with_reply(request, pk, approvals.request_approval)


@require_POST
@signed_in
def decision(request: Request, pk: int) -> HttpResponse:
    """A director approves a held reply and sends it, or gives it back; its author takes it back."""
    held = access.held_reply_for(pk)
    note, now = as_typed(request.POST.get("note", "")), clock.now()
    decide: dict[str, Callable[[], object]] = {
        "approve": lambda: approvals.approve_reply(
            held_reply_id=held.pk, director=request.person, now=now
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
        return page_of(request, found, held_refusal=refusal.sentence, status=REFUSED)
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
    seen = number(request.POST.get("last_seen", "")) or 0
    return do(request, pk, lambda: close(conversation_id=pk, last_seen_id=seen))


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


def with_reply(request: Request, pk: int, action: Callable[..., object]) -> HttpResponse:
    """Hand the typed reply to an action; whatever it says, nothing that was typed is lost."""
    found = access.conversation_for(pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return refused_reply(request, found, form, str(UNREADABLE))
    try:
        action(conversation_id=found.pk, author=request.person, reply=_reply(form), now=clock.now())
    except lateness.LeavesPastDue as late:
        asked = {"asked_for": late.send_at, "asked_why": late.sentence}
        return refused_reply(request, found, form, "", asked)
    except Refusal as refusal:
        return refused_reply(request, found, form, refusal.sentence)
    return back_to(request, found.pk)


def told_as_sent(request: Request, answer: HttpResponse, pk: int) -> HttpResponse:
    """The way back from a reply that was just sent, with what takes it back."""
    sent = Message.objects.filter(conversation=pk, author=request.person, kind=Message.Kind.REPLY)
    newest = sent.order_by("-pk").first()
    seconds = settings.CONFIG.undo_seconds
    if newest is None or newest.at <= clock.now() - timedelta(seconds=seconds):
        return answer
    toast = Toast(
        words=say("送信しました"),
        undo_url=reverse("message-recall", args=[newest.pk]),
        undo_label=say("取り消す %(n)s秒") % {"n": seconds},
        seconds=seconds,
    )
    return with_toast(answer, toast)


def do(request: Request, pk: int, action: Callable[[], object]) -> HttpResponse:
    """Run one action on a conversation in sight, then show it; or why it was refused."""
    found = access.conversation_for(pk)
    try:
        action()
    except Refusal as refusal:
        typed = composer_of(found, request.person, clock.now())
        return refused_page(request, found, replace(typed, refusal=refusal.sentence))
    return back_to(request, found.pk)


def _reply(form: ReplyForm) -> replies.Reply:
    typed = form.cleaned_data
    return replies.Reply(
        body=typed["body"],
        draft_key=typed["draft_key"],
        last_seen_id=typed["last_seen"],
        reason=typed["reason"],
        close=typed["then"] == "close",
        copied=typed["copied"],
        seen_merge_id=typed["seen_merge"],
    )


def refused_reply(
    request: Request,
    found: Conversation,
    form: ReplyForm,
    why: str,
    asked: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The composer with all that was typed; the draft key stays, so that it is still sent once.

    `asked`: what the composer asks about in place of a refusal.
    """
    body = as_typed(request.POST.get("body", ""))
    blank = kept_composer(found, request.person)
    copied = addresses_in(" ".join(request.POST.getlist("copied")))
    offered = {one.address for one in blank.copies}
    seen = form.cleaned_data.get("last_seen") or 0
    composer: ComposerRow = replace(
        blank,
        draft_key=str(form.cleaned_data.get("draft_key", blank.draft_key)),
        body=body,
        reason=request.POST.get("reason", ""),
        refusal=why,
        revision=number(request.POST.get("revision", "")) or blank.revision,
        seen_before=seen if seen < blank.last_seen else 0,
        copies=tuple(replace(one, is_chosen=one.address in copied) for one in blank.copies),
        copied_typed=", ".join(one for one in copied if one not in offered),
        guard=guard_row(found, body, now=clock.now()),
        **(asked or {}),
    )
    return refused_page(request, found, composer)


def _chosen(request: Request) -> Person:
    """Oneself, or the colleague that was chosen; nobody else is somebody to give it to."""
    chosen = request.POST.get("person", "")
    if chosen == "me":
        return request.person
    colleague = Person.objects.filter(pk=number(chosen) or 0).first()
    if colleague is None:
        raise ownership.CannotAssign
    return colleague
