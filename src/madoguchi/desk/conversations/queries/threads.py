"""The messages of a conversation, oldest first, with what became of each."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from madoguchi.desk.conversations.events import NoAnswerNeeded, NoticeReceived
from madoguchi.desk.conversations.models import Attachment, Ball, Conversation, Message
from madoguchi.desk.conversations.rows import AttachmentRow, DeliveryRow, MessageRow
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event

SIDES = {
    Message.Kind.CUSTOMER.value: "them",
    Message.Kind.NOTICE.value: "them",
    Message.Kind.REPLY.value: "us",
    Message.Kind.NOTE.value: "note",
}
DELIVERIES = {"queued": "waiting", "sent": "sent", "failed": "failed", "bounced": "bounced"}


def messages_of(conversation: Conversation) -> tuple[MessageRow, ...]:
    """The whole thread in six queries, however long it is."""
    messages = list(
        Message.objects.filter(conversation=conversation)
        .select_related("author")
        .order_by("at", "pk")
    )
    around = _Around(conversation)
    last_reply = max(
        (one.pk for one in messages if one.kind == Message.Kind.REPLY.value), default=0
    )
    open_ball = conversation.ball == Ball.US
    return tuple(
        _row(
            one,
            around,
            is_unanswered=open_ball
            and one.kind == Message.Kind.CUSTOMER.value
            and one.pk > last_reply
            and not one.needs_no_answer,
        )
        for one in messages
    )


class _Around:
    """What hangs on the messages of one conversation, fetched once."""

    def __init__(self, conversation: Conversation) -> None:
        self.customer_address = conversation.customer.email
        self.files: dict[int, list[AttachmentRow]] = defaultdict(list)
        files = Attachment.objects.filter(message__conversation=conversation)
        for file in files.order_by("message_id", "position"):
            self.files[file.message_id].append(
                AttachmentRow(file.pk, file.name, file.content_type, file.size)
            )
        checks = GuardCheck.objects.filter(
            message_id__in=Message.objects.filter(conversation=conversation).values("pk")
        )
        self.checks = {one.message_id: one for one in checks.select_related("approver")}
        log = Event.objects.filter(
            conversation_id=conversation.pk,
            kind__in=[NoAnswerNeeded.__name__, NoticeReceived.__name__],
        ).order_by("pk")
        self.told: dict[tuple[str, int], Event] = {
            (one.kind, one.data["message_id"]): one for one in log
        }
        actors = {one.actor_id for one in self.told.values() if one.actor_id}
        self.names: Mapping[int, str] = (
            dict(Person.objects.filter(pk__in=actors).values_list("pk", "name")) if actors else {}
        )


def _row(message: Message, around: _Around, *, is_unanswered: bool) -> MessageRow:
    check = around.checks.get(message.pk)
    excused = around.told.get((NoAnswerNeeded.__name__, message.pk))
    notice = around.told.get((NoticeReceived.__name__, message.pk))
    customer = message.kind == Message.Kind.CUSTOMER.value
    return MessageRow(
        pk=message.pk,
        side=SIDES[message.kind],
        author=f"{message.sender_name} 様" if customer else message.sender_name,
        at=message.at,
        text=message.text,
        full_text=message.quoted_text,
        kind=_text(notice, "notice") or "message",
        attachments=tuple(around.files.get(message.pk, ())),
        delivery=_delivery(message),
        send_reason=check.reason if check else "",
        approved_by=check.approver.name if check and check.approver else "",
        is_unanswered=is_unanswered,
        no_answer_reason=_text(excused, "reason"),
        strange_address=_strange(message, around.customer_address) if customer else "",
        no_answer_by=around.names.get(excused.actor_id or 0, "") if excused else "",
    )


def _strange(message: Message, known: str) -> str:
    """A name can be written by anybody: an address other than the customer's is shown."""
    return "" if message.sender_address.lower() == known.lower() else message.sender_address


def _delivery(message: Message) -> DeliveryRow | None:
    if message.delivery == Message.Delivery.NONE:
        return None
    retrying = message.delivery == Message.Delivery.QUEUED and message.delivery_note
    state = "retrying" if retrying else DELIVERIES[message.delivery]
    return DeliveryRow(state=state, at=message.delivery_at, error=message.delivery_note)


def _text(event: Event | None, key: str) -> str:
    data: dict[str, Any] = event.data if event else {}
    return str(data.get(key, ""))
