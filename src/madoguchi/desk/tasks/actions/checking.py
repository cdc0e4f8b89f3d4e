"""A task in smaller pieces: lines of a checklist, and parts that are tasks themselves."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.tasks.actions.admission import (
    become,
    held_accepted,
    held_open,
    refuse_unless_theirs,
    tell,
)
from madoguchi.desk.tasks.actions.requesting import Origin, Wanted, requested
from madoguchi.desk.tasks.events import TaskEstimated, TaskItemChanged
from madoguchi.desk.tasks.models import Task, TaskItem

LONGEST_ITEM = 200
MOST_ITEMS = 50


class CannotCheck(Refusal):
    """チェックリストの項目を書いてください。"""


class ItemTooLong(CannotCheck):
    """チェックリストの項目は200字までです。"""


class TooManyItems(CannotCheck):
    """チェックリストの項目は50までです。タスクを分けてください。"""


class NoSuchItem(CannotCheck):
    """この項目は見つかりません。"""


class PartOfAPart(Refusal):
    """分けたタスクは、それ以上分けられません。"""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A piece of a task that somebody else, or later, does."""

    title: str
    owner: Person | None = None
    minutes: int | None = None


@transaction.atomic
def add_item(*, task_id: int, person: Person, text: str, now: datetime) -> TaskItem:
    """One more line at the end of the checklist."""
    task = held_open(task_id, person, now)
    if not text.strip():
        raise CannotCheck
    if len(text.strip()) > LONGEST_ITEM:
        raise ItemTooLong
    if task.items.count() >= MOST_ITEMS:
        raise TooManyItems
    last = task.items.aggregate(last=Max("position"))["last"]
    item = TaskItem.objects.create(
        client_id=task.client_id,
        task=task,
        position=0 if last is None else last + 1,
        text=text.strip(),
    )
    _tell(item, "added", person, now)
    return item


@transaction.atomic
def tick_item(*, task_id: int, item_id: int, person: Person, now: datetime) -> TaskItem:
    """Done, or not done after all."""
    item = _item(task_id, item_id, person, now)
    is_done = item.ticked_at is None
    item.ticked_at = now if is_done else None
    item.ticked_by = person if is_done else None
    item.save(update_fields=["ticked_at", "ticked_by"])
    _tell(item, "ticked" if is_done else "open", person, now)
    return item


@transaction.atomic
def remove_item(*, task_id: int, item_id: int, person: Person, now: datetime) -> None:
    """The line is not needed."""
    item = _item(task_id, item_id, person, now)
    _tell(item, "removed", person, now)
    item.delete()


@transaction.atomic
def split_task(*, task_id: int, person: Person, part: Part, now: datetime) -> Task:
    """Make a part of it a task of its own, due with it and on the same terms.

    What is estimated for the part is no longer left of the whole.
    """
    task = held_accepted(task_id, person, now)
    if task.parent_id is not None:
        raise PartOfAPart
    owner = part.owner or task.owner or person
    refuse_unless_theirs(owner, task.client_id, now, conversation_id=task.conversation_id)
    wanted = Wanted(
        title=part.title,
        purpose=task.purpose,
        due_at=task.due_at,
        owner=owner,
        estimate_minutes=part.minutes,
        is_internal=task.is_internal,
    )
    origin = Origin(conversation_id=task.conversation_id, parent_id=task.pk)
    made = requested(task.client_id, person, wanted, origin, now)
    made.first_due_at, made.due_named_by = task.due_at, task.due_named_by
    become(made, Task.State.ACCEPTED, now=now, person_id=person.pk)
    if part.minutes and task.remaining_minutes:
        _lighten(task, part.minutes, person, now)
    return made


def _lighten(task: Task, minutes: int, person: Person, now: datetime) -> None:
    task.remaining_minutes = max(0, (task.remaining_minutes or 0) - minutes)
    task.save(update_fields=["remaining_minutes"])
    estimated = TaskEstimated(
        client_id=task.client_id,
        task_id=task.pk,
        remaining_minutes=task.remaining_minutes,
        estimate_minutes=task.estimate_minutes or 0,
    )
    tell(estimated, now=now, person_id=person.pk)


def _item(task_id: int, item_id: int, person: Person, now: datetime) -> TaskItem:
    task = held_open(task_id, person, now)
    item = task.items.filter(pk=item_id).first()
    if item is None:
        raise NoSuchItem
    return item


def _tell(item: TaskItem, became: str, person: Person, now: datetime) -> None:
    happened = TaskItemChanged(
        client_id=item.client_id, task_id=item.task_id, item_id=item.pk, became=became
    )
    tell(happened, now=now, person_id=person.pk)
