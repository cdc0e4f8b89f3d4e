"""The client's own side of its room: with whom a thread is, as a customer is whom a mail is from."""

from datetime import datetime

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Customer


def own_side(client_id: int, *, now: datetime) -> Customer:
    """The one row of it, made when the first thread is opened."""
    found, _made = Customer.objects.get_or_create(
        client_id=client_id,
        kind=Customer.Kind.CLIENT,
        email="",
        defaults={"name": Client.objects.get(pk=client_id).name, "first_seen_at": now},
    )
    return found
