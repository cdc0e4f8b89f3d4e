"""Tasks of now, not of the story's day: pages ask the real clock."""

from datetime import timedelta

from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.tasks.actions import accepting, requesting
from madoguchi.desk.tasks.models import Task


def page(browser: Browser, path: str) -> str:
    """What stands on the page."""
    response = browser.get(path)
    assert response.status_code == 200
    return response.content.decode()


def fresh(client: Client, person: Person, **wanted: object) -> Task:
    """A task that was asked for just now."""
    now = clock.now()
    with walls.transaction([client.pk]):
        plain = {"title": "在庫の一覧", "purpose": "棚卸しのため", **wanted}
        return requesting.request_task(
            client_id=client.pk,
            requester=person,
            wanted=requesting.Wanted(**plain),  # type: ignore[arg-type] # plain values of a test
            now=now,
        )


def taken(task: Task, person: Person, *, minutes: int = 30, days: float = 3) -> Task:
    """The same, taken on just now."""
    now = clock.now()
    with walls.transaction([task.client_id]):
        return accepting.accept_task(
            task_id=task.pk,
            person=person,
            terms=accepting.Terms(due_at=now + timedelta(days=days), estimate_minutes=minutes),
            now=now,
        )


def local(days: float) -> str:
    """A moment so many days from now, as a browser's field has it."""
    at = clock.now() + timedelta(days=days, hours=9)
    return f"{at:%Y-%m-%dT%H:%M}"
