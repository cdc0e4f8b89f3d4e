"""Out of the list until a time: snoozed, back when it comes, or woken by the customer or a person."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.events import ConversationSnoozed, SnoozeEnded
from madoguchi.desk.conversations.models import Ball, Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import days, events, jobs
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.refusals import Refusal


class CannotSnooze(Refusal):
    """これから先の日時を選んでください。"""


class ClosedAlready(CannotSnooze):
    """完了した対応は、スヌーズできません。"""


class DueBefore(CannotSnooze):
    """返信期限より先まではスヌーズできません。"""


class NotSnoozed(Refusal):
    """この対応はスヌーズされていません。"""


@transaction.atomic
def snooze_conversation(
    *, conversation_id: int, until: datetime, person: Person, now: datetime
) -> Conversation:
    """Take the conversation out of the lists until then; the reply clock goes on.

    While the ball is ours, never past the due time: raises DueBefore, which names it.
    """
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(person, conversation, now)
    if conversation.state == Conversation.State.CLOSED:
        raise ClosedAlready
    if until <= now:
        raise CannotSnooze
    due_at = conversation.due_at
    if conversation.ball == Ball.US and due_at is not None and until > due_at:
        raise DueBefore(_due_words(due_at, now))
    conversation.snoozed_until = until
    conversation.snoozed_by = person
    conversation.save(update_fields=["snoozed_until", "snoozed_by"])
    snoozed = ConversationSnoozed(
        client_id=conversation.client_id, conversation_id=conversation.pk, until=until
    )
    events.record(snoozed, at=now, actor_id=person.pk)
    _call(conversation, until)
    return conversation


@transaction.atomic
def end_snooze(*, conversation_id: int, person: Person, now: datetime) -> Conversation:
    """Back into the lists at once."""
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(person, conversation, now)
    if conversation.snoozed_until is None:
        raise NotSnoozed
    end(conversation, why="person", now=now, actor_id=person.pk)
    return conversation


@transaction.atomic
def wake(*, conversation_id: int, now: datetime) -> None:
    """The time has come; earlier (it was prolonged, the clock was set back) it is called again.

    The follow-up stays on the conversation, and in its queue, until somebody acts.
    """
    conversation = Conversation.objects.lock(conversation_id)
    until = conversation.snoozed_until
    if until is None or conversation.merged_into_id is not None:
        return
    if until > now:
        _call(conversation, until)
        return
    if not _was_told(conversation, until):
        _record(conversation, why="time", now=now, actor_id=None)


def end(conversation: Conversation, *, why: str, now: datetime, actor_id: int | None) -> None:
    """End the snooze, if there is one, inside a running action that holds the conversation."""
    if conversation.snoozed_until is None:
        return
    conversation.snoozed_until = None
    conversation.snoozed_by = None
    conversation.save(update_fields=["snoozed_until", "snoozed_by"])
    _record(conversation, why=why, now=now, actor_id=actor_id)


def end_reached(conversation: Conversation, *, now: datetime, actor_id: int) -> None:
    """Somebody acted: a follow-up whose time has come is done; one that is still ahead stays."""
    if conversation.snoozed_until is not None and conversation.snoozed_until <= now:
        end(conversation, why="acted", now=now, actor_id=actor_id)


def begin_again(
    conversation: Conversation, *, sent_at: datetime, person: Person, now: datetime
) -> None:
    """What a reply had ended goes on: it was taken back, so that nobody has acted.

    The job that wakes is still there: it asks what is so when its time comes.
    """
    log = Event.objects.filter(conversation_id=conversation.pk)
    ended = log.filter(kind=SnoozeEnded.__name__, at=sent_at, data__why__in=("acted", "closing"))
    if conversation.snoozed_until is not None or not ended.exists():
        return
    begun = log.filter(kind=ConversationSnoozed.__name__).order_by("-pk")[0]
    until = datetime.fromisoformat(begun.data["until"])
    conversation.snoozed_until, conversation.snoozed_by_id = until, begun.actor_id
    conversation.save(update_fields=["snoozed_until", "snoozed_by"])
    snoozed = ConversationSnoozed(
        client_id=conversation.client_id, conversation_id=conversation.pk, until=until
    )
    events.record(snoozed, at=now, actor_id=person.pk)


def _was_told(conversation: Conversation, until: datetime) -> bool:
    """Whether this time has been called out already: a job may run twice."""
    ended = Event.objects.filter(conversation_id=conversation.pk, kind=SnoozeEnded.__name__)
    return ended.filter(data__why="time", at__gte=until).exists()


def _record(conversation: Conversation, *, why: str, now: datetime, actor_id: int | None) -> None:
    ended = SnoozeEnded(client_id=conversation.client_id, conversation_id=conversation.pk, why=why)
    events.record(ended, at=now, actor_id=actor_id)


def _call(conversation: Conversation, until: datetime) -> None:
    jobs.defer(
        "conversations.wake",
        client_id=conversation.client_id,
        at=until,
        conversation_id=conversation.pk,
    )


def _due_words(due_at: datetime, now: datetime) -> str:
    due = {"due": days.moment(timezone.localtime(due_at))}
    if due_at <= now:
        return _("返信期限（%(due)s）を過ぎています。先に返信してください。") % due
    return (
        _("返信期限（%(due)s）より先まではスヌーズできません。期限までの日時を選んでください。")
        % due
    )
