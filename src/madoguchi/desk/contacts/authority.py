"""Who may change a client's contacts: the desk's leads, and the client's own owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from madoguchi.desk.clients import authority
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.refusals import Refusal


class OwnerNeeded(Refusal):
    """自社のメンバーを変えられるのは、自社の管理者だけです。"""


class ContactGone(Refusal):
    """この窓口担当者は、もういません。"""


@contextmanager
def looking_after(person: Person, client_id: int, now: datetime) -> Iterator[None]:
    """Who may change all contacts: raises DirectorNeeded or OwnerNeeded; a member's deed is the desk's."""
    if not person.is_member:
        authority.refuse_unless_lead(person, client_id, now)
        yield
        return
    if not is_owner(person, client_id):
        raise OwnerNeeded
    with walls.as_the_desk():
        yield


def is_owner(person: Person, client_id: int) -> bool:
    """Whether this member looks after the client's own people."""
    return (
        person.is_member
        and person.member_of == client_id
        and Contact.objects.filter(
            client_id=client_id, person_id=person.pk, is_owner=True, left_at__isnull=True
        ).exists()
    )


def looks_after_people(person: Person, _now: datetime) -> bool:
    """Whether they may change who signs in: for which a password alone is not enough."""
    return person.member_of is not None and is_owner(person, person.member_of)


def locked(client_id: int, contact_id: int) -> Contact:
    """The contact's row, held until the transaction ends. Raises ContactGone."""
    contact = (
        Contact.objects.select_for_update(no_key=True)
        .filter(client_id=client_id, pk=contact_id, left_at__isnull=True)
        .first()
    )
    if contact is None:
        raise ContactGone
    return contact
