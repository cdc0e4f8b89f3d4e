"""Two at once: one key pressed twice is one task; two workers make a series' day once."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from datetime import time, timedelta

import pytest
from django.db import connection

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks.actions import accepting, recurring
from madoguchi.desk.tasks.models import Task, TaskSeries
from tests.desk.tasks import working
from tests.desk.tasks.conftest import ASKING
from tests.desk.tasks.working import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], object]) -> list[object]:
    """Run them in threads of their own; what each gave, or how it was refused."""
    results: list[object] = []
    ready = threading.Barrier(len(works), timeout=30)

    def run(work: Callable[[], object]) -> None:
        try:
            ready.wait()
            results.append(work())
        except Exception as error:  # noqa: BLE001 (the test looks at it)
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=copy_context().run, args=(run, one)) for one in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_one_key_pressed_twice_is_one_task(hikari: Client, ann: Person) -> None:
    conversation: Conversation = working.a_request(hikari, ASKING)

    first, second = at_once(*[lambda: working.made_of(conversation, ann)] * 2)

    assert isinstance(first, Task)
    assert first == second


def test_a_task_is_taken_on_once(hikari: Client, ann: Person, dai: Person) -> None:
    task = working.made_of(working.a_request(hikari, ASKING), ann)

    def take(person: Person) -> Callable[[], object]:
        return lambda: working.accepted(task, person)

    results = at_once(take(ann), take(dai))

    assert sorted(type(one).__name__ for one in results) == ["CannotAccept", "Task"]
    assert any(isinstance(one, accepting.CannotAccept) for one in results)


def test_two_workers_make_a_day_once(hikari: Client, ann: Person) -> None:
    with walls.transaction([hikari.pk]):
        TaskSeries.objects.create(
            client=hikari,
            title="週報",
            owner=ann,
            rule="weekly:3",
            due_time=time(11),
            last_day=NOW.date(),
            made_by=ann,
            made_at=NOW,
        )

    def make() -> int:
        with walls.transaction([hikari.pk]):
            return recurring.make_tasks(client_id=hikari.pk, now=NOW)

    assert sorted(map(str, at_once(make, make))) == ["0", "1"]
    with walls.transaction([hikari.pk]):
        assert Task.objects.get().series_day == NOW.date() + timedelta(days=1)
