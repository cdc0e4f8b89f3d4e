"""A due time that cannot be held is told before it is reached, with the reason and a new one."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations.events import ReplyRecalled, ReplySent
from madoguchi.desk.conversations.hours import working_hours
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.actions.mending import Told, mend_with_task
from madoguchi.desk.tasks import letters, wording
from madoguchi.desk.tasks.actions.accepting import NoReason
from madoguchi.desk.tasks.actions.admission import held_accepted, lock, tell
from madoguchi.desk.tasks.actions.planning import set_due
from madoguchi.desk.tasks.events import DelayNoticed, DelayTold, DelayUntold
from madoguchi.desk.tasks.letters import Written
from madoguchi.desk.tasks.models import Task, TaskDelay
from madoguchi.engines.businesstime import Calendar
from madoguchi.engines.timewords import due, time_words

MINUTE = 60  # seconds


class NoDueToDelay(Refusal):
    """このタスクには、まだ期限がありません。"""


class NotLater(Refusal):
    """新しい期限には、いまの期限よりあとで、これから先の日時を選んでください。"""


class NothingToTell(Refusal):
    """知らせる遅れはありません。"""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Why the due time cannot be held, and the new one."""

    reason: str
    new_due_at: datetime


@transaction.atomic
def notice_delay(*, task_id: int, person: Person, notice: Notice, now: datetime) -> Written:
    """Draft the notice. The due time moves once it has been told; noticed again, it is written anew."""
    task = held_accepted(task_id, person, now)
    if task.due_at is None:
        raise NoDueToDelay
    if not notice.reason.strip():
        raise NoReason
    if notice.new_due_at <= max(task.due_at, now):
        raise NotLater
    delay = _keep(task, notice, person, now)
    noticed = DelayNoticed(
        client_id=task.client_id,
        task_id=task.pk,
        delay_id=delay.pk,
        due_at=task.due_at,
        new_due_at=delay.new_due_at,
    )
    tell(noticed, now=now, person_id=person.pk)
    calendar = policies.in_force(task.client_id).calendar
    to = letters.addressee(task)
    text = wording.delay_notice(task, delay, to=to, calendar=calendar)
    return letters.put(task, text, person=person, now=now)


@transaction.atomic
def tell_delay(*, task_id: int, person: Person, now: datetime) -> Task:
    """The other side was told in another way, such as by phone."""
    task = held_accepted(task_id, person, now)
    delay = _waiting(task)
    if delay is None:
        raise NothingToTell
    _told(task, delay, at=now, person_id=person.pk, message_id=None)
    return task


@transaction.atomic
def withdraw_delay(*, task_id: int, person: Person, now: datetime) -> Task:
    """It will be done in time after all, and nobody was told otherwise."""
    task = held_accepted(task_id, person, now)
    delay = _waiting(task)
    if delay is None:
        raise NothingToTell
    delay.delete()
    return task


def told_by_replies(sent: Sequence[ReplySent]) -> None:
    """Replies that name the new due time of a delay that waits have told it."""
    conversations = {one.conversation_id or 0: one.message_id for one in sent}
    waiting = TaskDelay.objects.filter(
        told_at__isnull=True, task__conversation_id__in=list(conversations)
    )
    for task_id, of in waiting.order_by("pk").values_list("task_id", "task__conversation_id"):
        _told_by(lock(task_id), Message.objects.get(pk=conversations[of or 0]))


def untold_by_recall(recalled: ReplyRecalled) -> None:
    """The reply that told a delay never left: the delay waits again, and the old due time holds."""
    delays = list(TaskDelay.objects.filter(message_id=recalled.message_id).order_by("pk"))
    if delays:
        log = Event.objects.filter(conversation_id=recalled.conversation_id)
        event = log.filter(kind=ReplyRecalled.__name__).order_by("-pk")[0]
        for delay in delays:
            _untold(lock(delay.task_id), delay, at=event.at, person_id=event.actor_id)


def _untold(task: Task, delay: TaskDelay, *, at: datetime, person_id: int | None) -> None:
    """Where the due time was put elsewhere since, that holds if it is no later than what is known."""
    untold = DelayUntold(
        client_id=task.client_id,
        conversation_id=task.conversation_id,
        task_id=task.pk,
        delay_id=delay.pk,
        due_at=delay.due_at,
    )
    tell(untold, now=at, person_id=person_id)
    after = task.delays.filter(pk__gt=delay.pk).order_by("pk").first()
    is_known = after is not None and after.told_at is not None
    if not is_known and task.due_at is not None and task.due_at > delay.due_at:
        set_due(task, delay.due_at, person_id=person_id, now=at)
    if after is None:
        delay.told_at = delay.told_by = delay.message = None
        delay.save(update_fields=["told_at", "told_by", "message"])
        return
    # Noticed again since: that puts off what this one was to put off.
    after.due_at = delay.due_at
    after.save(update_fields=["due_at"])
    delay.delete()


def _told_by(task: Task, message: Message) -> None:
    delay = _waiting(task)
    calendar = policies.in_force(task.client_id).calendar
    if delay is None or not names(message.text, delay.new_due_at, message.at, calendar):
        return
    _told(task, delay, at=message.at, person_id=message.author_id, message_id=message.pk)


def names(text: str, moment: datetime, sent_at: datetime, calendar: Calendar) -> bool:
    """Whether one of the times in the text falls due at that minute."""
    hours, plain = working_hours(calendar), unicodedata.normalize("NFKC", text)
    words = (plain[word.start : word.end] for word in time_words(plain))
    named = (due(word, sent_at=sent_at, hours=hours) for word in words)
    return any(at is not None and abs((at - moment).total_seconds()) < MINUTE for at in named)


def _keep(task: Task, notice: Notice, person: Person, now: datetime) -> TaskDelay:
    delay = _waiting(task) or TaskDelay(client_id=task.client_id, task=task)
    assert task.due_at is not None, "asked before"
    delay.due_at = task.due_at
    delay.new_due_at = notice.new_due_at
    delay.reason = notice.reason.strip()
    delay.noticed_at, delay.noticed_by = now, person
    delay.save()
    return delay


def _waiting(task: Task) -> TaskDelay | None:
    return task.delays.filter(told_at__isnull=True).first()


def _told(
    task: Task, delay: TaskDelay, *, at: datetime, person_id: int | None, message_id: int | None
) -> None:
    delay.told_at, delay.told_by_id, delay.message_id = at, person_id, message_id
    delay.save(update_fields=["told_at", "told_by", "message"])
    told = DelayTold(
        client_id=task.client_id,
        conversation_id=task.conversation_id,
        task_id=task.pk,
        delay_id=delay.pk,
        was_late=delay.was_told_late,
        message_id=message_id,
    )
    tell(told, now=at, person_id=person_id)
    set_due(task, delay.new_due_at, person_id=person_id, now=at)
    mend_with_task(
        client_id=task.client_id,
        task_id=task.pk,
        told=Told(due_at=delay.new_due_at, reason=delay.reason, message_id=message_id),
        person=Person.objects.filter(pk=person_id or 0).first(),
        now=at,
    )
