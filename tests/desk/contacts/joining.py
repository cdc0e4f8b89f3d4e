"""What the tests of contacts share: a contact, their joining, and what the log says."""

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.actions.contacts import Ways, add_contact
from madoguchi.desk.contacts.actions.members import invite_member
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.people.actions.invitations import accept
from madoguchi.desk.people.models import Letter, Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests.builders import NOW

PASSWORD = "a long and good word"
SAEKI = Ways(name="佐伯 香織", email="Saeki@hikari.example", department="店舗運営")


def added(client: Client, person: Person, ways: Ways = SAEKI) -> Contact:
    with walls.transaction([client.pk]):
        return add_contact(client_id=client.pk, ways=ways, person=person, now=NOW)


def token() -> str:
    letter = Letter.objects.latest("pk")
    return next(line for line in letter.body.split() if "/invitations/" in line).split("/")[-2]


def joined(client: Client, contact: Contact, inviter: Person) -> Person:
    with walls.transaction([client.pk]):
        invite_member(client_id=client.pk, contact_id=contact.pk, person=inviter, now=NOW)
    return accept(token=token(), name="佐伯 香織", password=PASSWORD, now=NOW)


def kinds(client: Client) -> list[str]:
    with walls.transaction([client.pk]):
        return list(
            Event.objects.filter(client_id=client.pk).order_by("pk").values_list("kind", flat=True)
        )
