"""What a member missed in their room, as a letter that they can answer: the answer is said in the room."""

import smtplib
import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import translation

from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.models import Channel, Conversation, Message
from madoguchi.desk.mail import accounts, addresses, routes, smtp
from madoguchi.desk.mail.composing import Envelope, default_address
from madoguchi.desk.mail.diagnosis import said
from madoguchi.desk.people.models import Person
from madoguchi.desk.people.provider import provider_name
from madoguchi.desk.people.wording import signed
from madoguchi.desk.platform import days, jobs
from madoguchi.desk.platform.words import say
from madoguchi.desk.rooms.models import ReadMark
from madoguchi.engines import mailtext

MOST = 20  # messages of one letter; the rest stands in the room
PERMANENT = 500


def write_to_member(
    *, client_id: int, conversation_id: int, person_id: int, since: int, up_to: int, now: datetime
) -> None:
    """Send the messages after `since` up to `up_to`; nothing when they were read meanwhile.

    Raise jobs.TryLater when the server is away or says "later". The same Message-ID at each try: a
    crash between the server's "ok" and the end of the job sends the same letter once more, as with the
    outbox (see delivery.deliver); mail programs show it once. SMTP knows no question whether a mail was
    taken, and a letter that might never leave would be the worse of the two. What the member has read
    meanwhile is not sent again.
    """
    with transaction.atomic():
        envelope = _envelope(client_id, conversation_id, person_id, since, up_to, now)
    if envelope is None:
        return
    try:
        smtp.send(envelope, accounts.providers_account())
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        _try_later_unless_refused(error)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        _try_later_unless_refused(smtplib.SMTPResponseException(code, words))
    except routes.TROUBLES as error:
        raise jobs.TryLater(type(error).__name__) from error


def _try_later_unless_refused(answer: smtplib.SMTPResponseException) -> None:
    if answer.smtp_code < PERMANENT:
        raise jobs.TryLater(said(answer))


def _envelope(
    client_id: int, conversation_id: int, person_id: int, since: int, up_to: int, now: datetime
) -> Envelope | None:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    messages = _missed(client_id, conversation_id, person_id, since, up_to)
    if person is None or not messages:
        return None
    conversation = Conversation.objects.select_related("client").get(pk=conversation_id)
    base, sender = default_address(client_id), settings.CONFIG.letters_from
    made = uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.CONFIG.public_url}/{person_id}/{up_to}")
    with translation.override(person.language):
        subject, text = _subject(conversation), _text(conversation, messages, now)
        by = _by(messages[-1], conversation)
    raw = mailtext.compose(
        mailtext.Outgoing(
            sender=mailtext.Address(name=by, email=sender),
            to=(mailtext.Address(name=person.name, email=person.email),),
            reply_to=mailtext.Address(
                name=conversation.client.sender_name,
                email=addresses.reply_address(base, conversation_id),
            ),
            subject=subject,
            text=text,
            date=now,
            message_id=f"<{made}@{sender.rpartition('@')[2]}>",
        )
    )
    return Envelope(sender=sender, recipients=(mailtext.header_address(person.email),), raw=raw)


def _missed(
    client_id: int, conversation_id: int, person_id: int, since: int, up_to: int
) -> list[Message]:
    """What others said since they joined and have not read; nothing for who is no member any more."""
    contacts = Contact.objects.filter(client=client_id, person=person_id, left_at__isnull=True)
    there = contacts.values_list(Coalesce("joined_at", "added_at"), flat=True).first()
    if there is None:
        return []
    read = ReadMark.objects.filter(conversation=conversation_id, person=person_id)
    seen = max(since, read.values_list("up_to", flat=True).first() or 0)
    missed = Message.objects.filter(
        conversation=conversation_id,
        kind__in=[Message.Kind.CUSTOMER, Message.Kind.REPLY],
        pk__gt=seen,
        pk__lte=up_to,
        at__gt=there,
    )
    others = missed.filter(Q(author__isnull=True) | ~Q(author=person_id))
    return list(others.order_by("pk")[:MOST])


def _by(message: Message, conversation: Conversation) -> str:
    of = provider_name() if message.kind == Message.Kind.REPLY else conversation.client.name
    return signed(message.sender_name, of)


def _subject(conversation: Conversation) -> str:
    if conversation.channel == Channel.DIRECT:
        return say("ルーム：個別スレッドに未読のメッセージがあります")
    return say("ルーム：%(title)s") % {"title": conversation.subject}


def _text(conversation: Conversation, messages: list[Message], now: datetime) -> str:
    """Of a direct thread neither word nor title: it is between few, and a mailbox is read by more."""
    address = settings.CONFIG.public_url.rstrip("/") + reverse(
        "portal-room-thread", args=[conversation.pk]
    )
    if conversation.channel == Channel.DIRECT:
        waits = say(
            "個別スレッドに、未読のメッセージがあります。内容はメールに載せていません。ルームで読み、返信もそこで書いてください。"
        )
        return f"{waits}\n\n{address}"
    told = [f"{one.sender_name} {_when(one.at, now)}\n{one.text}" for one in messages]
    foot = say(
        "このメールに返信すると、ルームに書き込まれます。ファイルとこれまでのやり取りは、ルームでご覧ください。"
    )
    return "\n\n".join([*told, "――", foot, address])


def _when(at: datetime, now: datetime) -> str:
    local = days.local(at)
    return f"{local:%H:%M}" if local.date() == days.local_day(now) else days.moment(local)
