"""The story's talk on the phone is noted in its thread; the follow-up is left to whoever looks."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.models import Channel, Conversation
from madoguchi.desk.demo.story import timing
from madoguchi.desk.demo.story.room_call import CALL, CallAction
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rooms.actions.calls import ActionTyped, CallTyped, note_call
from madoguchi.engines.businesstime import Calendar


def replay_call(
    clients: Mapping[str, Client], people: Mapping[str, Person], *, now: datetime
) -> None:
    """In its client's wall, at the end of the talk."""
    client = clients[CALL.client]
    with walls.within([client.pk]):
        calendar = policies.in_force(client.pk).calendar
        thread = Conversation.objects.get(client=client, channel=Channel.ROOM, subject=CALL.thread)
        contact = Contact.objects.get(client=client, name=CALL.contact)
        began_at = timing.resolve(CALL.began, now=now, calendar=calendar)
        ended_at = began_at + timedelta(minutes=CALL.minutes)
        typed = CallTyped(
            contact_id=contact.pk,
            began_at=began_at,
            ended_at=ended_at,
            decided=CALL.decided,
            actions=[_action(one, people, now, calendar) for one in CALL.actions],
        )
        note_call(conversation_id=thread.pk, person=people[CALL.by], typed=typed, now=ended_at)


def _action(
    one: CallAction, people: Mapping[str, Person], now: datetime, calendar: Calendar
) -> ActionTyped:
    due_at = timing.resolve(one.due, now=now, calendar=calendar)
    return ActionTyped(what=one.what, due_at=due_at, owner=people.get(one.owner))
