"""Who may do something in a room: its members, and who is assigned to its client."""

from datetime import datetime

from madoguchi.desk.clients import access
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.models import Channel, Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rooms.models import Participant


class NotSaidHere(Refusal):
    """このメッセージは、もうルームにありません。"""


def admit(person: Person, client_id: int, now: datetime) -> None:
    """Raises ownership.CannotAssign for somebody who has no part in the client's room."""
    if person.is_member:
        if person.member_of != client_id:
            raise ownership.CannotAssign
    elif access.role_at(person, client_id, now) is None:
        raise ownership.CannotAssign


def takes_part(conversation: Conversation, member: Person) -> bool:
    """Whether a member of its client reads the thread: of a direct one, if they take part in it."""
    if conversation.channel != Channel.DIRECT:
        return conversation.channel == Channel.ROOM
    return Participant.objects.filter(conversation=conversation.pk, person=member).exists()


def said(message_id: int, person: Person, now: datetime) -> tuple[Conversation, Message]:
    """A message between the two sides with its thread, held. Raises NotSaidHere, CannotAssign."""
    known = Message.objects.filter(pk=message_id).exclude(channel="mail")
    found = known.filter(kind__in=[Message.Kind.CUSTOMER, Message.Kind.REPLY]).first()
    if found is None:
        raise NotSaidHere
    conversation = Conversation.objects.lock(found.conversation_id)
    admit(person, conversation.client_id, now)
    return conversation, found
