"""The story's contacts become rows: their ways, their absences, and the looks that the portal shows."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.actions.contacts import (
    Ways,
    add_contact,
    change_contact,
    note_absence,
)
from madoguchi.desk.contacts.looking import note_look
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.demo.story import timing
from madoguchi.desk.demo.story.contacts import CLIENT, CONTACTS, LOOKS, ContactWays
from madoguchi.desk.demo.story.shapes import Business
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.days import local_day


def replay_contacts(
    clients: Mapping[str, Client], people: Mapping[str, Person], *, admin: Person, now: datetime
) -> None:
    """Those who sign in are there already (rooming.py); here is how they want to be written to."""
    client = clients[CLIENT]
    with walls.within([client.pk], provider_wide=True):
        calendar = policies.in_force(client.pk).calendar
        for story in CONTACTS:
            _contact(story, client, admin, now)
        for look in LOOKS:
            for minutes in look.minutes_ago:
                at = timing.resolve(Business(minutes_ago=minutes), now=now, calendar=calendar)
                note_look(client_id=client.pk, person=people[look.person], now=at)


def _contact(story: ContactWays, client: Client, admin: Person, now: datetime) -> None:
    ways = Ways(
        name=story.name,
        email=story.email,
        department=story.department,
        device=story.device,
        weekly=story.weekly,
        preferred_form=story.preferred_form,
        preferred_words=story.preferred_words,
    )
    known = Contact.objects.filter(client=client, email=story.email, name=story.name).first()
    if known is None:
        contact = add_contact(client_id=client.pk, ways=ways, person=admin, now=now)
    else:
        contact = change_contact(
            client_id=client.pk, contact_id=known.pk, ways=ways, person=admin, now=now
        )
    if story.away is not None:
        first, last, note = story.away
        today = local_day(now)
        note_absence(
            client_id=client.pk,
            contact_id=contact.pk,
            days=(today + timedelta(days=first), today + timedelta(days=last)),
            note=note,
            person=admin,
            now=now,
        )
