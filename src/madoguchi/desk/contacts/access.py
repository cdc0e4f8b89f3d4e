"""The doors of contacts: changed by who may set up their client, read by whoever works for it."""

from datetime import datetime

from django.http import Http404

from madoguchi.desk.clients import access, authority
from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.people.models import Person


def contact_to_set_up(person: Person, contact_id: int, now: datetime) -> Contact:
    """The contact with their client, while they are there; 404 for whoever may not set it up."""
    found = Contact.objects.select_related("client", "person", "invitation").filter(
        pk=contact_id, left_at__isnull=True
    )
    contact = found.first()
    if contact is None or not authority.leads(person, contact.client_id, now):
        raise Http404
    return contact


def client_to_write_to(person: Person, client_id: int, now: datetime) -> Client:
    """The client whose contacts are read by who writes to them; 404 for whoever does not work for it."""
    client = Client.objects.filter(pk=client_id).first()
    if client is None or access.role_at(person, client_id, now) is None:
        raise Http404
    return client
