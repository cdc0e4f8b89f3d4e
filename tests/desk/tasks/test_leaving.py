"""Whoever leaves leaves no task behind unseen."""

from datetime import timedelta

import pytest
from django.db import connection

from madoguchi.desk.clients.events import AssignmentEnded
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.people.events import PersonDeactivated
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks.actions.leaving import (
    release_tasks,
    when_assignment_ends,
    when_person_leaves,
)
from madoguchi.desk.tasks.models import Task
from tests import builders
from tests.desk.tasks import working
from tests.desk.tasks.working import NOW

pytestmark = pytest.mark.django_db
JOBS = (
    "select (args->>'client_id')::bigint, scheduled_at from procrastinate_jobs where task_name = %s"
)


def jobs() -> list[tuple[int, object]]:
    with connection.cursor() as cursor:
        cursor.execute(JOBS, ["tasks.make"])
        return list(cursor.fetchall())


def released(client: Client) -> int:
    with walls.transaction([client.pk]):
        return release_tasks(client_id=client.pk, now=NOW)


def test_what_somebody_leaves_is_nobodys_and_stands_in_every_day(
    accepted: Task, hikari: Client, ann: Person, dai: Person
) -> None:
    assert released(hikari) == 0
    with walls.transaction([hikari.pk], provider_wide=True):
        Assignment.objects.filter(person=ann).update(ends_at=NOW)

    assert released(hikari) == 1
    assert working.now_of(accepted).owner_id is None
    shown = builders.signed_in(dai).get("/tasks/today/").content.decode()
    assert accepted.title in shown
    page = builders.signed_in(dai).get(f"/tasks/{accepted.pk}/").content.decode()
    assert "担当を外しました" in page


def test_it_is_looked_at_when_the_assignment_ends_or_the_person_leaves(
    hikari: Client, ann: Person
) -> None:
    until = NOW + timedelta(days=3)
    when_assignment_ends(
        AssignmentEnded(
            client_id=hikari.pk, assignment_id=1, person_id=ann.pk, role="operator", ends_at=until
        )
    )
    with walls.transaction([hikari.pk], provider_wide=True):
        when_person_leaves(PersonDeactivated(client_id=None, person_id=ann.pk))

    assert jobs() == [(hikari.pk, until), (hikari.pk, None)]
