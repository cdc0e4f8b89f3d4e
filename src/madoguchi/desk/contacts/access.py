"""The door of a contact's page: for who may set up their client."""

from datetime import datetime

from django.http import Http404

from madoguchi.desk.clients import authority
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
