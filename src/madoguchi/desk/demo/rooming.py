"""A client's room of the story, happening again: its members join, both sides talk."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations import seeing
from madoguchi.desk.conversations.actions.replies import Reply, send_reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.demo.story import timing, wording
from madoguchi.desk.demo.story.room_komorebi import ROOM, Room, RoomEntry, RoomMember
from madoguchi.desk.demo.story.shapes import Business
from madoguchi.desk.files import taking
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rooms.actions import reading, signs
from madoguchi.desk.rooms.actions.speaking import (
    Saying,
    SharedFile,
    open_as_member,
    say_in_thread,
)
from madoguchi.desk.rooms.models import Reaction
from madoguchi.engines.businesstime import Calendar

PROMISED = Business(minutes_ago=-120)


def replay_rooms(
    clients: Mapping[str, Client], people: Mapping[str, Person], *, password: str, now: datetime
) -> None:
    """Let the story's room happen again, in its client's wall."""
    client = clients[ROOM.client]
    with walls.within([client.pk]):
        members = {one.key: _member(one, client, password, now) for one in ROOM.members}
        calendar = policies.parsed(policies.current(client.pk)).calendar
        _Replay(ROOM, client, {**people, **members}, calendar, now).run()


def _member(story: RoomMember, client: Client, password: str, now: datetime) -> Person:
    known = Person.objects.filter(email=story.email).first()
    if known is not None:
        return known
    person = Person.objects.create(
        email=story.email, name=story.name, side="client", member_of=client.pk, password=password
    )
    Contact.objects.create(
        client=client,
        person=person,
        name=story.name,
        email=story.email,
        department=story.department,
        device=story.device,
        is_owner=story.is_owner,
        added_at=now,
    )
    return person


class _Replay:
    """The threads of one room on their way."""

    def __init__(
        self,
        room: Room,
        client: Client,
        people: Mapping[str, Person],
        calendar: Calendar,
        now: datetime,
    ) -> None:
        self.room, self.client, self.people = room, client, people
        self.calendar, self.now = calendar, now

    def run(self) -> None:
        for thread in self.room.threads:
            conversation_id = 0
            for number, entry in enumerate(thread.entries):
                key = uuid.uuid5(uuid.NAMESPACE_URL, f"room/{thread.title}/{number}")
                message = self._say(conversation_id, thread.title, entry, key)
                conversation_id = message.conversation_id
                self._sign(message, entry)

    def _say(self, conversation_id: int, title: str, entry: RoomEntry, key: uuid.UUID) -> Message:
        at = timing.resolve(entry.at, now=self.now, calendar=self.calendar)
        person, text = self.people[entry.by], self._written(entry, at)
        if not person.is_member:
            reply = Reply(body=text, draft_key=key, last_seen_id=2**62)
            return send_reply(conversation_id=conversation_id, author=person, reply=reply, now=at)
        saying = Saying(text=text, draft_key=key, files=self._files(entry))
        if conversation_id:
            return say_in_thread(
                conversation_id=conversation_id, member=person, saying=saying, now=at
            )
        return open_as_member(
            client_id=self.client.pk, member=person, title=title, saying=saying, now=at
        )

    def _written(self, entry: RoomEntry, at: datetime) -> str:
        due = timing.resolve(PROMISED, now=self.now, calendar=self.calendar)
        zone = self.calendar.zone
        return wording.fill(
            entry.text, at=at.astimezone(zone), due=wording.promised(due.astimezone(zone))
        )

    def _files(self, entry: RoomEntry) -> tuple[SharedFile, ...]:
        if entry.file is None:
            return ()
        name, mark = entry.file
        data = "1. 紙の緩衝材を2枚敷く\n2. 器を包み、隙間を詰める\n".encode()
        kept = taking.take(client_id=self.client.pk, name=name, declared="text/plain", data=data)
        return (SharedFile(file=kept, confidentiality=mark),)

    def _sign(self, message: Message, entry: RoomEntry) -> None:
        for key, person in self.people.items():
            if person.is_member and message.kind == Message.Kind.REPLY and key != "ogawa":
                conversation = Conversation.objects.get(pk=message.conversation_id)
                newest = seeing.newest_said(conversation)
                reading.mark_read(
                    conversation=conversation, person=person, up_to=newest, now=message.at
                )
        if entry.is_pinned:
            signs.pin(message_id=message.pk, person=self.people[entry.by], now=message.at)
        if entry.thanked_by:
            signs.react(
                message_id=message.pk,
                kind=Reaction.Kind.THANKS,
                person=self.people[entry.thanked_by],
                now=message.at,
            )
