"""Who works for a client: assigned, overlapping, ended."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from madoguchi.desk.clients import access
from madoguchi.desk.clients.actions import assignments, profiles
from madoguchi.desk.clients.actions.assignments import Placement
from madoguchi.desk.clients.authority import AdminNeeded
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.clients.queries.settings import assignment_rows
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests import builders

NOW = builders.NOW
DAY = timedelta(days=1)
OPERATOR, DIRECTOR = Assignment.Role.OPERATOR, Assignment.Role.DIRECTOR


def _assign(client: Client, who: Person, by: Person, **changes: Any) -> Assignment:
    given: dict[str, Any] = {"person_id": who.pk, "role": OPERATOR, "starts_at": NOW}
    with walls.transaction([], provider_wide=True):
        return assignments.assign_person(
            client_id=client.pk, placement=Placement(**{**given, **changes}), person=by, now=NOW
        )


def _end(client: Client, one: Assignment, by: Person, *, at: datetime = NOW) -> None:
    with walls.transaction([], provider_wide=True):
        assignments.end_assignment(
            client_id=client.pk, assignment_id=one.pk, ends_at=at, person=by, now=NOW
        )


def test_who_is_assigned_is_so_from_the_first_moment(
    hikari: Client, otto: Person, ada: Person
) -> None:
    _assign(hikari, otto, ada, ends_at=NOW + DAY)

    assert access.role_at(otto, hikari.pk, NOW) == OPERATOR
    assert access.role_at(otto, hikari.pk, NOW + DAY) is None
    with walls.transaction([hikari.pk]):
        [event] = Event.objects.filter(kind="PersonAssigned")
        assert (event.actor_id, event.data["person_id"]) == (ada.pk, otto.pk)


def test_the_same_role_twice_at_a_time_is_refused_and_one_after_the_other_is_not(
    hikari: Client, otto: Person, ada: Person
) -> None:
    _assign(hikari, otto, ada, ends_at=NOW + DAY)

    for changes in ({}, {"starts_at": NOW - DAY, "ends_at": NOW + DAY / 2}):
        with pytest.raises(assignments.AssignedAlready):
            _assign(hikari, otto, ada, **changes)
    _assign(hikari, otto, ada, starts_at=NOW + DAY)
    _assign(hikari, otto, ada, role=DIRECTOR)


def test_new_conversations_go_to_one_at_a_time(
    hikari: Client, ann: Person, otto: Person, ada: Person
) -> None:
    with pytest.raises(assignments.CannotAssignPerson, match=ann.name):
        _assign(hikari, otto, ada, takes_new=True)


def test_what_cannot_be_an_assignment_is_refused(hikari: Client, otto: Person, ada: Person) -> None:
    with pytest.raises(assignments.EndsBeforeItStarts):
        _assign(hikari, otto, ada, ends_at=NOW)
    with pytest.raises(assignments.OperatorsTakeNew):
        _assign(hikari, otto, ada, role=DIRECTOR, takes_new=True)
    with pytest.raises(assignments.CannotAssignPerson):
        _assign(hikari, otto, ada, person_id=987_654_321)
    otto.is_active = False
    otto.save(update_fields=["is_active"])
    with pytest.raises(assignments.PersonSwitchedOff):
        _assign(hikari, otto, ada)


def test_nobody_is_assigned_to_a_closed_client(hikari: Client, otto: Person, ada: Person) -> None:
    with walls.transaction([], provider_wide=True):
        profiles.close_client(client_id=hikari.pk, person=ada, now=NOW)

    with pytest.raises(assignments.ClientClosed):
        _assign(hikari, otto, ada)


def test_what_has_ended_stays_known_and_is_not_ended_again(
    hikari: Client, otto: Person, ada: Person
) -> None:
    one = _assign(hikari, otto, ada, starts_at=NOW - DAY)

    _end(hikari, one, ada)

    with walls.transaction([hikari.pk]):
        [row] = assignment_rows(hikari.pk, now=NOW)
    assert (row.person_name, row.when, row.ends_at) == (otto.name, "past", NOW)
    with pytest.raises(assignments.HasEnded):
        _end(hikari, one, ada)


def test_an_end_is_never_put_into_the_past(hikari: Client, otto: Person, ada: Person) -> None:
    one = _assign(hikari, otto, ada, starts_at=NOW - 9 * DAY)

    _end(hikari, one, ada, at=NOW - 5 * DAY)

    assert access.role_at(otto, hikari.pk, NOW - DAY) == OPERATOR


def test_what_has_not_begun_is_taken_away(hikari: Client, otto: Person, ada: Person) -> None:
    one = _assign(hikari, otto, ada, starts_at=NOW + DAY)

    _end(hikari, one, ada)

    with walls.transaction([hikari.pk]):
        assert assignment_rows(hikari.pk, now=NOW) == ()


def test_now_stands_before_the_future_and_the_future_before_the_past(
    hikari: Client, ada: Person
) -> None:
    moments: dict[str, dict[str, Any]] = {
        "past": {"ends_at": NOW - DAY},
        "future": {"starts_at": NOW + DAY},
        "now": {},
    }
    for key, when in moments.items():
        builders.assigned(builders.a_person(key), hikari, **when)

    with walls.transaction([hikari.pk]):
        assert [row.when for row in assignment_rows(hikari.pk, now=NOW)] == [
            "now",
            "future",
            "past",
        ]


def test_a_director_assigns_nobody(hikari: Client, dai: Person, otto: Person) -> None:
    with pytest.raises(AdminNeeded):
        _assign(hikari, otto, dai)
