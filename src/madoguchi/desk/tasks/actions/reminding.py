"""The client is reminded of what a task waits for: politely, in their hours, and through the guard."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.desk.conversations.actions.replies import Reply
from madoguchi.desk.conversations.actions.scheduling import schedule_reply
from madoguchi.desk.conversations.models import Conversation, Message, ScheduledReply
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.tasks import letters, reminders, wording
from madoguchi.desk.tasks.actions.admission import lock, tell
from madoguchi.desk.tasks.actions.moving import call_reminder
from madoguchi.desk.tasks.events import TaskReminded
from madoguchi.desk.tasks.models import Task
from madoguchi.engines.businesstime import next_opening

TIME_TO_LOOK = timedelta(minutes=30)  # in which its author can still change it


@transaction.atomic
def remind(*, task_id: int, now: datetime) -> None:
    """The job: write the reminder, to leave in half an hour as its owner's, or as a draft of theirs.

    Only in the client's own room: a customer is never reminded of what the client owes us. What the guard
    does not let pass, or what would cross a newer message, stays a draft. Safe to run twice.
    """
    task = lock(task_id)
    if task.state != Task.State.WAITING or task.remind_at is None or task.remind_at > now:
        return
    days, is_scheduled = task.remind_days or 1, False
    author = task.owner or task.state_by
    if author is not None and task.conversation_id is not None:
        conversation = Conversation.objects.lock(task.conversation_id)
        if not conversation.is_mail and not _is_planned(conversation, author):
            is_scheduled = _write(task, conversation, author, now)
    call_reminder(task, days, now)
    reminded = TaskReminded(client_id=task.client_id, task_id=task.pk, is_scheduled=is_scheduled)
    tell(reminded, now=now, person_id=None)


def _is_planned(conversation: Conversation, author: Person) -> bool:
    """Whether a reply of the same author leaves by itself already: nobody is reminded twice at once."""
    waiting = ScheduledReply.objects.filter(conversation=conversation, author=author)
    return waiting.filter(state=ScheduledReply.State.SCHEDULED).exists()


def _write(task: Task, conversation: Conversation, author: Person, now: datetime) -> bool:
    text = wording.reminder(task, to=letters.addressee(task))
    newest = Message.objects.filter(conversation=conversation).order_by("-pk").first()
    reply = Reply(body=text, draft_key=uuid.uuid4(), last_seen_id=newest.pk if newest else 0)
    try:
        with transaction.atomic():
            schedule_reply(
                conversation_id=conversation.pk,
                author=author,
                reply=reply,
                send_at=_leaving(task, now),
                now=now,
            )
    except Refusal:
        letters.put(task, text, person=author, now=now)
        return False
    return True


def _leaving(task: Task, now: datetime) -> datetime:
    at = now + TIME_TO_LOOK
    return next_opening(at, reminders.calendar_of(task)) or at
