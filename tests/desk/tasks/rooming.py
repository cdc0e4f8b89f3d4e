"""Threads of a client's room, as its members and we write them."""

import uuid
from datetime import datetime

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.replies import Reply, send_reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rooms.actions.speaking import Saying, open_as_member, say_in_thread
from tests import builders


def a_thread(client: Client, text: str, *, member: Person | None = None) -> Conversation:
    """A thread that one of the client's own people began."""
    cora = member or builders.a_member("cora", client)
    with walls.transaction([client.pk], side=walls.Side.CLIENT):
        said = open_as_member(
            client_id=client.pk,
            member=cora,
            title="包装のこと",
            saying=Saying(text=text, draft_key=uuid.uuid4()),
            now=builders.NOW,
        )
    with walls.transaction([client.pk]):
        return Conversation.objects.get(pk=said.conversation_id)


def said(thread: Conversation, member: Person, text: str, at: datetime) -> Message:
    """The member says more."""
    with walls.transaction([thread.client_id], side=walls.Side.CLIENT):
        return say_in_thread(
            conversation_id=thread.pk,
            member=member,
            saying=Saying(text=text, draft_key=uuid.uuid4()),
            now=at,
        )


def answered(
    thread: Conversation, person: Person, text: str, at: datetime = builders.NOW
) -> Message:
    """We answer in the thread."""
    reply = Reply(body=text, draft_key=uuid.uuid4(), last_seen_id=2**62, reason="試し")
    with walls.transaction([thread.client_id]):
        return send_reply(conversation_id=thread.pk, author=person, reply=reply, now=at)
