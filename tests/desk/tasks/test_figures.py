"""How due times were held: each finished task counts once, and what was told late stays told late."""

from datetime import datetime, timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks.actions import delays, moving
from madoguchi.desk.tasks.queries.figures import figures_of
from madoguchi.desk.tasks.rows import TaskFigures
from tests.desk.tasks import working
from tests.desk.tasks.working import DUE, NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def finished(
    client: Client, person: Person, at: datetime, *, told_at: datetime | None = None
) -> None:
    task = working.accepted(working.made(client, person), person)
    with walls.transaction([client.pk]):
        if told_at is not None:
            notice = delays.Notice(reason="件数", new_due_at=DUE + 2 * HOUR)
            delays.notice_delay(task_id=task.pk, person=person, notice=notice, now=NOW)
            delays.tell_delay(task_id=task.pk, person=person, now=told_at)
        moving.finish_task(task_id=task.pk, person=person, now=at)


def test_every_finished_task_counts_once(hikari: Client, ann: Person, dai: Person) -> None:
    finished(hikari, ann, DUE)
    finished(hikari, ann, DUE + HOUR)
    finished(hikari, ann, DUE + HOUR, told_at=DUE - HOUR)
    finished(hikari, ann, DUE + HOUR, told_at=DUE)
    finished(hikari, ann, DUE + 3 * HOUR, told_at=DUE - HOUR)
    working.accepted(working.made(hikari, ann), ann)
    with walls.transaction([hikari.pk]):
        week = NOW, NOW + timedelta(days=7)
        of_all = figures_of([hikari.pk], *week)

        assert of_all == TaskFigures(in_time=1, told_in_time=1, told_late=1, untold=2)
        assert of_all.total == 5
        assert figures_of([hikari.pk], *week, owner_id=dai.pk).total == 0
        assert figures_of([hikari.pk], NOW + timedelta(days=1), week[1]).total == 0


def test_of_a_client_out_of_sight_nothing_is_counted(hikari: Client, ann: Person) -> None:
    finished(hikari, ann, DUE)
    with walls.transaction([]):
        assert figures_of([hikari.pk], NOW, NOW + timedelta(days=7)).total == 0
