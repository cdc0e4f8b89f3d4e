"""Tasks made and taken on through the real actions."""

from datetime import datetime, timedelta
from typing import Any

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.tasks.actions import accepting, requesting
from madoguchi.desk.tasks.models import Task
from tests import builders

NOW = builders.NOW  # a Tuesday, 14:00
MINUTE = timedelta(minutes=1)
DUE = NOW + timedelta(hours=2, minutes=30)  # 16:30


def a_request(client: Client, text: str) -> Conversation:
    """A conversation that begins with this message."""
    return builders.a_conversation(client, text=text, whole_text=text)


def message_of(conversation: Conversation) -> Message:
    """The first message of the conversation."""
    with walls.transaction([conversation.client_id]):
        return Message.objects.filter(conversation=conversation).earliest("pk")


def made_of(conversation: Conversation, person: Person) -> Task:
    """The task that the conversation's first message becomes."""
    with walls.transaction([conversation.client_id]):
        return requesting.request_from_message(
            message_id=message_of(conversation).pk, person=person, now=NOW
        )


def made(client: Client, person: Person, **wanted: Any) -> Task:
    """A task made by hand."""
    plain: dict[str, Any] = {"title": "在庫の一覧", "purpose": "棚卸しのため"}
    with walls.transaction([client.pk]):
        return requesting.request_task(
            client_id=client.pk,
            requester=person,
            wanted=requesting.Wanted(**{**plain, **wanted}),
            now=NOW,
        )


def accepted(task: Task, person: Person, **terms: Any) -> Task:
    """The task, taken on."""
    plain: dict[str, Any] = {"due_at": DUE, "estimate_minutes": 120}
    with walls.transaction([task.client_id]):
        return accepting.accept_task(
            task_id=task.pk,
            person=person,
            terms=accepting.Terms(**{**plain, **terms}),
            now=NOW,
        )


def now_of(task: Task) -> Task:
    """The task as the database has it."""
    with walls.transaction([task.client_id]):
        return Task.objects.get(pk=task.pk)


def events_of(task: Task) -> list[str]:
    """The kinds of what happened to the task, in order."""
    with walls.transaction([task.client_id]):
        log = Event.objects.filter(data__task_id=task.pk).order_by("pk")
        return list(log.values_list("kind", flat=True))


def data_of(task: Task, kind: str) -> dict[str, Any]:
    """What the newest event of the kind says of the task."""
    with walls.transaction([task.client_id]):
        return dict(Event.objects.filter(data__task_id=task.pk, kind=kind).latest("pk").data)


def at(hour: int, minute: int = 0, *, day: int = 17) -> datetime:
    """A time of the story's November, on the clock in Tokyo."""
    local = datetime(2026, 11, day, hour, minute, tzinfo=NOW.tzinfo)
    return local - timedelta(hours=9)
