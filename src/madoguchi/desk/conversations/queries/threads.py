"""The messages of a conversation, oldest first, with what became of each."""

from collections import defaultdict

from madoguchi.desk.conversations import clocks
from madoguchi.desk.conversations.models import Attachment, Ball, Conversation, Message
from madoguchi.desk.conversations.queries.hanging import Hanging
from madoguchi.desk.conversations.rows import AttachmentRow, DeliveryRow, MessageRow
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.platform.words import say

SIDES = {
    Message.Kind.CUSTOMER.value: "them",
    Message.Kind.NOTICE.value: "them",
    Message.Kind.REPLY.value: "us",
    Message.Kind.NOTE.value: "note",
    Message.Kind.RECALLED.value: "recalled",
}
DELIVERIES = {"queued": "waiting", "sent": "sent", "failed": "failed", "bounced": "bounced"}


def messages_of(
    conversation: Conversation, hanging: Hanging | None = None
) -> tuple[MessageRow, ...]:
    """The whole thread in a few queries, however long it is; what is known not to hang is not asked for."""
    messages = list(
        Message.objects.filter(conversation=conversation)
        .select_related("no_answer_by")
        .order_by("at", "pk")
    )
    around = _Around(conversation, hanging)
    waiting = _waiting_in(conversation)
    return tuple(_row(one, around, is_unanswered=one.pk in waiting) for one in messages)


def _waiting_in(conversation: Conversation) -> frozenset[int]:
    """The messages that wait for an answer, as the reply clock counts them."""
    if conversation.ball != Ball.US:
        return frozenset()
    waiting = clocks.state_of(conversation).waiting
    return frozenset(one.message_id for one in waiting if one.message_id is not None)


class _Around:
    """What hangs on the messages of one conversation, fetched once."""

    def __init__(self, conversation: Conversation, hanging: Hanging | None) -> None:
        self.customer_address = conversation.customer.email
        self.files: dict[int, list[AttachmentRow]] = defaultdict(list)
        self.checks: dict[int, GuardCheck] = {}
        if hanging is None or hanging.has_files:
            self._fetch_files(conversation)
        if hanging is None or hanging.has_reasons:
            self._fetch_checks(conversation)

    def _fetch_files(self, conversation: Conversation) -> None:
        files = Attachment.objects.filter(message__conversation=conversation)
        for file in files.order_by("message_id", "position"):
            self.files[file.message_id].append(
                AttachmentRow(file.pk, file.name, file.content_type, file.size, file.scan)
            )

    def _fetch_checks(self, conversation: Conversation) -> None:
        checks = GuardCheck.objects.filter(
            message_id__in=Message.objects.filter(conversation=conversation).values("pk")
        )
        self.checks = {one.message_id: one for one in checks.select_related("approver")}


def _row(message: Message, around: _Around, *, is_unanswered: bool) -> MessageRow:
    check = around.checks.get(message.pk)
    customer = message.kind == Message.Kind.CUSTOMER.value
    return MessageRow(
        pk=message.pk,
        side=SIDES[message.kind],
        author=say("%(name)s 様") % {"name": message.sender_name}
        if customer
        else message.sender_name,
        at=message.at,
        text=message.text,
        full_text=message.quoted_text,
        kind=message.notice or "message",
        attachments=tuple(around.files.get(message.pk, ())),
        delivery=_delivery(message),
        send_reason=check.reason if check else "",
        approved_by=check.approver.name if check and check.approver else "",
        is_unanswered=is_unanswered,
        no_answer_reason=message.no_answer_reason,
        strange_address=_strange(message, around.customer_address) if customer else "",
        copied=tuple(message.copied),
        has_html=message.has_html,
        no_answer_by=message.no_answer_by.name if message.no_answer_by else "",
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
