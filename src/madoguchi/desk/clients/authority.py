"""Who may change a client's settings: asked inside of each action."""

from datetime import datetime

from madoguchi.desk.clients.models import Assignment, Client, in_force
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal


class AdminNeeded(Refusal):
    """この設定は、管理者だけが変えられます。"""


class DirectorNeeded(Refusal):
    """この設定は、この委託元のディレクターと管理者だけが変えられます。"""


def refuse_unless_admin(person: Person) -> None:
    """For what a contract says: hours, targets, addresses, assignments, the guard."""
    if not (person.is_admin and person.is_active):
        raise AdminNeeded


def refuse_unless_lead(person: Person, client_id: int, now: datetime) -> None:
    """For what the daily work needs: words, templates, closures."""
    if not leads(person, client_id, now):
        raise DirectorNeeded


def leads(person: Person, client_id: int, now: datetime) -> bool:
    """Whether this person is an admin, or directs the client at that moment."""
    return (person.is_active and person.is_admin) or directs(person, client_id, now)


def directs(person: Person, client_id: int, now: datetime) -> bool:
    """Whether this person directs the client at that moment; an admin as such does not."""
    found = Assignment.objects.filter(
        in_force(now), person=person, client_id=client_id, role=Assignment.Role.DIRECTOR
    )
    return person.is_active and found.exists()


def locked(client_id: int) -> Client:
    """The client's row, held until the transaction ends; mail that comes in does not wait for it."""
    return Client.objects.select_for_update(no_key=True).get(pk=client_id)
