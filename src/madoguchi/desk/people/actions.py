"""The verbs of people: add somebody who can sign in."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal


class CannotAddPerson(Refusal):
    """この人を加えられません。"""


@transaction.atomic
def add_person(*, email: str, name: str, password: str, is_admin: bool = False) -> Person:
    """Somebody of the provider; what they see is decided by assignments. Raises CannotAddPerson."""
    address = email.strip().lower()
    person = Person(email=address, name=name.strip(), is_admin=is_admin)
    try:
        validate_email(address)
        validate_password(password, person)
    except ValidationError as error:
        raise CannotAddPerson(" ".join(error.messages)) from error
    if not person.name:
        raise CannotAddPerson("名前を書いてください。")
    if Person.objects.filter(email=address).exists():
        raise CannotAddPerson(f"{address} の人は、もういます。")
    person.set_password(password)
    person.save()
    return person
