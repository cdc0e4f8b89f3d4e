"""A reply is posted: sent, or put before a director; refused, it comes back with all that was typed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access
from madoguchi.desk.conversations.actions import approvals, lateness, replies
from madoguchi.desk.conversations.composer_rows import ComposerRow
from madoguchi.desk.conversations.copying import addresses_in
from madoguchi.desk.conversations.forms import ReplyForm
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.conversations.promised_form import promised_in, read_at_in
from madoguchi.desk.conversations.queries.composers import kept_composer
from madoguchi.desk.conversations.queries.guards import findings_of, guard_row
from madoguchi.desk.conversations.queries.promised import promised_row, reading_of
from madoguchi.desk.conversations.views import back_to, refused_page
from madoguchi.desk.guard.gate import says_something
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import as_typed, number
from madoguchi.desk.platform.words import later, say
from madoguchi.desk.promises.given import Promised

UNREADABLE = later(
    "送られた内容を読み取れませんでした。本文は残っています。もう一度送信してください。"
)


@require_POST
@signed_in
def reply(request: Request, pk: int) -> HttpResponse:
    """Send a reply; for a moment it can be taken back."""
    return with_reply(request, pk, replies.send_reply, told=told_as_sent)


@require_POST
@signed_in
def approval(request: Request, pk: int) -> HttpResponse:
    """Ask a director to approve a reply."""
    return with_reply(request, pk, approvals.request_approval)


def with_reply(
    request: Request,
    pk: int,
    action: Callable[..., Any],
    *,
    told: Callable[[Request, HttpResponse, Any], HttpResponse] = lambda _, answer, __: answer,
) -> HttpResponse:
    """Hand the typed reply to an action; whatever it says, nothing that was typed is lost.

    The action refuses what is out of sight; to show why something was refused, the door is asked.
    """
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return refused_reply(request, access.conversation_for(pk), form, str(UNREADABLE))
    try:
        done = action(
            conversation_id=pk,
            author=request.person,
            reply=_reply(form, promised_in(request.POST)),
            now=clock.now(),
        )
    except lateness.MomentAsked as asked_about:
        asked = {"asked_for": asked_about.send_at, "asked_why": asked_about.sentence}
        return refused_reply(request, access.conversation_for(pk), form, "", asked)
    except Refusal as refusal:
        return refused_reply(request, access.conversation_for(pk), form, refusal.sentence)
    return told(request, back_to(request, pk), done)


def told_as_sent(request: Request, answer: HttpResponse, sent: Message) -> HttpResponse:
    """The way back from a reply that was just sent, with what takes it back."""
    seconds = settings.CONFIG.undo_seconds
    is_new = sent.at > clock.now() - timedelta(seconds=seconds)
    if not is_new or sent.author_id != request.person.pk or sent.kind != Message.Kind.REPLY:
        return answer
    toast = Toast(
        words=say("送信しました"),
        undo_url=reverse("message-recall", args=[sent.pk]),
        undo_label=say("取り消す %(n)s秒") % {"n": seconds},
        seconds=seconds,
    )
    return with_toast(answer, toast)


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
    seen, now = form.cleaned_data.get("last_seen") or 0, clock.now()
    judged = findings_of(found, body, author=request.person, now=now)
    guard = guard_row(found, judged, blank.trace)
    asked = asked or {}
    leaves_at = asked.get("asked_for") or read_at_in(request.POST)
    marked, reading = promised_in(request.POST), reading_of(guard, leaves_at=leaves_at, now=now)
    why_urgent = request.POST.get("urgent_reason", "")
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
        guard=guard,
        promised=promised_row(found, judged, marked, reading=reading, now=now),
        rewritten=request.POST.get("rewritten", ""),
        urgent_reason=why_urgent,
        urgency_missing="urgently" in request.POST and not says_something(why_urgent),
        **asked,
    )
    return refused_page(request, found, composer)


def _reply(form: ReplyForm, promised: Promised) -> replies.Reply:
    typed = form.cleaned_data
    return replies.Reply(
        body=typed["body"],
        draft_key=typed["draft_key"],
        last_seen_id=typed["last_seen"],
        reason=typed["reason"],
        close=typed["then"] == "close",
        copied=typed["copied"],
        seen_merge_id=typed["seen_merge"],
        rewritten=typed["rewritten"],
        promised=promised,
        urgent=typed["urgent_reason"] if typed["urgently"] else None,
    )
