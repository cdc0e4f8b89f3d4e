"""The doors to rooms: a client out of sight has none, and a mail is no thread."""

from django.http import Http404

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import access, threading
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.platform import walls
from madoguchi.desk.rooms.models import Call


def room_of(client_id: int) -> Client:
    """The client whose room it is, if the running scope holds it; 404 otherwise.

    An admin sees that every client is there: of a room that is nothing.
    """
    found = Client.objects.filter(pk=min(client_id, access.LARGEST)).first()
    if found is None or found.pk not in walls.current().client_ids:
        raise Http404
    return found


def thread_for(pk: int) -> Conversation:
    """The thread; what was merged leads to where it went. A mail is none: 404."""
    found = access.conversation_for(pk)
    if found.is_mail:
        raise Http404
    if found.merged_into_id is not None:
        return access.conversation_for(threading.where_it_went(pk))
    return found


def call_for(pk: int) -> Call:
    """A call, by the same rule."""
    found = Call.objects.filter(pk=min(pk, access.LARGEST)).first()
    if found is None:
        raise Http404
    return found


def said_for(pk: int) -> Message:
    """A message between the two sides of a room; a note is none. 404 otherwise."""
    found = access.message_for(min(pk, access.LARGEST))
    if found.channel == "mail" or found.kind not in (Message.Kind.CUSTOMER, Message.Kind.REPLY):
        raise Http404
    return found
