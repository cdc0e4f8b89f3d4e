"""The messages of a conversation, oldest first, with what became of each."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, TypeVar

from madoguchi.desk.conversations import clock_log, clocks
from madoguchi.desk.conversations.act_rows import MergeRow
from madoguchi.desk.conversations.models import Attachment, Ball, Conversation, Message
from madoguchi.desk.conversations.queries.hanging import Hanging
from madoguchi.desk.conversations.rows import AttachmentRow, DeliveryRow, MessageRow
from madoguchi.desk.conversations.side_rows import Panel
from madoguchi.desk.guard.differences import Part, difference
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.platform.postgresql import instances, prepared
from madoguchi.desk.platform.sayings import again
from madoguchi.desk.platform.words import say
from madoguchi.desk.promises.queries import standing

SIDES = {
    Message.Kind.CUSTOMER.value: "them",
    Message.Kind.NOTICE.value: "them",
    Message.Kind.REPLY.value: "us",
    Message.Kind.NOTE.value: "note",
    Message.Kind.RECALLED.value: "recalled",
}
# As SQL: Django would take longer to make twenty messages of their rows than PostgreSQL to find them.
# Why something said in a room needs no answer stands in the log, which is closed to its members.
THREAD = """select m.id, m.kind, m.sender_name, m.sender_address, m.at, m.text, m.quoted_text,
  m.notice, m.delivery, m.delivery_at, m.delivery_note,
  case when m.channel = 'mail' or not m.needs_no_answer then m.no_answer_reason else coalesce(
    (select e.data->>'reason' from platform_event e where e.conversation_id = m.conversation_id
      and e.kind = 'NoAnswerNeeded' and (e.data->>'message_id')::bigint = m.id
      order by e.id desc limit 1), '') end,
  coalesce(p.name, ''), m.copied::text, m.has_html, m.is_urgent
from conversations_message m left join people_person p on p.id = m.no_answer_by_id
where m.conversation_id = %(of)s::bigint order by m.at, m.id"""
Entry = TypeVar("Entry", bound=MessageRow | MergeRow)
CHANGED = """select m.id, h.body, h.approved_body from conversations_heldreply h
join conversations_message m on m.client_id = h.client_id and m.draft_key = h.draft_key
where m.conversation_id = %(of)s::bigint and h.approved_body <> ''"""
# As `instances` takes it.
FILES = """message_id in (select m.id from conversations_message m
  where m.conversation_id = %(of)s::bigint) order by message_id, position"""
CHECKS = """select k.message_id, k.reason, k.urgent_reason, coalesce(p.name, '')
from guard_guardcheck k join conversations_message m on m.id = k.message_id
left join people_person p on p.id = k.approver_id where m.conversation_id = %(of)s::bigint"""
DELIVERIES = {"queued": "waiting", "sent": "sent", "failed": "failed", "bounced": "bounced"}


class _Said(NamedTuple):
    """A message, as the columns above name it."""

    pk: int
    kind: str
    sender_name: str
    sender_address: str
    at: datetime
    text: str
    quoted_text: str
    notice: str
    delivery: str
    delivery_at: datetime | None
    delivery_note: str
    no_answer_reason: str
    no_answer_by: str
    copied: str  # a list of addresses in JSON
    has_html: bool
    is_urgent: bool


class _Check(NamedTuple):
    """Why a reply left, as the columns above name it."""

    reason: str
    urgent_reason: str
    approved_by: str


def asked_of(conversation: Conversation, now: datetime) -> tuple[prepared.Asked, ...]:
    """What `messages_of` asks the database, for who asks it ahead of its time."""
    of = {"of": conversation.pk}
    files = instances.finding(Attachment, FILES)
    given = standing.given_asked(conversation.pk, now)
    return (*always_asked(conversation), (files, of), (CHECKS, of), given)


def always_asked(conversation: Conversation) -> tuple[prepared.Asked, ...]:
    """What of it is asked where nothing hangs on the messages."""
    waits = conversation.ball == Ball.US
    log = (clock_log.log_asked(conversation.pk, clocks.MOVING),) if waits else ()
    return (THREAD, {"of": conversation.pk}), *log


def messages_of(
    conversation: Conversation,
    now: datetime,
    hanging: Hanging | None = None,
    marks: Mapping[int, Panel] | None = None,
    made: Mapping[int, Panel] | None = None,
) -> tuple[MessageRow, ...]:
    """The whole thread in a few queries, however long it is; what is known not to hang is not asked for.

    `marks`: what rooms put at a message, by its number; `made`: what was made of it.
    """
    messages = [_Said(*row) for row in prepared.rows_of(THREAD, {"of": conversation.pk})]
    around = _Around(conversation, now, hanging, marks or {}, made or {})
    waiting = _waiting_in(conversation)
    rows = [_row(one, around, is_unanswered=one.pk in waiting) for one in messages]
    return tuple(_by_days(rows))


def thread_of(
    conversation: Conversation,
    now: datetime,
    hanging: Hanging,
    merges: Sequence[MergeRow],
    marks: Mapping[int, Panel] | None = None,
    made: Mapping[int, Panel] | None = None,
) -> tuple[MessageRow | MergeRow, ...]:
    """With what was merged in, where that happened: after what had been said by then."""
    messages = messages_of(conversation, now, hanging, marks, made)
    if not merges:
        return messages
    entries: list[MessageRow | MergeRow] = [*messages, *merges]
    return tuple(_by_days(sorted(entries, key=lambda one: one.at)))


def _by_days(entries: Sequence[Entry]) -> list[Entry]:
    """The same, the first of each day marked."""
    days = [local_day(one.at) for one in entries]
    return [
        one if one.opens_day == (day != before) else replace(one, opens_day=day != before)
        for one, day, before in zip(entries, days, [None, *days], strict=False)
    ]


def _waiting_in(conversation: Conversation) -> frozenset[int]:
    """The messages that wait for an answer, as the reply clock counts them."""
    if conversation.ball != Ball.US:
        return frozenset()
    waiting = clocks.state_of(conversation).waiting
    return frozenset(one.message_id for one in waiting if one.message_id is not None)


class _Around:
    """What hangs on the messages of one conversation, fetched once."""

    def __init__(
        self,
        conversation: Conversation,
        now: datetime,
        hanging: Hanging | None,
        marks: Mapping[int, Panel],
        made: Mapping[int, Panel],
    ) -> None:
        self.customer_address = conversation.customer.email
        self.is_mail = conversation.is_mail
        self.marks = marks
        self.made = made
        self.files: dict[int, list[AttachmentRow]] = defaultdict(list)
        self.checks: dict[int, _Check] = {}
        self.changed: dict[int, tuple[Part, ...]] = {}
        has_promises = hanging is None or hanging.has_promises
        self.promises = standing.given_in(conversation.pk, now) if has_promises else {}
        if hanging is None or hanging.has_files:
            self._fetch_files(conversation)
        if hanging is None or hanging.has_reasons:
            self._fetch_checks(conversation)

    def _fetch_files(self, conversation: Conversation) -> None:
        for file in instances.found(Attachment, FILES, {"of": conversation.pk}):
            self.files[file.message_id].append(
                AttachmentRow(
                    file.pk,
                    file.name,
                    file.content_type,
                    file.size,
                    file.scan,
                    file.confidentiality,
                )
            )

    def _fetch_checks(self, conversation: Conversation) -> None:
        rows = prepared.rows_of(CHECKS, {"of": conversation.pk})
        self.checks = {pk: _Check(*check) for pk, *check in rows}
        if any(one.approved_by for one in self.checks.values()):
            rows = prepared.rows_of(CHANGED, {"of": conversation.pk})
            self.changed = {pk: difference(before, after) for pk, before, after in rows}


def _row(message: _Said, around: _Around, *, is_unanswered: bool) -> MessageRow:
    check = around.checks.get(message.pk)
    customer = message.kind == Message.Kind.CUSTOMER.value
    return MessageRow(
        pk=message.pk,
        side=SIDES[message.kind],
        author=say("%(name)s 様") % {"name": message.sender_name}
        if customer and around.is_mail
        else message.sender_name,
        is_mail=around.is_mail,
        mark=around.marks.get(message.pk),
        made=around.made.get(message.pk),
        at=message.at,
        text=message.text,
        full_text=message.quoted_text,
        kind=message.notice or "message",
        attachments=tuple(around.files.get(message.pk, ())),
        delivery=_delivery(message),
        send_reason=check.reason if check else "",
        approved_by=check.approved_by if check else "",
        changed=around.changed.get(message.pk, ()),
        is_unanswered=is_unanswered,
        no_answer_reason=message.no_answer_reason,
        strange_address=_strange(message, around.customer_address)
        if customer and around.is_mail
        else "",
        copied=() if message.copied == "[]" else tuple(json.loads(message.copied)),
        has_html=message.has_html,
        no_answer_by=message.no_answer_by,
        is_urgent=message.is_urgent,
        urgent_reason=check.urgent_reason if check else "",
        promises=around.promises.get(message.pk, ()),
    )


def _strange(message: _Said, known: str) -> str:
    """A name can be written by anybody: an address other than the customer's is shown."""
    return "" if message.sender_address.lower() == known.lower() else message.sender_address


def _delivery(message: _Said) -> DeliveryRow | None:
    if message.delivery == Message.Delivery.NONE:
        return None
    retrying = message.delivery == Message.Delivery.QUEUED and message.delivery_note
    state = "retrying" if retrying else DELIVERIES[message.delivery]
    return DeliveryRow(state=state, at=message.delivery_at, error=again(message.delivery_note))
