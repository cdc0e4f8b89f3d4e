"""What became of a reply's mail, as the channel reports it."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations.events import DeliveryRecorded
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.platform import events


@transaction.atomic
def record_delivery(
    *, message_id: int, delivery: Message.Delivery, note: str, now: datetime
) -> None:
    """Show on the message what became of it; `queued` with a note means that it is tried again.

    A bounce is the last word: nothing overwrites it. The same news twice is recorded once.
    """
    message = Message.objects.select_for_update().get(pk=message_id)
    if message.delivery == Message.Delivery.BOUNCED:
        return
    if (message.delivery, message.delivery_note) == (delivery, note):
        return
    message.delivery = delivery
    message.delivery_at = now
    message.delivery_note = note
    message.save(update_fields=["delivery", "delivery_at", "delivery_note"])
    events.record(
        DeliveryRecorded(
            client_id=message.client_id,
            conversation_id=message.conversation_id,
            message_id=message.pk,
            delivery=delivery.value,
        ),
        at=now,
    )


@transaction.atomic
def record_sending_again(*, message_id: int, now: datetime) -> None:
    """Somebody has an undelivered reply sent once more: what became of it is open again."""
    message = Message.objects.select_for_update().get(pk=message_id)
    message.delivery = Message.Delivery.QUEUED
    message.delivery_at = now
    message.delivery_note = ""
    message.save(update_fields=["delivery", "delivery_at", "delivery_note"])
