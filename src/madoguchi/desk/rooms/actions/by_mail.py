"""A member answers by mail what they were written: said in the thread, as if typed there."""

from dataclasses import replace

from django.db import transaction

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
from madoguchi.desk.rooms.actions import reading
from madoguchi.desk.rooms.actions.joining_in import takes_part


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
    conversation = Conversation.objects.lock(threading.where_it_went(thread.pk))
    known = threading.same_mail(incoming)
    if known is not None:
        return known, False
    said = replace(incoming, author_id=member.pk, sender_name=member.name, copied=())
    message = joining.join_conversations([(conversation, said)])[0]
    # Whoever sends a file by mail says nothing of its readers: it stays in the room.
    Attachment.objects.filter(message=message).update(confidentiality=Confidentiality.INTERNAL)
    reading.mark_read(
        conversation=conversation, person=member, up_to=message.pk, now=incoming.received_at
    )
    return message, True


def is_said_in_room(incoming: Incoming) -> bool:
    """Whether it would become a member's words: then whoever reads it asks first if it is forged."""
    member = _member(incoming)
    return member is not None and _thread(incoming, member) is not None


def _member(incoming: Incoming) -> Person | None:
    """Who says it, by the address alone; None for what names no thread, or was written by a machine."""
    if incoming.conversation_token is None or incoming.notice:
        return None
    known = Contact.objects.filter(
        client=incoming.client_id,
        person__email=incoming.sender_email.strip().lower(),
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
