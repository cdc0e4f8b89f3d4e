"""Who sees which clients, and as what, at which moment."""

from datetime import datetime, timedelta

import pytest

from madoguchi.desk.clients import access
from madoguchi.desk.clients.actions import give_reason
from madoguchi.desk.clients.models import ACCESS_LASTS, Assignment, Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.walls import NOTHING, Scope
from tests import builders

MINUTE = timedelta(minutes=1)
NOW = builders.NOW


def test_nobody_sees_nothing() -> None:
    assert access.scope_of(None) == NOTHING


def test_an_operator_sees_the_clients_of_their_assignments(
    hikari: Client, tsubame: Client, ann: Person
) -> None:
    assert access.scope_of(ann) == Scope(frozenset({hikari.pk}))

    builders.assigned(ann, tsubame)

    assert access.scope_of(ann) == Scope(frozenset({hikari.pk, tsubame.pk}))


def test_an_admin_sees_what_is_provider_wide_and_no_client(hikari: Client, ada: Person) -> None:
    assert access.scope_of(ada) == Scope(frozenset(), provider_wide=True)


def test_an_admin_who_is_assigned_sees_that_client_too(hikari: Client, ada: Person) -> None:
    builders.assigned(ada, hikari)

    assert access.scope_of(ada) == Scope(frozenset({hikari.pk}), provider_wide=True)


@pytest.mark.parametrize(
    ("starts", "ends", "seen"),
    [
        (-MINUTE, None, True),
        (-MINUTE, +MINUTE, True),
        (+MINUTE, None, False),
        (-2 * MINUTE, -MINUTE, False),
    ],
)
def test_an_assignment_opens_from_its_beginning_until_its_end(
    hikari: Client, starts: timedelta, ends: timedelta | None, seen: bool
) -> None:
    now = clock.now()
    person = builders.assigned(
        builders.a_person("eri"),
        hikari,
        starts_at=now + starts,
        ends_at=None if ends is None else now + ends,
    )

    assert (hikari.pk in access.client_ids_seen_by(person.pk)) is seen


def test_somebody_who_was_switched_off_sees_nothing_and_is_nothing(
    hikari: Client, ann: Person
) -> None:
    ann.is_active = False
    ann.save(update_fields=["is_active"])

    assert access.client_ids_seen_by(ann.pk) == frozenset()
    assert access.role_at(ann, hikari.pk, NOW) is None


def test_a_person_that_does_not_exist_sees_nothing(db: None) -> None:
    assert access.client_ids_seen_by(987_654_321) == frozenset()


@pytest.mark.parametrize(
    ("ago", "seen"),
    [(MINUTE, True), (ACCESS_LASTS - MINUTE, True), (ACCESS_LASTS + MINUTE, False)],
)
def test_a_reason_opens_a_client_for_an_hour(
    hikari: Client, ada: Person, ago: timedelta, seen: bool
) -> None:
    give_reason(client_id=hikari.pk, person=ada, reason="確認", now=clock.now() - ago)

    assert (hikari.pk in access.client_ids_seen_by(ada.pk)) is seen


def test_a_reason_makes_nobody_an_operator(hikari: Client, ada: Person) -> None:
    give_reason(client_id=hikari.pk, person=ada, reason="確認", now=NOW)

    assert access.role_at(ada, hikari.pk, NOW) is None


def test_the_role_is_that_of_the_assignment_at_the_moment(
    hikari: Client, tsubame: Client, ann: Person, dai: Person
) -> None:
    assert access.role_at(ann, hikari.pk, NOW) == Assignment.Role.OPERATOR
    assert access.role_at(dai, hikari.pk, NOW) == Assignment.Role.DIRECTOR
    assert access.role_at(ann, tsubame.pk, NOW) is None


@pytest.mark.parametrize(
    ("at", "role"),
    [
        (NOW - MINUTE, None),
        (NOW, Assignment.Role.OPERATOR),
        (NOW + MINUTE, Assignment.Role.OPERATOR),
        (NOW + 2 * MINUTE, None),
    ],
)
def test_an_assignment_holds_its_first_moment_and_not_its_last(
    hikari: Client, at: datetime, role: Assignment.Role | None
) -> None:
    eri = builders.assigned(
        builders.a_person("eri"), hikari, starts_at=NOW, ends_at=NOW + 2 * MINUTE
    )

    assert access.role_at(eri, hikari.pk, at) == role


def test_who_is_operator_and_director_at_once_decides_as_a_director(
    hikari: Client, ann: Person
) -> None:
    builders.assigned(ann, hikari, role="director")

    assert access.role_at(ann, hikari.pk, NOW) == Assignment.Role.DIRECTOR


def test_an_address_names_its_client_whatever_is_in_sight(hikari: Client) -> None:
    assert access.client_of_address("support@hikari.example") == hikari.pk
    assert access.client_of_address("Support@Hikari.EXAMPLE") == hikari.pk
    assert access.client_of_address("nobody@nowhere.example") is None


def test_who_directs_any_client_at_the_moment_is_a_director(
    hikari: Client, ann: Person, dai: Person
) -> None:
    eri = builders.assigned(
        builders.a_person("eri"), hikari, role="director", starts_at=NOW, ends_at=NOW + MINUTE
    )

    with walls.transaction([hikari.pk]):
        assert access.is_director(dai, NOW)
        assert not access.is_director(ann, NOW)
        assert access.is_director(eri, NOW)
        assert not access.is_director(eri, NOW - MINUTE)
        assert not access.is_director(eri, NOW + MINUTE)
