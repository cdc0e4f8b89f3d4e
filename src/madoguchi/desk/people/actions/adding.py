"""Somebody joins who can sign in."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.people.events import PersonAdded, PersonReactivated
from madoguchi.desk.people.models import Person, Side
from madoguchi.desk.people.sessions import end_sessions
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.refusals import Refusal

LONGEST_NAME = 80


class CannotAddPerson(Refusal):
    """このメンバーを加えられません。"""


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    password: str,
    now: datetime,
    is_admin: bool = False,
    member_of: int | None = None,
) -> Person:
    """Somebody of the provider; what they see is decided by assignments. Raises CannotAddPerson.

    With `member_of`, a client's id, one of that client's own people.
    """
    address = email.strip().lower()
    side = Side.PROVIDER if member_of is None else Side.CLIENT
    person = Person(
        email=address, name=name.strip(), is_admin=is_admin, side=side, member_of=member_of
    )
    _refuse_unless_fit(person, password)
    if Person.objects.filter(email=address).exists():
        raise CannotAddPerson(_("%(email)s は、もうメンバーです。") % {"email": address})
    person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    tell(PersonAdded(person_id=person.pk, is_admin=is_admin), at=now)
    return person


@transaction.atomic
def come_back(*, person: Person, name: str, password: str, now: datetime) -> Person:
    """A member who had left signs in again, by what they choose now alone. Raises CannotAddPerson.

    What they wrote is theirs as before. The password, factors and sessions of then open nothing.
    """
    person.name = name.strip()
    _refuse_unless_fit(person, password)
    person.is_active = True
    person.set_password(password)
    person.save(update_fields=["name", "is_active", "password"])
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person.pk)
    tell(PersonReactivated(person_id=person.pk), at=now, actor_id=person.pk)
    return person


def _refuse_unless_fit(person: Person, password: str) -> None:
    try:
        validate_email(person.email)
        validate_password(password, person)
    except ValidationError as error:
        raise CannotAddPerson(" ".join(error.messages)) from error
    if not 0 < len(person.name) <= LONGEST_NAME:
        raise CannotAddPerson(_("名前を、80文字までで書いてください。"))
