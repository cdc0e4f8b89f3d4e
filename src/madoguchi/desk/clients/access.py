"""Who sees which clients, and as what: the door that every other door stands on."""

from datetime import datetime

from django.db import connection

from madoguchi.desk.clients.models import Assignment, in_force
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.walls import Scope


def scope_of(person: Person | None) -> Scope:
    """The clients that this person sees at this moment: assigned, or opened by a written reason."""
    if person is None:
        return Scope()
    return Scope(client_ids_seen_by(person.pk), provider_wide=person.is_admin)


def client_ids_seen_by(person_id: int) -> frozenset[int]:
    """Ids of the clients in this person's sight, by the database's own clock."""
    with connection.cursor() as cursor:
        cursor.execute("select clients_seen_by(%s)", [person_id])
        row = cursor.fetchone()
    return frozenset(row[0]) if row else frozenset()


def role_at(person: Person, client_id: int, at: datetime) -> Assignment.Role | None:
    """What this person is for the client at that moment; None for somebody who only looks (an admin with a reason)."""
    with connection.cursor() as cursor:
        cursor.execute("select role_at_client(%s, %s, %s)", [person.pk, client_id, at])
        row = cursor.fetchone()
    return Assignment.Role(row[0]) if row and row[0] else None


def is_director(person: Person, at: datetime) -> bool:
    """Whether this person directs any client at that moment."""
    return Assignment.objects.filter(
        in_force(at), person=person, role=Assignment.Role.DIRECTOR
    ).exists()


def client_of_address(address: str) -> int | None:
    """The client that owns a mail address, whatever the scope; None when nobody does."""
    with connection.cursor() as cursor:
        cursor.execute("select client_of_address(%s)", [address.lower()])
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] is not None else None
