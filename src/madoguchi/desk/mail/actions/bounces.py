"""A bounce is shown on the very message that did not arrive."""

from datetime import datetime

from madoguchi.desk.conversations.actions.delivery import record_delivery
from madoguchi.desk.conversations.models import Message
from madoguchi.engines import mailtext


def note_bounce(mail: mailtext.Mail, *, now: datetime) -> None:
    """Mark the reply that a bounce speaks of as not delivered; a delay or anything else marks nothing."""
    if mail.kind != mailtext.Kind.BOUNCE or mail.bounce is None:
        return
    bounced = Message.objects.filter(
        mail_id=mail.bounce.original_message_id, kind=Message.Kind.REPLY
    ).first()
    if bounced is not None:
        record_delivery(
            message_id=bounced.pk,
            delivery=Message.Delivery.BOUNCED,
            note=f"{mail.bounce.failed_recipient or ''} {mail.bounce.status or ''}".strip(),
            now=now,
        )
