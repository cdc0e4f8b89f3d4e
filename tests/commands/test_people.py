"""The `madoguchi people` command's action: somebody who can sign in."""

import pytest

from madoguchi.desk.people.actions.adding import CannotAddPerson, add_person
from tests.builders import NOW

GOOD = "neko-to-mikan-2026"


@pytest.mark.django_db
def test_a_person_is_added_with_a_normalised_address() -> None:
    person = add_person(
        email=" Hana@Provider.example ", name="花", password=GOOD, is_admin=True, now=NOW
    )

    assert person.email == "hana@provider.example"
    assert person.check_password(GOOD)
    assert person.is_admin


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "name", "password"),
    [
        ("not an address", "花", GOOD),
        ("hana@provider.example", " ", GOOD),
        ("hana@provider.example", "花", "short"),
        ("known@provider.example", "花", GOOD),
    ],
)
def test_what_cannot_be_a_person_is_refused_with_a_sentence(
    email: str, name: str, password: str
) -> None:
    add_person(email="known@provider.example", name="先客", password=GOOD, now=NOW)

    with pytest.raises(CannotAddPerson) as refused:
        add_person(email=email, name=name, password=password, now=NOW)

    assert refused.value.sentence
