"""A task that somebody outside of the house waits for is not put off untold, wherever it came from."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks.actions.planning import NeedsANotice, change_due
from tests.desk.tasks import working
from tests.desk.tasks.working import DUE, NOW

LATER = DUE + timedelta(hours=1)


def test_one_that_the_client_sees_is_put_off_by_a_notice_alone(hikari: Client, ann: Person) -> None:
    task = working.accepted(working.made(hikari, ann, is_internal=False), ann)

    with walls.transaction([hikari.pk]), pytest.raises(NeedsANotice):
        change_due(task_id=task.pk, person=ann, due_at=LATER, now=NOW)


def test_one_of_our_own_is_put_off_as_we_like(hikari: Client, ann: Person) -> None:
    task = working.accepted(working.made(hikari, ann), ann)

    with walls.transaction([hikari.pk]):
        change_due(task_id=task.pk, person=ann, due_at=LATER, now=NOW)
        task.refresh_from_db()

    assert task.due_at == LATER
