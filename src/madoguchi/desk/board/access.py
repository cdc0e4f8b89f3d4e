"""The door of the board: whoever directs a client, and admins; over the clients in their sight."""

from django.http import Http404

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.rows import ClientChip


def clients_for(person: Person, sight: Sight) -> tuple[ClientChip, ...]:
    """Whose figures this person looks at; 404 for somebody who directs nobody: their day is the desk."""
    if not (person.is_admin or sight.is_director):
        raise Http404
    return sight.clients


def client_for(client_id: int, clients: tuple[ClientChip, ...]) -> ClientChip:
    """One of these clients; 404 for any other."""
    found = next((chip for chip in clients if chip.pk == client_id), None)
    if found is None:
        raise Http404
    return found
