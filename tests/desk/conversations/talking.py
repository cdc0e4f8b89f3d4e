"""A thread in Hikari's room, with whom of theirs wrote in it, and what their hours are."""

import uuid
from datetime import date, datetime
from typing import Any

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact, ContactAbsence
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rooms.actions.speaking import Saying, open_as_member
from tests import builders

REPORT = "先週の週報です。遅配は3件、欠けは4件でした。"
UNTIL_THREE = {"weekly": {day: [["09:00", "15:00"]] for day in "12345"}}


def jst(text: str) -> datetime:
    """A moment in Japan, from text such as 2026-11-20 15:02."""
    return datetime.fromisoformat(f"{text}+09:00")


def a_thread(client: Client, member: Person, *, at: datetime = builders.NOW) -> Conversation:
    """A thread that this member began at that moment."""
    saying = Saying(text="週報をお待ちしています。", draft_key=uuid.uuid4())
    with walls.transaction([client.pk]):
        said = open_as_member(
            client_id=client.pk, member=member, title="週報", saying=saying, now=at
        )
        found = Conversation.objects.select_related("client", "customer", "owner")
        return found.get(pk=said.conversation_id)


def works(client: Client, member: Person, calendar: dict[str, Any] | None) -> None:
    """This member has a week of their own."""
    with walls.transaction([client.pk]):
        Contact.objects.filter(person=member).update(calendar=calendar)


def is_away(client: Client, member: Person, first: str, last: str) -> None:
    """This member is away on these days, both included."""
    with walls.transaction([client.pk]):
        ContactAbsence.objects.create(
            client=client,
            contact=Contact.objects.get(person=member),
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
        )


def has_left(client: Client, member: Person) -> None:
    """This member is nobody of the client's any more."""
    with walls.transaction([client.pk]):
        Contact.objects.filter(person=member).update(is_owner=False, left_at=builders.NOW)
