"""Who a client's contacts are, and how each of them wants to be written to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.contacts.authority import locked, looking_after
from madoguchi.desk.contacts.events import (
    AbsenceNoted,
    AbsenceRemoved,
    ContactAdded,
    ContactChanged,
)
from madoguchi.desk.contacts.models import Contact, ContactAbsence
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.changes import differences
from madoguchi.desk.platform.refusals import Refusal

LONGEST_NAME = 80
LONGEST_WORDS = 200
LONGEST_ABSENCE = 366  # days


class CannotKeepContact(Refusal):
    """この窓口担当者を保存できません。"""


class AddressIsTheirs(CannotKeepContact):
    """このメールアドレスは、招待ずみかログインに使われているため、変えられません。"""


class CannotKeepAbsence(Refusal):
    """この不在を保存できません。"""


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Who a contact is, and how they want to be written to. `weekly`: their own week, or None."""

    name: str
    email: str = ""
    department: str = ""
    device: str = Contact.Device.PC.value
    weekly: dict[str, Any] | None = None
    preferred_form: str = ""
    preferred_words: str = ""


@transaction.atomic
def add_contact(*, client_id: int, ways: Ways, person: Person, now: datetime) -> Contact:
    """Somebody of the client, by name. Raises CannotKeepContact, DirectorNeeded, OwnerNeeded."""
    with looking_after(person, client_id, now):
        contact = Contact(client_id=client_id, added_at=now)
        _write(contact, ways)
        contact.save()
        happening = ContactAdded(client_id=client_id, contact_id=contact.pk, name=contact.name)
        events.record(happening, at=now, actor_id=person.pk)
    return contact


@transaction.atomic
def change_contact(
    *, client_id: int, contact_id: int, ways: Ways, person: Person, now: datetime
) -> Contact:
    """Another name, other ways. Raises CannotKeepContact, ContactGone, DirectorNeeded, OwnerNeeded."""
    with looking_after(person, client_id, now):
        contact = locked(client_id, contact_id)
        is_known = contact.person_id is not None or contact.invitation_id is not None
        if is_known and ways.email.strip().lower() != contact.email:
            raise AddressIsTheirs
        before = _values(contact)
        _write(contact, ways)
        contact.save()
        happening = ContactChanged(
            client_id=client_id,
            contact_id=contact.pk,
            name=contact.name,
            changes=differences(before, _values(contact)),
        )
        events.record(happening, at=now, actor_id=person.pk)
    return contact


@transaction.atomic
def note_absence(
    *,
    client_id: int,
    contact_id: int,
    days: tuple[date, date],
    note: str,
    person: Person,
    now: datetime,
) -> ContactAbsence:
    """They are away from the first to the last of these days, both included. Raises CannotKeepAbsence."""
    first, last = days
    if last < first or (last - first).days > LONGEST_ABSENCE:
        raise CannotKeepAbsence(_("終わりの日を、始まりの日以後、1年以内にしてください。"))
    with looking_after(person, client_id, now):
        contact = locked(client_id, contact_id)
        absence = ContactAbsence.objects.create(
            client_id=client_id, contact=contact, first=first, last=last, note=note.strip()[:80]
        )
        happening = AbsenceNoted(
            client_id=client_id,
            contact_id=contact.pk,
            name=contact.name,
            first=f"{first}",
            last=f"{last}",
        )
        events.record(happening, at=now, actor_id=person.pk)
    return absence


@transaction.atomic
def remove_absence(
    *, client_id: int, contact_id: int, absence_id: int, person: Person, now: datetime
) -> None:
    """They are there after all; one that is gone already is as good."""
    with looking_after(person, client_id, now):
        contact = locked(client_id, contact_id)
        found = contact.absences.filter(pk=absence_id).first()
        if found is None:
            return
        found.delete()
        happening = AbsenceRemoved(
            client_id=client_id,
            contact_id=contact.pk,
            name=contact.name,
            first=f"{found.first}",
            last=f"{found.last}",
        )
        events.record(happening, at=now, actor_id=person.pk)


def _write(contact: Contact, ways: Ways) -> None:
    name, email = ways.name.strip(), ways.email.strip().lower()
    if not 0 < len(name) <= LONGEST_NAME:
        raise CannotKeepContact(_("名前を、80文字までで書いてください。"))
    if email:
        _refuse_bad_address(contact, email)
    contact.name, contact.email = name, email
    contact.department = ways.department.strip()[:LONGEST_NAME]
    contact.device = Contact.Device(ways.device)
    contact.calendar = None if ways.weekly is None else {"weekly": ways.weekly}
    contact.preferred_form = ways.preferred_form.strip()[:LONGEST_WORDS]
    contact.preferred_words = ways.preferred_words.strip()[:LONGEST_WORDS]


def _values(contact: Contact) -> dict[str, object]:
    return {name: getattr(contact, name) for name in ContactChanged.names}


def _refuse_bad_address(contact: Contact, email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise CannotKeepContact(_("メールアドレスを確かめてください。")) from error
    others = Contact.objects.filter(
        client_id=contact.client_id, email=email, left_at__isnull=True
    ).exclude(pk=contact.pk)
    if others.exists():
        raise CannotKeepContact(_("%(email)s の窓口担当者は、もういます。") % {"email": email})
