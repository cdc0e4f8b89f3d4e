"""Work is asked for: in a message, by hand, by one of the client's own people."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import access, policies
from madoguchi.desk.conversations.models import Channel, Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.tasks import reading
from madoguchi.desk.tasks.actions.admission import (
    LONGEST,
    CannotWork,
    refuse_bad_estimate,
    refuse_too_long,
    refuse_unless_theirs,
    tell,
)
from madoguchi.desk.tasks.events import TaskRequested
from madoguchi.desk.tasks.models import Task


class CannotRequest(Refusal):
    """何をするタスクかを書いてください。"""


class NotARequest(Refusal):
    """相手から届いたメッセージだけをタスクにできます。"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for. `due_at` is a wish until the task is accepted.

    `is_clear`: whether somebody could begin without asking what it is for.
    """

    title: str
    purpose: str = ""
    approach: str = ""
    scope: str = ""
    due_at: datetime | None = None
    owner: Person | None = None
    estimate_minutes: int | None = None
    is_internal: bool = True
    is_clear: bool = True


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a task comes from, as far as it comes from somewhere."""

    conversation_id: int | None = None
    message_id: int | None = None
    parent_id: int | None = None


NOWHERE = Origin()


@transaction.atomic
def request_task(
    *,
    client_id: int,
    requester: Person,
    wanted: Wanted,
    now: datetime,
    origin: Origin = NOWHERE,
) -> Task:
    """Ask for work, by one of us who is assigned, or by a member of the client.

    What a member asks for is never internal, and nobody's until one of us takes it.
    """
    if requester.is_member:
        return _of_member(client_id, requester, wanted, origin, now)
    if access.role_at(requester, client_id, now) is None:
        raise CannotWork
    if wanted.owner is not None:
        refuse_unless_theirs(wanted.owner, client_id, now, conversation_id=origin.conversation_id)
    return requested(client_id, requester, wanted, origin, now)


@transaction.atomic
def request_from_message(*, message_id: int, person: Person, now: datetime) -> Task:
    """Make a task of what a message asks for; the same message again is the same task."""
    message = _held_message(message_id)
    if access.role_at(person, message.client_id, now) is None:
        raise CannotWork
    if message.kind != Message.Kind.CUSTOMER:
        raise NotARequest
    known = Task.objects.filter(message=message, parent__isnull=True)
    task = known.exclude(state=Task.State.DECLINED).first()
    if task is not None:
        return task
    origin = Origin(conversation_id=message.conversation_id, message_id=message.pk)
    return requested(message.client_id, person, _wanted_in(message), origin, now)


def requested(
    client_id: int, requester: Person | None, wanted: Wanted, origin: Origin, now: datetime
) -> Task:
    """Keep the request inside a running action."""
    title = wanted.title.strip()
    if not title:
        raise CannotRequest
    refuse_too_long(title, wanted.purpose, wanted.approach, wanted.scope)
    refuse_bad_estimate(wanted.estimate_minutes)
    task = Task.objects.create(
        client_id=client_id,
        conversation_id=origin.conversation_id,
        message_id=origin.message_id,
        parent_id=origin.parent_id,
        title=title,
        purpose=wanted.purpose.strip(),
        approach=wanted.approach.strip(),
        scope=wanted.scope.strip(),
        due_at=wanted.due_at,
        owner=wanted.owner,
        estimate_minutes=wanted.estimate_minutes,
        remaining_minutes=wanted.estimate_minutes,
        is_internal=wanted.is_internal,
        is_clear=wanted.is_clear,
        requested_by=requester,
        requested_at=now,
        state_at=now,
        state_by=requester,
    )
    happened = TaskRequested(
        client_id=client_id,
        conversation_id=origin.conversation_id,
        task_id=task.pk,
        message_id=origin.message_id,
        parent_id=origin.parent_id,
    )
    tell(happened, now=now, person_id=requester.pk if requester else None)
    return task


def _of_member(
    client_id: int, requester: Person, wanted: Wanted, origin: Origin, now: datetime
) -> Task:
    if requester.member_of != client_id:
        raise CannotWork
    plain = Wanted(
        title=wanted.title,
        purpose=wanted.purpose,
        scope=wanted.scope,
        due_at=wanted.due_at,
        is_internal=False,
        is_clear=reading.is_clear(wanted.title, wanted.purpose),
    )
    with walls.as_the_desk():
        return requested(client_id, requester, plain, origin, now)


def _held_message(message_id: int) -> Message:
    of = Message.objects.filter(pk=message_id).values_list("conversation_id", flat=True).first()
    if of is None:
        raise NotARequest
    Conversation.objects.lock(of)  # two presses of one key make one task
    return Message.objects.select_related("conversation__owner").get(pk=message_id)


def _wanted_in(message: Message) -> Wanted:
    calendar = policies.in_force(message.client_id).calendar
    read = reading.request_in(message.text, sent_at=message.at, calendar=calendar)
    title = read.title or message.conversation.subject or message.sender_name
    return Wanted(
        # Of a text that nobody wrote as a title, its beginning: all of it stands beside the task.
        title=title[: reading.LONGEST_TITLE],
        purpose=read.purpose[:LONGEST],
        due_at=read.due_at,
        owner=message.conversation.owner,
        # What was asked in a direct thread is nobody else's of the client either.
        is_internal=message.conversation.channel != Channel.ROOM,
        is_clear=read.is_clear,
    )
