"""Replies that leave later: asked for, taken back, sent at their time, or held when anything is new."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.conversations import answering, draft_files, drafts, giving, replacing
from madoguchi.desk.conversations.actions import lateness, ownership
from madoguchi.desk.conversations.actions.replies import (
    AlreadySent,
    CannotReply,
    Reply,
    judged,
    refuse_unless_answerable,
    send_reply,
)
from madoguchi.desk.conversations.events import (
    ReplyScheduled,
    ScheduledReplyHeld,
)
from madoguchi.desk.conversations.models import Conversation, Message, ScheduledReply
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, jobs
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.given import Promised

FARTHEST = timedelta(days=365)
OPEN = replacing.OPEN


class BadTime(CannotReply):
    """送信する日時は、これから1年のあいだで選んでください。本文は残っています。"""


class NotWaiting(Refusal):
    """この送信予約は、もう送信されたか取り消されています。"""


class SomebodyElses(Refusal):
    """ほかの人の名前では送信できません。「文面を直す」で自分の返信欄に移してください。"""


class BeingChanged(Refusal):
    """文面を直している途中です。"""

    def __init__(self, person: Person) -> None:
        words = _("%(name)sさんが文面を直している途中でした。直した文面で送信してください。")
        super().__init__(words % {"name": person.name})


@transaction.atomic
def schedule_reply(
    *,
    conversation_id: int,
    author: Person,
    reply: Reply,
    send_at: datetime,
    now: datetime,
    is_lateness_meant: bool = True,
    is_reading_known: bool = True,
) -> ScheduledReply:
    """Keep the reply until then. It is guarded now, and again when it leaves.

    What it promises is read when it leaves; what its writer mended or struck stays so. The same
    draft again is the same schedule. Raises what `send_reply` raises, BadTime,
    draft_files.AlreadyWaiting when the draft waits for a director, and lateness.MomentAsked for a
    moment after the due time that was not meant, or at which its words name a day that was not seen.
    """
    conversation = Conversation.objects.lock(conversation_id)
    known = answering.known_of(conversation, author=author, draft_key=reply.draft_key)
    if known.sent_id is not None:
        raise AlreadySent
    already = conversation.scheduled_replies.filter(draft_key=reply.draft_key).first()
    if already is not None:
        return _same(already, reply)
    refuse_unless_answerable(conversation, author, reply, known, now)
    if not now < send_at <= now + FARTHEST:
        raise BadTime
    given, verdict = judged(conversation, author, reply, known, send_at)
    if not is_lateness_meant:
        lateness.ask_about(conversation, send_at, now)
    if not is_reading_known:
        lateness.ask_about_words(given.draft, send_at, now)
    draft_files.put_aside(conversation=conversation, person=author, draft_key=reply.draft_key)
    if known.replaces_id is not None:
        replacing.give_way(known.replaces_id, person=author, now=now)
    promised = reply.promised.lasting(giving.said_in(given.draft))
    typed = replace(reply, trace=verdict.trace, written_seconds=known.written_seconds)
    scheduled = _keep(conversation, author, replace(typed, promised=promised), send_at, now)
    drafts.discard_draft(conversation=conversation, person=author)
    return scheduled


@transaction.atomic
def cancel_scheduled(*, scheduled_reply_id: int, person: Person, now: datetime) -> ScheduledReply:
    """It will not leave."""
    scheduled = open_one(scheduled_reply_id, person, now)
    replacing.let_go(scheduled)
    replacing.cancel(scheduled, person=person, now=now)
    draft_files.discard(conversation=scheduled.conversation, draft_key=scheduled.draft_key)
    return scheduled


@transaction.atomic
def send_scheduled_now(
    *, scheduled_reply_id: int, person: Person, last_seen_id: int, now: datetime
) -> Message:
    """Its author sends it at once, having seen what is there now."""
    scheduled = open_one(scheduled_reply_id, person, now)
    if scheduled.author_id != person.pk:
        raise SomebodyElses
    return _send(scheduled, replace(_reply(scheduled), last_seen_id=last_seen_id), now)


@transaction.atomic
def send_at_its_time(*, scheduled_reply_id: int, now: datetime) -> None:
    """The job: send it with what its author had seen; whatever refuses it, it is held and says why."""
    scheduled = _locked(scheduled_reply_id)
    if scheduled is None or scheduled.state != ScheduledReply.State.SCHEDULED:
        return
    if scheduled.send_at > now:  # the clock was set back
        _call(scheduled)
        return
    try:
        with transaction.atomic():
            _refuse_if_changed(scheduled)
            _send(scheduled, _reply(scheduled), now)
    except Refusal as refusal:
        _hold(scheduled, refusal.sentence, now)


def open_one(scheduled_reply_id: int, person: Person, now: datetime) -> ScheduledReply:
    """The schedule, held with its conversation for this person to decide about. Raises NotWaiting."""
    scheduled = _locked(scheduled_reply_id)
    if scheduled is None:
        raise NotWaiting
    ownership.admit(person, scheduled.conversation, now)
    if scheduled.state not in OPEN:
        raise NotWaiting
    return scheduled


def _locked(scheduled_reply_id: int) -> ScheduledReply | None:
    """The schedule, its conversation held: in the order in which every verb takes them."""
    rows = ScheduledReply.objects.filter(pk=scheduled_reply_id)
    conversation_id = rows.values_list("conversation_id", flat=True).first()
    if conversation_id is None:
        return None
    Conversation.objects.lock(conversation_id)
    return rows.select_related("conversation", "author").get()


def _refuse_if_changed(scheduled: ScheduledReply) -> None:
    """A text that somebody has begun to correct does not leave behind their back."""
    change = replacing.change_of(scheduled)
    if change is not None and change.body != scheduled.body:
        raise BeingChanged(change.person)


def _same(known: ScheduledReply, reply: Reply) -> ScheduledReply:
    if known.body != reply.body or known.state not in OPEN:
        raise AlreadySent
    return known


def _keep(
    conversation: Conversation, author: Person, reply: Reply, send_at: datetime, now: datetime
) -> ScheduledReply:
    scheduled = ScheduledReply.objects.create(
        client_id=conversation.client_id,
        conversation=conversation,
        author=author,
        body=reply.body,
        reason=reply.reason,
        close=reply.close,
        copied=list(reply.copied),
        guarded=reply.trace.as_data() if reply.trace else {},
        promised=reply.promised.as_data(),
        draft_key=reply.draft_key,
        last_seen_id=reply.last_seen_id,
        written_seconds=reply.written_seconds or 0,
        asked_at=now,
        send_at=send_at,
    )
    happened = ReplyScheduled(
        client_id=conversation.client_id,
        conversation_id=conversation.pk,
        scheduled_reply_id=scheduled.pk,
        send_at=send_at,
    )
    events.record(happened, at=now, actor_id=author.pk)
    _call(scheduled)
    return scheduled


def _reply(scheduled: ScheduledReply) -> Reply:
    return Reply(
        body=scheduled.body,
        draft_key=scheduled.draft_key,
        last_seen_id=scheduled.last_seen_id,
        reason=scheduled.reason,
        close=scheduled.close,
        copied=tuple(scheduled.copied),
        trace=Trace.of(scheduled.guarded),
        written_seconds=scheduled.written_seconds,
        promised=Promised.of(scheduled.promised),
    )


def _send(scheduled: ScheduledReply, reply: Reply, now: datetime) -> Message:
    replacing.let_go(scheduled)
    message = send_reply(
        conversation_id=scheduled.conversation_id, author=scheduled.author, reply=reply, now=now
    )
    _become(scheduled, ScheduledReply.State.SENT)
    return message


def _hold(scheduled: ScheduledReply, why: str, now: datetime) -> None:
    scheduled.held_because = why
    _become(scheduled, ScheduledReply.State.HELD)
    held = ScheduledReplyHeld(
        client_id=scheduled.client_id,
        conversation_id=scheduled.conversation_id,
        scheduled_reply_id=scheduled.pk,
    )
    events.record(held, at=now)


def _become(scheduled: ScheduledReply, state: ScheduledReply.State) -> None:
    scheduled.state = state
    scheduled.save(update_fields=["state", "held_because"])


def _call(scheduled: ScheduledReply) -> None:
    jobs.defer(
        "conversations.send_scheduled",
        client_id=scheduled.client_id,
        at=scheduled.send_at,
        scheduled_reply_id=scheduled.pk,
    )
