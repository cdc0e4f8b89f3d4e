"""Adding somebody who can sign in."""

import pytest

from madoguchi.desk.clients.access import client_ids_seen_by
from madoguchi.desk.people.actions.adding import CannotAddPerson, add_person
from madoguchi.desk.people.models import Person
from tests import builders

PASSWORD = "a-long-and-quiet-river"


def added(
    email: str = "Nao@Provider.Example ", *, name: str = " 中野 なお ", password: str = PASSWORD
) -> Person:
    return add_person(email=email, name=name, password=password, now=builders.NOW)


def test_somebody_new_can_sign_in_and_sees_no_client(db: None) -> None:
    person = added()

    assert (person.email, person.name, person.is_admin) == (
        "nao@provider.example",
        "中野 なお",
        False,
    )
    assert person.check_password(PASSWORD)
    assert client_ids_seen_by(person.pk) == frozenset()


def test_an_admin_is_added_as_such(db: None) -> None:
    person = add_person(
        email="nao@provider.example",
        name="中野",
        password=PASSWORD,
        is_admin=True,
        now=builders.NOW,
    )

    assert person.is_admin


@pytest.mark.parametrize("email", ["", "nao", "nao@", "nao@provider.example\nx"])
def test_without_an_address_nobody_is_added(db: None, email: str) -> None:
    with pytest.raises(CannotAddPerson):
        added(email)


def test_without_a_name_nobody_is_added(db: None) -> None:
    with pytest.raises(CannotAddPerson, match="名前"):
        added(name="　")


@pytest.mark.parametrize("password", ["", "short", "password", "12345678901"])
def test_a_password_that_everybody_guesses_is_refused(db: None, password: str) -> None:
    with pytest.raises(CannotAddPerson):
        added(password=password)


def test_an_address_belongs_to_one_person(db: None) -> None:
    builders.a_person("nao")

    with pytest.raises(CannotAddPerson, match="もうメンバーです"):
        added()
