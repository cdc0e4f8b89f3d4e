"""The client's own people, as their owner looks after them."""

from datetime import datetime

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.contacts.queries import contact_rows
from madoguchi.desk.people.models import Person
from madoguchi.desk.portal.rows import PeoplePage


def people_page(client: Client, viewer: Person, now: datetime) -> PeoplePage:
    """In three queries."""
    own = Contact.objects.filter(client=client, person=viewer, left_at__isnull=True).first()
    return PeoplePage(
        members=contact_rows(client, now),
        may_change=own is not None and own.is_owner,
        own_pk=own.pk if own else None,
    )
