"""A task goes on, stands still, waits for the client, is done, is not done after all."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations.actions import passing
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import jobs
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.actions.settling import keep_with_task
from madoguchi.desk.tasks import reminders
from madoguchi.desk.tasks.actions.accepting import NoReason
from madoguchi.desk.tasks.actions.admission import become, held, held_accepted, tell
from madoguchi.desk.tasks.events import (
    TaskBlocked,
    TaskFinished,
    TaskReopened,
    TaskStarted,
    TaskWaits,
)
from madoguchi.desk.tasks.models import Task

MOST_REMIND_DAYS = 20


class GoesOnAlready(Refusal):
    """このタスクは、もう進行中です。"""


class PartsAreOpen(Refusal):
    """分けたタスクがまだ終わっていません。先にそちらを終えてください。"""


class NotOver(Refusal):
    """このタスクは、まだ終わっていません。"""


class NowhereToRemind(Refusal):
    """ルームのスレッドがないタスクは催促できません。催促の間隔を空欄にして、ルームでたずねてください。"""


class BadInterval(Refusal):
    """催促の間隔は、1〜20営業日で選んでください。"""


@transaction.atomic
def start_task(*, task_id: int, person: Person, now: datetime) -> Task:
    """Somebody works on it now, for the first time or again; who starts what is nobody's, owns it."""
    task = held_accepted(task_id, person, now)
    if task.state == Task.State.DOING:
        raise GoesOnAlready
    task.owner = task.owner or person
    become(task, Task.State.DOING, now=now, person_id=person.pk)
    started = TaskStarted(client_id=task.client_id, task_id=task.pk)
    tell(started, now=now, person_id=person.pk)
    return task


@transaction.atomic
def block_task(*, task_id: int, person: Person, reason: str, now: datetime) -> Task:
    """Something of ours stands in its way."""
    task = held_accepted(task_id, person, now)
    if not reason.strip():
        raise NoReason
    become(task, Task.State.BLOCKED, now=now, person_id=person.pk, reason=reason)
    tell(TaskBlocked(client_id=task.client_id, task_id=task.pk), now=now, person_id=person.pk)
    return task


@transaction.atomic
def wait_for_client(
    *, task_id: int, person: Person, asked: str, remind_days: int | None, now: datetime
) -> Task:
    """The client has to answer first: the ball of its conversation is theirs.

    `asked`: what they are to answer. `remind_days`: business days between reminders, None for none.
    Raises what passing the ball raises, such as that a message of theirs waits for an answer.
    """
    task = held_accepted(task_id, person, now)
    if not asked.strip():
        raise NoReason
    if remind_days is not None and not 1 <= remind_days <= MOST_REMIND_DAYS:
        raise BadInterval
    _pass_the_ball(task, person, now)
    become(task, Task.State.WAITING, now=now, person_id=person.pk, reason=asked)
    if remind_days is not None:
        _refuse_unless_in_room(task)
        call_reminder(task, remind_days, now)
    waits = TaskWaits(
        client_id=task.client_id,
        conversation_id=task.conversation_id,
        task_id=task.pk,
        remind_days=remind_days,
    )
    tell(waits, now=now, person_id=person.pk)
    return task


@transaction.atomic
def finish_task(*, task_id: int, person: Person, now: datetime) -> Task:
    """It is done."""
    task = held_accepted(task_id, person, now)
    if task.parts.filter(closed_at__isnull=True).exists():
        raise PartsAreOpen
    task.remaining_minutes = 0 if task.estimate_minutes is not None else None
    become(task, Task.State.DONE, now=now, person_id=person.pk)
    keep_with_task(client_id=task.client_id, task_id=task.pk, person=person, now=now)
    finished = TaskFinished(
        client_id=task.client_id,
        conversation_id=task.conversation_id,
        task_id=task.pk,
        due_at=task.due_at,
    )
    tell(finished, now=now, person_id=person.pk)
    return task


@transaction.atomic
def reopen_task(*, task_id: int, person: Person, now: datetime) -> Task:
    """It is not done after all, or asked for again: back to where it was before it was taken on or begun."""
    task = held(task_id, person, now)
    if not task.is_closed:
        raise NotOver
    was_agreed = task.first_due_at is not None or task.due_named_by is not None
    state = Task.State.ACCEPTED if was_agreed else Task.State.REQUESTED
    become(task, state, now=now, person_id=person.pk)
    tell(TaskReopened(client_id=task.client_id, task_id=task.pk), now=now, person_id=person.pk)
    return task


def call_reminder(task: Task, remind_days: int, now: datetime) -> None:
    """Remind so many business days from now, in their hours."""
    task.remind_days = remind_days
    task.remind_at = reminders.next_moment(now, remind_days, reminders.calendar_of(task))
    task.save(update_fields=["remind_days", "remind_at"])
    jobs.defer("tasks.remind", client_id=task.client_id, at=task.remind_at, task_id=task.pk)


def _refuse_unless_in_room(task: Task) -> None:
    """A customer is never reminded of what the client owes us, and without a thread there is nobody to remind."""
    found = Conversation.objects.filter(pk=task.conversation_id or 0).first()
    if found is None or found.is_mail:
        raise NowhereToRemind


def _pass_the_ball(task: Task, person: Person, now: datetime) -> None:
    """In the client's room it is the other side's; a customer's conversation waits for the client."""
    if task.conversation_id is None:
        return
    conversation = Conversation.objects.get(pk=task.conversation_id)
    if conversation.state == Conversation.State.CLOSED:
        return
    hand = passing.pass_to_client if conversation.is_mail else passing.pass_to_customer
    try:
        hand(conversation_id=conversation.pk, person=person, now=now)
    except passing.ThereAlready:
        return
