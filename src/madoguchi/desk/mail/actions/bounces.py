"""A bounce is shown on the very message that did not arrive: for whom, why, and whether for good."""

from datetime import datetime

from django.utils.translation import gettext as _

from madoguchi.desk.conversations.actions.delivery import record_delivery
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.engines import mailtext

LONGEST_REASON = 300


def note_bounce(mail: mailtext.Mail, *, now: datetime) -> None:
    """Mark the reply that a bounce speaks of as not delivered; a delay or anything else marks nothing."""
    if mail.kind != mailtext.Kind.BOUNCE or mail.bounce is None:
        return
    bounced = _reply_of(mail.bounce.original_message_id or "")
    if bounced is not None:
        record_delivery(
            message_id=bounced.pk,
            delivery=Message.Delivery.BOUNCED,
            note=words_of(mail.bounce),
            now=now,
        )


def words_of(bounce: mailtext.Bounce) -> str:
    """Which address, why, and whether it is of any use to send again."""
    if bounce.hard is False:
        words = _("{who} に一時的に届きません{why}。時間をおいて、もう一度送れます。")
    elif bounce.hard:
        words = _("{who} には届きません{why}。宛先を確かめてください。")
    else:
        words = _("{who} に届きませんでした{why}。")
    told = [bounce.status or "", bounce.reason if bounce.reason != bounce.status else ""]
    why = " ".join(one for one in told if one)[:LONGEST_REASON]
    return words.format(
        who=bounce.failed_recipient or _("宛先"),
        why=_("（{words}）").format(words=why) if why else "",
    )


def _reply_of(mail_id: str) -> Message | None:
    """The reply with this Message-ID, or one that left under it when it was sent again."""
    replies = Message.objects.filter(kind=Message.Kind.REPLY)
    again = OutgoingMail.objects.filter(mail_id=mail_id).exclude(mail_id="")
    return (
        replies.filter(mail_id=mail_id).first()
        or replies.filter(pk__in=again.values("message")).first()
    )
