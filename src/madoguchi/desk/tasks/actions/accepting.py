"""A task is taken on: with a due time or a time that names it, and knowing what it is for; or declined."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.given import Given
from madoguchi.desk.tasks.actions.admission import (
    become,
    held_open,
    refuse_bad_estimate,
    refuse_too_long,
    refuse_unless_theirs,
    tell,
)
from madoguchi.desk.tasks.events import TaskAccepted, TaskDeclined
from madoguchi.desk.tasks.models import Task


class CannotAccept(Refusal):
    """このタスクは、もう引き受けています。"""


class Unclear(Refusal):
    """引き受ける前に、たずねることがあります。"""


class NoDue(Unclear):
    """期限がまだありません。期限か、期限を知らせる日時のどちらかを決めてから引き受けてください。"""


class NoPurpose(Unclear):
    """何のための依頼かが書かれていません。目的をたずねるか、書き足してから引き受けてください。"""


class DueIsPast(Refusal):
    """期限には、これから先の日時を選んでください。"""


class NoReason(Refusal):
    """理由を書いてください。"""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """On what terms a task is taken on. `is_told`: the other side was told the due time: a promise.

    `message_id`: in which message it was, if in one; taken back with it, the promise goes too.
    """

    due_at: datetime | None = None
    due_named_by: datetime | None = None
    purpose: str = ""
    owner: Person | None = None
    estimate_minutes: int | None = None
    is_told: bool = False
    message_id: int | None = None


@transaction.atomic
def accept_task(*, task_id: int, person: Person, terms: Terms, now: datetime) -> Task:
    """Take it on. Raises NoDue and NoPurpose, where the other side is to be asked first."""
    task = held_open(task_id, person, now)
    if task.state != Task.State.REQUESTED:
        raise CannotAccept
    owner = terms.owner or task.owner or person
    refuse_unless_theirs(owner, task.client_id, now, conversation_id=task.conversation_id)
    purpose = terms.purpose.strip() or task.purpose
    refuse_too_long(task.title, purpose)
    refuse_bad_estimate(terms.estimate_minutes)
    _refuse_unless_settled(task, terms, purpose, now)
    task.purpose = purpose
    task.owner = owner
    _agree(task, terms)
    become(task, Task.State.ACCEPTED, now=now, person_id=person.pk)
    accepted = TaskAccepted(
        client_id=task.client_id,
        conversation_id=task.conversation_id,
        task_id=task.pk,
        due_at=terms.due_at,
        due_named_by=terms.due_named_by,
    )
    tell(accepted, now=now, person_id=person.pk)
    if terms.is_told and task.due_at is not None:
        promise(task, task.due_at, person, now, message_id=terms.message_id)
    return task


@transaction.atomic
def decline_task(*, task_id: int, person: Person, reason: str, now: datetime) -> Task:
    """We do not take it on, or not any more; the reason stays with it."""
    task = held_open(task_id, person, now)
    if not reason.strip():
        raise NoReason
    become(task, Task.State.DECLINED, now=now, person_id=person.pk, reason=reason)
    declined = TaskDeclined(
        client_id=task.client_id, conversation_id=task.conversation_id, task_id=task.pk
    )
    tell(declined, now=now, person_id=person.pk)
    return task


def promise(
    task: Task, due_at: datetime, person: Person, now: datetime, *, message_id: int | None = None
) -> None:
    """The due time that the other side knows is a given word of its owner."""
    give_promises(
        client_id=task.client_id,
        given=[Given(what=task.title, due_at=due_at)],
        given_at=now,
        given_by=person,
        owner=task.owner or person,
        conversation_id=task.conversation_id,
        message_id=message_id,
        task_id=task.pk,
    )


def _refuse_unless_settled(task: Task, terms: Terms, purpose: str, now: datetime) -> None:
    if terms.due_at is None and terms.due_named_by is None:
        raise NoDue
    if any(at is not None and at <= now for at in (terms.due_at, terms.due_named_by)):
        raise DueIsPast
    if not purpose and not task.is_clear:
        raise NoPurpose


def _agree(task: Task, terms: Terms) -> None:
    task.due_at = task.first_due_at = terms.due_at
    task.due_named_by = None if terms.due_at else terms.due_named_by
    if terms.estimate_minutes is not None:
        task.estimate_minutes = task.remaining_minutes = terms.estimate_minutes
