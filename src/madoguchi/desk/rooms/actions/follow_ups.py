"""The written follow-up of a call leaves, now or at a good moment; what was agreed begins with it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.clients import access
from madoguchi.desk.conversations import urgency
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.actions.replies import Reply, send_reply
from madoguchi.desk.conversations.actions.scheduling import OPEN, schedule_reply
from madoguchi.desk.conversations.events import ReplyRecalled, ReplySent
from madoguchi.desk.conversations.models import Message, ScheduledReply
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.given import Given, Promised
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.rooms.events import FollowUpSent
from madoguchi.desk.rooms.models import Call, NextAction
from madoguchi.desk.tasks.actions.accepting import Terms, accept_task, decline_task
from madoguchi.desk.tasks.actions.requesting import Origin, Wanted, request_task


class SentAlready(Refusal):
    """この通話のまとめは、もう送信されています。"""


class WaitsAlready(SentAlready):
    """この通話のまとめは、もう送信予約してあります。"""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """The follow-up of a call as its writer sends it. The same draft twice is sent once."""

    call_id: int
    body: str
    draft_key: uuid.UUID
    last_seen_id: int

    @property
    def reply(self) -> Reply:
        """What it promises are the call's own actions: the words are not read for more."""
        return Reply(
            body=self.body,
            draft_key=self.draft_key,
            last_seen_id=self.last_seen_id,
            promised=Promised(keeps=frozenset(), is_read=False),
        )


@transaction.atomic
def send_follow_up(*, follow_up: FollowUp, person: Person, now: datetime) -> Message:
    """Send it through the gate; the call is done with it, and its actions begin.

    Raises SentAlready, WaitsAlready, gate.GoodMomentNeeded, and whatever send_reply refuses.
    """
    call = _open_call(follow_up.call_id, person, now)
    # The card offers the good moment; why it cannot wait is written in the composer.
    urgency.refuse_unless_good(call.conversation, follow_up.body, author=person, now=now)
    return send_reply(
        conversation_id=call.conversation_id, author=person, reply=follow_up.reply, now=now
    )


@transaction.atomic
def schedule_follow_up(
    *, follow_up: FollowUp, person: Person, send_at: datetime, now: datetime
) -> ScheduledReply:
    """Keep it until a good moment: the call is done when it has left.

    Raises SentAlready, WaitsAlready, and whatever schedule_reply refuses.
    """
    call = _open_call(follow_up.call_id, person, now)
    return schedule_reply(
        conversation_id=call.conversation_id,
        author=person,
        reply=follow_up.reply,
        send_at=send_at,
        now=now,
    )


def _open_call(call_id: int, person: Person, now: datetime) -> Call:
    calls = Call.objects.select_related("conversation")
    call = calls.select_for_update(of=("self",), no_key=True).get(pk=call_id)
    ownership.refuse_unless_assigned(person, call.conversation, now)
    if call.follow_up_id is not None:
        raise SentAlready
    lines = [*call.decided, *call.actions.values_list("what", flat=True)]
    waiting = ScheduledReply.objects.filter(conversation=call.conversation_id, state__in=OPEN)
    if any(tells(one.body, lines) for one in waiting):
        raise WaitsAlready
    return call


def settle_calls(sent: Sequence[ReplySent]) -> None:
    """A reply that says what was decided in a call of its thread is the call's follow-up."""
    said = {one.conversation_id: one.message_id for one in sent if one.channel is not None}
    if not said:
        return
    open_calls = Call.objects.filter(conversation__in=list(said), follow_up__isnull=True)
    for call in open_calls.order_by("pk"):
        message = Message.objects.select_related("author").get(pk=said[call.conversation_id])
        lines = [*call.decided, *call.actions.values_list("what", flat=True)]
        if message.author is not None and tells(message.text, lines):
            _settle(call, message, message.author)


def unsettle_call(recalled: ReplyRecalled) -> None:
    """The follow-up was taken back: the call waits for one again, and what began with it is over.

    The words that it gave go with the message itself. A task that somebody finished meanwhile stays.
    """
    for call in Call.objects.filter(follow_up=recalled.message_id).order_by("pk"):
        message = Message.objects.select_related("author").get(pk=recalled.message_id)
        call.follow_up = None
        call.save(update_fields=["follow_up"])
        if message.author is not None:
            _end_tasks(call, message, message.author)


def tells(text: str, lines: Sequence[str]) -> bool:
    """Whether half of what was decided in a call, and of what is to be done, stands in it word by word."""
    told = sum(line in text for line in lines)
    return bool(lines) and 2 * told >= len(lines)


def _settle(call: Call, message: Message, person: Person) -> None:
    call.follow_up = message
    call.save(update_fields=["follow_up"])
    followed = FollowUpSent(
        client_id=call.client_id,
        conversation_id=call.conversation_id,
        call_id=call.pk,
        message_id=message.pk,
    )
    events.record(followed, at=message.at, actor_id=person.pk)
    for one in call.actions.select_related("owner").order_by("position"):
        if one.side == NextAction.Side.US:
            _begin(call, one, person, message)
        else:
            _await(one, message)


def _begin(call: Call, one: NextAction, person: Person, message: Message) -> None:
    """Ours becomes a task, whose due time the other side was told: a promise."""
    wanted = Wanted(
        title=one.what,
        purpose=_("通話で決めたこと"),
        due_at=one.due_at,
        owner=one.owner,
        is_internal=False,
    )
    task = request_task(
        client_id=call.client_id,
        requester=person,
        wanted=wanted,
        now=message.at,
        origin=Origin(conversation_id=call.conversation_id),
    )
    # The words of the follow-up may have given it already.
    given = Promise.objects.filter(message_id=message.pk, due_at=one.due_at)
    terms = Terms(
        due_at=one.due_at,
        owner=one.owner,
        is_told=not given.exists(),
        message_id=message.pk,  # given in these words: taken back with them
    )
    accept_task(task_id=task.pk, person=person, terms=terms, now=message.at)
    one.task = task
    one.save(update_fields=["task"])


def _end_tasks(call: Call, message: Message, person: Person) -> None:
    """Decline what this follow-up began, as its writer; there is no task without the word about it."""
    if access.role_at(person, call.client_id, message.at) is None:
        return
    reason = _("通話のまとめの送信を取り消したため")
    begun = call.actions.filter(task__isnull=False).select_related("task")
    for one in begun.order_by("position"):
        if one.task is not None and not one.task.is_closed:
            decline_task(task_id=one.task.pk, person=person, reason=reason, now=message.at)
        one.task = None
        one.save(update_fields=["task"])


def _await(one: NextAction, message: Message) -> None:
    """Theirs is a word that they gave."""
    give_promises(
        client_id=one.client_id,
        given=[Given(what=one.what, due_at=one.due_at)],
        given_at=message.at,
        given_by=None,
        owner=None,
        conversation_id=message.conversation_id,
        message_id=message.pk,
        side=Promise.Side.THEM,
    )
