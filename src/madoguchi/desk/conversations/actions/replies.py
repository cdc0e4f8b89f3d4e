"""We answer: the guard reads the text, the ball passes, the clock stops, the mail is queued."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations import (
    answering,
    clocks,
    copying,
    draft_files,
    drafting,
    drafts,
    giving,
    replacing,
    seeing,
    urgency,
)
from madoguchi.desk.conversations.actions import closing, ownership, snoozing
from madoguchi.desk.conversations.actions.keeping import snippet_of
from madoguchi.desk.conversations.events import ReplySent
from madoguchi.desk.conversations.models import Conversation, Customer, Message
from madoguchi.desk.guard import gate, keeping
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.postgresql import many
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.given import Promised
from madoguchi.engines import mailtext

LONGEST_BODY = 20_000  # characters; the guard reads every one of them


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What an operator sends: the text, which draft it was, and the newest message that they saw."""

    body: str
    draft_key: uuid.UUID
    last_seen_id: int
    reason: str = ""
    close: bool = False
    copied: tuple[str, ...] = ()  # addresses in Cc
    approver: Person | None = None
    seen_merge_id: int | None = (
        None  # the newest that was put into the conversation; None: no screen
    )
    rewritten: Mapping[str, int] = field(default_factory=dict)  # rewrites taken, by rule
    trace: Trace | None = None  # of a text that waited; None: it is the composer's
    written_seconds: int | None = None  # of a text that waited; None: as of the composer's
    promised: Promised = field(default_factory=Promised)  # as its writer confirmed it
    urgent: str | None = None  # why it does not wait for a good moment; None: nobody says that

    def trace_in(self, known: answering.Known) -> Trace:
        """What became of the guard's findings while it was typed."""
        kept = self.trace if self.trace is not None else known.trace
        return kept.told(str(self.draft_key), self.rewritten)


class CannotReply(Refusal):
    """この対応には返信できません。"""


class ReplyEmpty(CannotReply):
    """本文がまだありません。"""


class ReplyTooLong(CannotReply):
    """長すぎて送信できません。2万字までに分けてください。本文は残っています。"""


class GapsLeft(CannotReply):
    """定型文の〔　〕が残っています。書き込むか、消してから送信してください。本文は残っています。"""


class AlreadySent(CannotReply):
    """この下書きは、別の文面で送信済みです。やり取りを確かめてください。本文は残っています。"""


class ComposerTaken(Refusal):
    """返信欄に書きかけの文面があります。送信するか消してから、もう一度お願いします。"""


class NobodyToReplyTo(CannotReply):
    """返信先のアドレスが分からないため、送信できません。"""


@transaction.atomic
def send_reply(*, conversation_id: int, author: Person, reply: Reply, now: datetime) -> Message:
    """Record the reply, pass the ball and queue its delivery: all or nothing.

    The same draft sent twice (a double click, a retry) returns the first message. Raises
    CannotReply, ownership.CannotAssign or guard.gate.CannotSend; nothing is kept then.
    """
    conversation = Conversation.objects.lock(conversation_id)
    known = answering.known_of(conversation, author=author, draft_key=reply.draft_key)
    if known.sent_id is not None:
        return _same(Message.objects.get(pk=known.sent_id), conversation, reply)
    refuse_unless_answerable(conversation, author, reply, known, now)
    given, verdict = judged(conversation, author, reply, known, now)
    is_approved = reply.approver is not None
    urgent = urgency.reason_for(reply.urgent, given, is_approved=is_approved)
    said = giving.said_in(given.draft)
    reply = replace(reply, urgent=urgent, promised=reply.promised.lasting(said))
    message = _keep(conversation, author, reply, known, now)
    if known.replaces_id is not None:
        replacing.give_way(known.replaces_id, person=author, now=now)
    if known.has_files:
        draft_files.send_along(message, author, has_waited=known.waits)
    sending = keeping.Sending(
        client_id=message.client_id,
        message_id=message.pk,
        author=author,
        approver=reply.approver,
        at=message.at,
        urgent_reason=reply.urgent or "",
    )
    keeping.keep(verdict, sending, given.severities)
    snoozing.end_reached(conversation, now=now, actor_id=author.pk)
    is_holding = giving.settle(message, author, said, reply.promised, owed=known.owed)
    _pass_ball(conversation, message, author, is_holding=is_holding)
    if not known.waits:
        # Else what its author has begun meanwhile is another text, and stays.
        drafts.discard_draft(conversation=conversation, person=author)
    if reply.close:
        closing.close(conversation, person=author, now=now, message_id=message.pk)
    return message


def judged(
    conversation: Conversation,
    author: Person,
    reply: Reply,
    known: answering.Known,
    now: datetime,
) -> tuple[drafting.ForGuard, gate.Verdict]:
    """What the gate says of the reply, were it sent then. Raises guard.gate.CannotSend."""
    given = drafting.for_guard(
        conversation,
        reply.body,
        author=author,
        draft_key=reply.draft_key if known.waits else None,
        now=now,
        is_urgent=reply.urgent is not None,
    )
    writer = gate.Writer(given.in_training, is_approved=reply.approver is not None)
    verdict = gate.check_outgoing(
        given.draft,
        severities=given.severities,
        version=given.book.label,
        reason=reply.reason,
        writer=writer,
        trace=reply.trace_in(known),
    )
    return given, verdict


def is_reachable(customer: Customer) -> bool:
    """Whether mail can be addressed to this customer at all."""
    try:
        return bool(mailtext.header_address(customer.email))
    except ValueError:
        return False


def refuse_unless_answerable(
    conversation: Conversation,
    author: Person,
    reply: Reply,
    known: answering.Known,
    now: datetime,
) -> None:
    """Everything that is asked of a reply before the guard reads it. Raises CannotReply and others."""
    ownership.admit(author, conversation, now)
    if not reply.body.strip():
        raise ReplyEmpty
    if conversation.is_mail and not is_reachable(conversation.customer):
        raise NobodyToReplyTo
    if len(reply.body) > LONGEST_BODY:
        raise ReplyTooLong
    if drafting.has_gaps(reply.body):
        raise GapsLeft
    urgency.refuse_unless_explained(reply.urgent)
    copying.refuse_unless_possible(conversation, reply.copied)
    giving.refuse_unless_possible(reply.promised, now)
    if known.newest_said > reply.last_seen_id:
        raise seeing.NewerMessageUnseen
    if reply.seen_merge_id is not None and known.newest_merge > reply.seen_merge_id:
        raise seeing.MergeUnseen


def _same(sent: Message, conversation: Conversation, reply: Reply) -> Message:
    if (sent.conversation_id, sent.text) != (conversation.pk, reply.body):
        raise AlreadySent
    return sent


def _keep(
    conversation: Conversation, author: Person, reply: Reply, known: answering.Known, now: datetime
) -> Message:
    written = known.written_seconds if reply.written_seconds is None else reply.written_seconds
    message = Message(
        client_id=conversation.client_id,
        conversation=conversation,
        channel=conversation.channel,
        kind=Message.Kind.REPLY,
        author=author,
        sender_name=author.name,
        at=now,
        text=reply.body,
        is_urgent=bool(reply.urgent),
        draft_key=reply.draft_key,
        written_seconds=written or None,
        promised=reply.promised.as_data(),
    )
    if conversation.is_mail:
        domain = known.address.rpartition("@")[2]
        # Made before the first try to deliver: a retry is the same mail to every mail program.
        message.mail_id = f"<{reply.draft_key}@{domain}>"
        message.copied = list(reply.copied)
        message.delivery = Message.Delivery.QUEUED
        message.delivery_at = now
    many.insert([message])
    return message


def _pass_ball(
    conversation: Conversation, message: Message, author: Person, *, is_holding: bool
) -> None:
    sent = ReplySent(
        client_id=conversation.client_id,
        conversation_id=conversation.pk,
        message_id=message.pk,
        is_holding=is_holding,
        is_urgent=message.is_urgent,
        channel=None if conversation.is_mail else str(conversation.channel),
    )
    told: list[tuple[events.Happening, datetime]] = [(sent, message.at)]
    if conversation.owner_id is None:
        conversation.owner_id = author.pk
        told.insert(0, (ownership.owned(conversation), message.at))
    conversation.last_message_at = message.at
    conversation.snippet = snippet_of(message.text)
    happened = events.record_all(told, actor_id=author.pk)[-1]
    # The state and the ball are the clock's to say: all columns are written with them, at once.
    clocks.advance(conversation, happened, also=("owner", "last_message_at", "snippet"))
