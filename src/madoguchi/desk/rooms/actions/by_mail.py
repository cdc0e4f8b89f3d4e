"""A member answers by mail what they were written: said in the thread, as if typed there."""

from collections.abc import Collection
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations import threading
from madoguchi.desk.conversations.actions import joining
from madoguchi.desk.conversations.incoming import Incoming
from madoguchi.desk.conversations.models import (
    Attachment,
    Channel,
    Confidentiality,
    Conversation,
    Message,
)
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rooms.actions import reading
from madoguchi.desk.rooms.actions.joining_in import takes_part
from madoguchi.desk.rooms.actions.speaking import LONGEST

THREADS = """select id from conversations_conversation where client_id = %(client)s::bigint
  and id = any(%(named)s::bigint[]) and channel <> 'mail'"""


@transaction.atomic
def say_by_mail(incoming: Incoming) -> tuple[Message, bool] | None:
    """The message of a thread that this mail becomes, and whether it is new; None for any other mail.

    Two things are asked of it: a signed address of a thread of this client's room, and that it comes
    from the address of one of the client's own people who reads that thread. Everything else is mail.
    Whether it truly comes from that address, only the receiving server can tell: see is_said_in_room.
    """
    member = _member(incoming)
    if member is None:
        return None
    threading.one_at_a_time(incoming.client_id)
    thread = _thread(incoming, member)
    if thread is None:
        return None
    said = replace(
        incoming,
        author_id=member.pk,
        sender_name=member.name,
        sender_email=member.email,
        copied=(),
    )
    message, is_new = _said(thread, said)
    if is_new:
        reading.mark_read(
            conversation=message.conversation,
            person=member,
            up_to=message.pk,
            now=incoming.received_at,
        )
    return message, is_new


@transaction.atomic
def say_let_in(incoming: Incoming) -> tuple[Message, bool] | None:
    """What came to a direct thread's address from elsewhere, and was let in by who takes part there.

    It is said in that thread under the name and address that it came with, and nowhere else: a matter
    of everybody's would tell everybody. None for any other mail.
    """
    thread = direct_thread_of(incoming)
    if thread is None:
        return None
    threading.one_at_a_time(incoming.client_id)
    return _said(thread, replace(incoming, copied=()))


def direct_thread_of(incoming: Incoming) -> Conversation | None:
    """The direct thread whose signed address this mail came to, whoever wrote it."""
    if incoming.conversation_token is None:
        return None
    return Conversation.objects.filter(
        client=incoming.client_id, pk=incoming.conversation_token, channel=Channel.DIRECT
    ).first()


def threads_among(client_id: int, named: Collection[int]) -> frozenset[int]:
    """Those of these conversations that are threads of the client's room: what they get is never plain."""
    if not named:
        return frozenset()
    given = {"client": client_id, "named": sorted(named)}
    return frozenset(row[0] for row in prepared.rows_of(THREADS, given))


def _said(thread: Conversation, said: Incoming) -> tuple[Message, bool]:
    conversation = Conversation.objects.lock(threading.where_it_went(thread.pk))
    known = threading.same_mail(said)
    if known is not None:
        return known, False
    spoken = replace(said, text=_words(said))
    message = joining.join_conversations([(conversation, spoken)])[0]
    # Whoever sends a file by mail says nothing of its readers: it stays in the room.
    Attachment.objects.filter(message=message).update(confidentiality=Confidentiality.INTERNAL)
    return message, True


def _words(said: Incoming) -> str:
    """Their own words alone, as many as the page takes: what a mail quotes was said by others.

    What is left out is said; the mail keeps it, and the desk opens it at the message.
    """
    own = said.own_text
    if not own and not said.files:
        return (
            _("（引用のほかに本文が見つからないメールです。元のメールは、窓口に届いています。）")
            if said.whole_text
            else _("（本文のないメールです。）")
        )
    if len(own) <= LONGEST:
        return own
    note = _("（長いため、ここまでを載せています。全文は、窓口に届いた元のメールにあります。）")
    return f"{own[: LONGEST - len(note) - 2]}\n\n{note}"


def is_said_in_room(incoming: Incoming) -> bool:
    """Whether it would become a member's words: then whoever reads it asks first if it is forged."""
    member = _member(incoming)
    return member is not None and _thread(incoming, member) is not None


def _member(incoming: Incoming) -> Person | None:
    """Who says it, by the From alone; None for what names no thread, or was written by a machine.

    Anybody can name a member in Reply-To, and no server would call that forged: it asks for answers.
    """
    if incoming.conversation_token is None or incoming.notice:
        return None
    known = Contact.objects.filter(
        client=incoming.client_id,
        person__email=incoming.from_email.strip().lower(),
        person__is_active=True,
        left_at__isnull=True,
    )
    contact = known.select_related("person").first()
    return contact.person if contact else None


def _thread(incoming: Incoming, member: Person) -> Conversation | None:
    threads = Conversation.objects.filter(
        client=incoming.client_id, pk=incoming.conversation_token or 0
    ).exclude(channel=Channel.MAIL)
    found = threads.first()
    return found if found is not None and takes_part(found, member) else None
