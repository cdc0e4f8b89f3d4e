"""One task with everything that hangs on it."""

from datetime import datetime

from django.db.models import Q

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.people.models import Person
from madoguchi.desk.tasks.actions.asking import proposed_due
from madoguchi.desk.tasks.models import Task, TaskDelay
from madoguchi.desk.tasks.queries.histories import history_of
from madoguchi.desk.tasks.queries.standing import BESIDE, rows_of
from madoguchi.desk.tasks.rows import DelayRow, ItemRow, PersonRow, TaskDetail

QUOTED = 400  # characters of the message that asks for it


def detail_of(task: Task, *, person: Person, sight: Sight, now: datetime) -> TaskDetail:
    """The task, its parts and its parent, its checklist, delays, watchers and what happened."""
    family = Q(pk=task.pk) | Q(parent_id=task.pk) | Q(pk=task.parent_id or 0)
    found = Task.objects.filter(family).select_related(*BESIDE).order_by("due_at", "pk")
    rows = {row.pk: row for row in rows_of(list(found), now)}
    parts = tuple(row for row in rows.values() if row.pk not in {task.pk, task.parent_id})
    watchers = tuple(
        PersonRow(pk, name)
        for pk, name in task.watchers.order_by("person__name", "pk").values_list(
            "person_id", "person__name"
        )
    )
    delays = [_delay(one, now) for one in task.delays.order_by("-pk")]
    people = sight.people.get(task.client_id, ())
    calendar = policies.in_force(task.client_id).calendar
    return TaskDetail(
        row=rows[task.pk],
        approach=task.approach,
        scope=task.scope,
        estimate_minutes=task.estimate_minutes,
        requested_at=task.requested_at,
        requested_by=_requester(task),
        asked_in=task.message.text[:QUOTED] if task.message else "",
        conversation_number=task.conversation.number if task.conversation else "",
        conversation_subject=task.conversation.subject if task.conversation else "",
        is_in_room=task.conversation is not None and not task.conversation.is_mail,
        may_act=sight.role_at(task.client_id) is not None,
        proposed_due=None if task.is_closed else proposed_due(task, now, calendar),
        delay=next((one for one in delays if one.told_at is None), None),
        told=tuple(one for one in delays if one.told_at is not None),
        items=_items(task),
        parts=parts,
        parent=rows.get(task.parent_id or 0),
        watchers=watchers,
        colleagues=tuple({one.pk: PersonRow(one.pk, one.name) for one in people}.values()),
        history=history_of(task),
        is_watching=any(one.pk == person.pk for one in watchers),
    )


def _requester(task: Task) -> str:
    """Who wrote the message that asks for it; else who made the task."""
    if task.message is not None:
        return task.message.sender_name
    return task.requested_by.name if task.requested_by else ""


def _delay(delay: TaskDelay, now: datetime) -> DelayRow:
    return DelayRow(
        reason=delay.reason,
        due_at=delay.due_at,
        new_due_at=delay.new_due_at,
        told_at=delay.told_at,
        was_told_late=delay.was_told_late,
        is_over=delay.told_at is None and delay.due_at <= now,
    )


def _items(task: Task) -> tuple[ItemRow, ...]:
    lines = task.items.order_by("position", "pk").values_list(
        "pk", "text", "ticked_at", "ticked_by__name"
    )
    return tuple(ItemRow(pk, text, at is not None, who or "") for pk, text, at, who in lines)
