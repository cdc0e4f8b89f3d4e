"""A reply that waits for a director: asked for; approved as it is or changed, returned, or taken over."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import access
from madoguchi.desk.clients.models import Assignment
from madoguchi.desk.conversations import (
    copying,
    draft_files,
    drafting,
    drafts,
    giving,
    replacing,
    urgency,
)
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.actions.replies import (
    LONGEST_BODY,
    AlreadySent,
    ComposerTaken,
    GapsLeft,
    Reply,
    ReplyEmpty,
    ReplyTooLong,
    send_reply,
)
from madoguchi.desk.conversations.events import (
    ReplyApproved,
    ReplyHeld,
    ReplyReturned,
    ReplyTakenOver,
    ReplyWithdrawn,
)
from madoguchi.desk.conversations.models import Conversation, HeldReply, Message
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.given import Promised

Decided = ReplyHeld | ReplyApproved | ReplyReturned | ReplyTakenOver | ReplyWithdrawn


class CannotDecide(Refusal):
    """承認できるのは、この委託元のディレクターです。"""


class OwnWords(CannotDecide):
    """自分で書いた文面は、ほかのディレクターが承認します。"""


class NoteMissing(CannotDecide):
    """直してほしいところを書いてください。"""


class NotYourReply(CannotDecide):
    """取り下げられるのは、書いた人だけです。"""


class AlreadyDecided(CannotDecide):
    """この文面は、もう承認または差し戻しが済んでいます。"""


class Withdrawn(AlreadyDecided):
    """この返信は、書いた人が取り下げました。"""


@transaction.atomic
def request_approval(
    *, conversation_id: int, author: Person, reply: Reply, now: datetime
) -> HeldReply:
    """Keep the text word for word until a director decides, and why it cannot wait; the clock runs on.

    The same draft again is the same held reply. Raises draft_files.AlreadyWaiting when the draft
    is scheduled, and others.
    """
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(author, conversation, now)
    if not reply.body.strip():
        raise ReplyEmpty
    if len(reply.body) > LONGEST_BODY:
        raise ReplyTooLong
    if drafting.has_gaps(reply.body):
        raise GapsLeft
    urgency.refuse_unless_explained(reply.urgent)
    copying.refuse_unless_possible(conversation, reply.copied)
    if conversation.messages.filter(draft_key=reply.draft_key).exists():
        raise AlreadySent
    known = conversation.held_replies.filter(draft_key=reply.draft_key).first()
    as_known = (reply.body, HeldReply.State.WAITING)
    if known is not None and (known.body, known.state) != as_known:
        raise AlreadySent
    held = known or _keep(conversation, author, reply, now)
    drafts.discard_draft(conversation=conversation, person=author)
    return held


@transaction.atomic
def approve_reply(
    *, held_reply_id: int, director: Person, now: datetime, body: str = ""
) -> Message:
    """Send a held reply in its author's name, approved by a director of the client.

    `body` is the text as the director changed it, "" for the author's own; both are kept.
    """
    held = _waiting(held_reply_id, director, now)
    changed = body if body.strip() and body != held.body else ""
    message = send_reply(
        conversation_id=held.conversation_id,
        author=held.author,
        reply=Reply(
            body=changed or held.body,
            draft_key=held.draft_key,
            last_seen_id=held.last_seen_id,
            copied=tuple(held.copied),
            approver=director,
            trace=Trace.of(held.guarded),
            written_seconds=held.written_seconds,
            promised=Promised.of(held.promised),
            urgent=held.urgent_reason or None,
        ),
        now=now,
    )
    held.approved_body = changed
    _decide(held, HeldReply.State.APPROVED, director, now, note="")
    _record(ReplyApproved, held, director, now)
    return message


@transaction.atomic
def return_reply(*, held_reply_id: int, director: Person, note: str, now: datetime) -> HeldReply:
    """Give a held reply back to its author with a word about why; the text is their draft again."""
    held = _waiting(held_reply_id, director, now)
    if not note.strip():
        raise NoteMissing
    _decide(held, HeldReply.State.RETURNED, director, now, note=note.strip())
    drafts.give_back(
        conversation=held.conversation, person=held.author, letter=_letter(held), now=now
    )
    draft_files.take_back(
        conversation=held.conversation, person=held.author, draft_key=held.draft_key
    )
    _record(ReplyReturned, held, director, now)
    return held


@transaction.atomic
def take_over_reply(*, held_reply_id: int, director: Person, note: str, now: datetime) -> HeldReply:
    """A director takes the text into their own composer, to send it as theirs; the author is told.

    Raises ComposerTaken when the director has begun another text there.
    """
    held = _waiting(held_reply_id, director, now)
    conversation, promised = held.conversation, Promised.of(held.promised)
    letter = drafts.Letter(body=held.body, copied=tuple(held.copied), promised=promised)
    if not drafts.give_back(conversation=conversation, person=director, letter=letter, now=now):
        raise ComposerTaken
    _decide(held, HeldReply.State.TAKEN, director, now, note=note.strip())
    draft_files.take_back(conversation=conversation, person=director, draft_key=held.draft_key)
    _record(ReplyTakenOver, held, director, now)
    return held


@transaction.atomic
def withdraw_reply(*, held_reply_id: int, author: Person, now: datetime) -> HeldReply:
    """Its author takes a held reply back into the composer, before a director decides."""
    held = HeldReply.objects.select_for_update(no_key=True).filter(pk=held_reply_id).first()
    if held is None or held.author_id != author.pk:
        raise NotYourReply
    if held.state != HeldReply.State.WAITING:
        raise AlreadyDecided
    ownership.admit(author, held.conversation, now)
    if not drafts.give_back(
        conversation=held.conversation, person=author, letter=_letter(held), now=now
    ):
        raise ComposerTaken
    _decide(held, HeldReply.State.RETURNED, author, now, note="")
    draft_files.take_back(conversation=held.conversation, person=author, draft_key=held.draft_key)
    _record(ReplyWithdrawn, held, author, now)
    return held


def _letter(held: HeldReply) -> drafts.Letter:
    return drafts.Letter(
        body=held.body,
        copied=tuple(held.copied),
        trace=Trace.of(held.guarded),
        promised=Promised.of(held.promised),
        written_seconds=held.written_seconds,
    )


def _keep(conversation: Conversation, author: Person, reply: Reply, now: datetime) -> HeldReply:
    typed = drafts.draft_of(conversation=conversation, person=author)
    trace = Trace.of(typed.guarded).told(str(reply.draft_key), reply.rewritten)
    promised = reply.promised.lasting(giving.extracted(conversation, reply.body, now=now))
    draft_files.put_aside(conversation=conversation, person=author, draft_key=reply.draft_key)
    replaced_id = replacing.replaced_by(conversation, author)
    if replaced_id is not None:
        replacing.give_way(replaced_id, person=author, now=now)
    held = HeldReply.objects.create(
        client_id=conversation.client_id,
        conversation=conversation,
        draft_key=reply.draft_key,
        author=author,
        body=reply.body,
        last_seen_id=reply.last_seen_id,
        copied=list(reply.copied),
        guarded=trace.as_data(),
        promised=promised.as_data(),
        urgent_reason=(reply.urgent or "").strip(),
        written_seconds=int(typed.written_seconds)
        if reply.written_seconds is None
        else reply.written_seconds,
        asked_at=now,
    )
    _record(ReplyHeld, held, author, now)
    return held


def _waiting(held_reply_id: int, director: Person, now: datetime) -> HeldReply:
    held = HeldReply.objects.select_for_update(no_key=True).filter(pk=held_reply_id).first()
    if held is None or access.role_at(director, held.client_id, now) != Assignment.Role.DIRECTOR:
        raise CannotDecide
    if held.author_id == director.pk:
        raise OwnWords
    if held.decided_by_id == held.author_id:
        raise Withdrawn
    if held.state != HeldReply.State.WAITING:
        raise AlreadyDecided
    return held


def _decide(
    held: HeldReply, state: HeldReply.State, director: Person, now: datetime, *, note: str
) -> None:
    held.state = state
    held.decided_by = director
    held.decided_at = now
    held.decision_note = note
    held.save(update_fields=["state", "decided_by", "decided_at", "decision_note", "approved_body"])


def _record(
    happening: type[Decided],
    held: HeldReply,
    person: Person,
    now: datetime,
) -> None:
    told = happening(
        client_id=held.client_id, conversation_id=held.conversation_id, held_reply_id=held.pk
    )
    events.record(told, at=now, actor_id=person.pk)
