"""Whose a task is, what is left of it, when it is due, what it is about, and who follows it."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.tasks.actions.accepting import DueIsPast
from madoguchi.desk.tasks.actions.admission import (
    held_open,
    refuse_bad_estimate,
    refuse_too_long,
    refuse_unless_theirs,
    tell,
)
from madoguchi.desk.tasks.actions.requesting import CannotRequest
from madoguchi.desk.tasks.events import (
    TaskDescribed,
    TaskDueChanged,
    TaskEstimated,
    TaskOwned,
    TaskWatched,
)
from madoguchi.desk.tasks.models import Task, TaskWatcher


class NeedsANotice(Refusal):
    """期限を延ばすときは、期限の前に相手に知らせます。「遅れを知らせる」から、理由と新しい期限を書いてください。"""


@dataclass(frozen=True, kw_only=True)
class Description:
    """What a task is about."""

    title: str
    purpose: str = ""
    approach: str = ""
    scope: str = ""


@transaction.atomic
def reassign_task(*, task_id: int, owner: Person, person: Person, now: datetime) -> Task:
    """Give it to somebody who is assigned to its client; the same owner again is nothing new."""
    task = held_open(task_id, person, now)
    refuse_unless_theirs(owner, task.client_id, now, conversation_id=task.conversation_id)
    if task.owner_id == owner.pk:
        return task
    task.owner = owner
    task.save(update_fields=["owner"])
    owned = TaskOwned(client_id=task.client_id, task_id=task.pk, owner_id=owner.pk)
    tell(owned, now=now, person_id=person.pk)
    return task


@transaction.atomic
def describe_task(*, task_id: int, person: Person, description: Description, now: datetime) -> Task:
    """Say anew what it is about."""
    task = held_open(task_id, person, now)
    if not description.title.strip():
        raise CannotRequest
    parts = tuple(one.name for one in fields(description))
    after = {part: str(getattr(description, part)).strip() for part in parts}
    refuse_too_long(*(after[part] for part in parts))
    changed = tuple(part for part in parts if getattr(task, part) != after[part])
    if not changed:
        return task
    for part in changed:
        setattr(task, part, after[part])
    task.save(update_fields=changed)
    described = TaskDescribed(client_id=task.client_id, task_id=task.pk, parts=changed)
    tell(described, now=now, person_id=person.pk)
    return task


@transaction.atomic
def estimate_task(*, task_id: int, person: Person, remaining_minutes: int, now: datetime) -> Task:
    """Say how much work is left. The first estimate is kept; what is left may exceed it."""
    task = held_open(task_id, person, now)
    refuse_bad_estimate(remaining_minutes)
    if task.estimate_minutes is None:
        task.estimate_minutes = remaining_minutes
    task.remaining_minutes = remaining_minutes
    task.save(update_fields=["estimate_minutes", "remaining_minutes"])
    estimated = TaskEstimated(
        client_id=task.client_id,
        task_id=task.pk,
        remaining_minutes=remaining_minutes,
        estimate_minutes=task.estimate_minutes,
    )
    tell(estimated, now=now, person_id=person.pk)
    return task


@transaction.atomic
def change_due(*, task_id: int, person: Person, due_at: datetime, now: datetime) -> Task:
    """Name the due time, or another one. Raises NeedsANotice for a later one that somebody waits for."""
    task = held_open(task_id, person, now)
    if due_at <= now:
        raise DueIsPast
    was_agreed = task.state != Task.State.REQUESTED and task.due_at is not None
    if was_agreed and is_awaited(task) and task.due_at is not None and due_at > task.due_at:
        raise NeedsANotice
    set_due(task, due_at, person_id=person.pk, now=now)
    return task


def set_due(task: Task, due_at: datetime, *, person_id: int | None, now: datetime) -> None:
    """Another due time inside a running action; the same again is nothing new."""
    before = task.due_at
    if before == due_at:
        return
    task.due_at, task.due_named_by = due_at, None
    if task.state != Task.State.REQUESTED:
        task.first_due_at = task.first_due_at or due_at
    task.save(update_fields=["due_at", "due_named_by", "first_due_at"])
    changed = TaskDueChanged(
        client_id=task.client_id, task_id=task.pk, due_at=due_at, before=before
    )
    tell(changed, now=now, person_id=person_id)


def is_awaited(task: Task) -> bool:
    """Whether somebody outside of the house waits for it."""
    return task.conversation_id is not None or not task.is_internal


@transaction.atomic
def watch_task(*, task_id: int, watcher: Person, person: Person, now: datetime) -> None:
    """Somebody who is assigned follows it from now on; twice is once."""
    task = held_open(task_id, person, now)
    refuse_unless_theirs(watcher, task.client_id, now, conversation_id=task.conversation_id)
    _, is_new = TaskWatcher.objects.get_or_create(
        task=task, person=watcher, defaults={"client_id": task.client_id}
    )
    if is_new:
        watched = TaskWatched(
            client_id=task.client_id, task_id=task.pk, person_id=watcher.pk, is_watching=True
        )
        tell(watched, now=now, person_id=person.pk)


@transaction.atomic
def unwatch_task(*, task_id: int, watcher: Person, person: Person, now: datetime) -> None:
    """Somebody follows it no more: oneself, or whom one put there."""
    task = held_open(task_id, person, now)
    gone, _ = TaskWatcher.objects.filter(task=task, person=watcher).delete()
    if gone:
        watched = TaskWatched(
            client_id=task.client_id, task_id=task.pk, person_id=watcher.pk, is_watching=False
        )
        tell(watched, now=now, person_id=person.pk)
