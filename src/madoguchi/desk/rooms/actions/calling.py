"""Whoever is named in a room by 「@藤原 みお」 is called: ours by an alert, a member by their room and mail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from madoguchi.desk.contacts.queries.members import members_of
from madoguchi.desk.conversations import mentions
from madoguchi.desk.conversations.events import PersonMentioned
from madoguchi.desk.conversations.models import Channel, Conversation, Mention, Message
from madoguchi.desk.platform import events
from madoguchi.desk.rooms.events import without_mails
from madoguchi.desk.rooms.models import Participant

AT = ("@", "＠")


class SaidThere(Protocol):
    """A happening that is about one message of a conversation."""

    @property
    def message_id(self) -> int:
        """Which."""


def call_in(said: Sequence[SaidThere]) -> None:
    """Call whom these messages name, in rooms alone; nobody is called into what they cannot read."""
    ids = [one.message_id for one in without_mails(said)]
    if not ids:
        return
    spoken = Message.objects.filter(pk__in=ids).exclude(channel=Channel.MAIL)
    for message in spoken.select_related("conversation").order_by("pk"):
        if any(mark in message.text for mark in AT):
            _call(message)


def callable_in(conversation: Conversation, *, now: datetime) -> dict[int, str]:
    """Who can be called into the thread, by id: of a direct one its participants, else both sides."""
    if conversation.channel == Channel.DIRECT:
        taking_part = Participant.objects.filter(conversation=conversation.pk)
        return dict(taking_part.values_list("person_id", "person__name"))
    return callable_at(conversation.client_id, now=now)


def callable_at(client_id: int, *, now: datetime) -> dict[int, str]:
    """Who reads the client's room, by id: of both sides."""
    return {**mentions.people_at(client_id, now=now), **members_of(client_id)}


def _call(message: Message) -> None:
    people = callable_in(message.conversation, now=message.at)
    for person_id in mentions.called_in(message.text, people):
        if person_id == message.author_id:
            continue
        Mention.objects.create(
            client_id=message.client_id,
            conversation_id=message.conversation_id,
            message=message,
            person_id=person_id,
            at=message.at,
        )
        mentioned = PersonMentioned(
            client_id=message.client_id,
            conversation_id=message.conversation_id,
            message_id=message.pk,
            person_id=person_id,
        )
        events.record(mentioned, at=message.at, actor_id=message.author_id)
