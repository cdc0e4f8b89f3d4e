"""What is posted about time: a snooze, the ball, a reply that leaves later or is taken back."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access, moments, recipients
from madoguchi.desk.conversations.actions import changing, passing, recalling, scheduling, snoozing
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.conversations.promised_form import read_at_in
from madoguchi.desk.conversations.queries.acts import act_of
from madoguchi.desk.conversations.reply_verbs import told_as_sent, with_reply
from madoguchi.desk.conversations.verbs import do
from madoguchi.desk.conversations.views import back_to, page_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import desk_moment, number
from madoguchi.engines.businesstime import Calendar

PASSES = {
    "client": passing.pass_to_client,
    "us": passing.pass_to_us,
    "customer": passing.pass_to_customer,
}
CHANGES = {"edit": changing.edit_scheduled, "keep": changing.keep_scheduled}
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # what was not a moment


@require_POST
@signed_in
def snooze(request: Request, pk: int) -> HttpResponse:
    """Out of the lists until a moment that was offered or typed; or back at once."""
    found, now = access.conversation_for(pk), clock.now()
    wanted = request.POST.get("until", "")
    if wanted == "end":
        end = partial(snoozing.end_snooze, person=request.person, now=now)
        return do(request, pk, lambda: end(conversation_id=pk))
    until = _moment(request, moments.for_snoozing(now, _calendar(found)).get(wanted))
    try:
        snoozing.snooze_conversation(
            conversation_id=pk, until=until, person=request.person, now=now
        )
    except Refusal as refusal:
        card = replace(
            act_of(found, "snooze", now=now),
            refusal=refusal.sentence,
            typed=request.POST.get("at", ""),
        )
        return page_of(request, access.conversation_for(pk), act=card, status=REFUSED)
    return back_to(request, pk)


@require_POST
@signed_in
def ball(request: Request, pk: int) -> HttpResponse:
    """Pass the ball without a message: to the client, to us, to the customer."""
    action = PASSES.get(request.POST.get("to", ""), passing.pass_to_us)
    run = partial(action, person=request.person, now=clock.now())
    return do(request, pk, lambda: run(conversation_id=pk))


@require_POST
@signed_in
def schedule(request: Request, pk: int) -> HttpResponse:
    """Have the typed reply leave at a moment that was offered or typed."""
    found = access.conversation_for(pk)
    now = clock.now()
    theirs = recipients.calendar_of(found, _calendar(found), now)
    offered = moments.for_sending(now, theirs, found.due_at)
    when = request.POST.get("when", "good")
    meant = _named(request, "anyway")
    # The good moment that the button named, not the one that may have become the next meanwhile.
    good = _named(request, "good_at") if when == "good" else None
    send_at = meant or _named(request, "moment") or good or _moment(request, offered.get(when))
    # The page has said what the words mean then: of the moment that it named, or that its button did.
    shown = {meant, good, read_at_in(request.POST)}
    plan = partial(
        scheduling.schedule_reply,
        send_at=send_at,
        is_lateness_meant=meant is not None,
        is_reading_known=send_at in shown,
    )
    return with_reply(request, pk, plan)


@require_POST
@signed_in
def scheduled(request: Request, pk: int) -> HttpResponse:
    """A reply that leaves later: change it in the composer or leave it so, cancel it, or send it now."""
    found = access.scheduled_reply_for(pk)
    person, now = request.person, clock.now()
    if request.POST.get("do", "") == "send":
        send = partial(scheduling.send_scheduled_now, person=person, now=now)
        seen = number(request.POST.get("last_seen", "")) or 0
        sent: list[Message] = []
        answer = do(
            request,
            found.conversation_id,
            lambda: sent.append(send(scheduled_reply_id=pk, last_seen_id=seen)),
        )
        return told_as_sent(request, answer, sent[0]) if sent else answer
    action = CHANGES.get(request.POST.get("do", ""), scheduling.cancel_scheduled)
    run = partial(action, person=person, now=now)
    return do(request, found.conversation_id, lambda: run(scheduled_reply_id=pk))


@require_POST
@signed_in
def recall(request: Request, pk: int) -> HttpResponse:
    """Take back a reply that was sent a moment ago."""
    found = access.message_for(pk)
    take_back = partial(recalling.recall_reply, person=request.person, now=clock.now())
    return do(request, found.conversation_id, lambda: take_back(message_id=pk))


def _calendar(found: Conversation) -> Calendar:
    return policies.parsed(policies.current(found.client_id)).calendar


def _moment(request: Request, offered: datetime | None) -> datetime:
    """What was offered, or what stands in the field; the action refuses what is no moment ahead."""
    return offered or _named(request, "at") or LONG_AGO


def _named(request: Request, field: str) -> datetime | None:
    return desk_moment(request.POST.get(field, ""))
