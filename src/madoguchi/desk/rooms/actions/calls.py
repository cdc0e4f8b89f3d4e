"""A talk on the phone is written down; it is done once its follow-up was sent to the room (follow_ups.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.desk.clients import access, policies
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.models import Channel, Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.actions.readers import refuse_unless_reads
from madoguchi.desk.rooms.events import CallNoted
from madoguchi.desk.rooms.models import Call, NextAction
from madoguchi.desk.tasks.reading import LONGEST_TITLE
from madoguchi.engines import businesstime

FOLLOW_UP = timedelta(minutes=30)  # of the client's business time, after the call
LONGEST_CALL = timedelta(hours=12)
MOST_LINES = 20
LONGEST_LINE = 500  # characters


class CannotNoteCall(Refusal):
    """通話の相手と時刻を確かめてください。"""


class NothingDecided(CannotNoteCall):
    """決まったことか、次の行動を1つは書いてください。"""


class ActionUnclear(CannotNoteCall):
    """次の行動には、担当と期限を入れてください。期限は、通話のあとの日時です。"""


class TooMuchNoted(CannotNoteCall):
    """決まったことと次の行動は、それぞれ20行までです。決まったことは1行500字、次の行動は120字までにしてください。"""


@dataclass(frozen=True, kw_only=True)
class ActionTyped:
    """What is to be done next: by one of ours (`owner`), or by the contact of the call."""

    what: str
    due_at: datetime | None
    owner: Person | None = None


@dataclass(frozen=True, kw_only=True)
class CallTyped:
    """What somebody wrote down of a call."""

    contact_id: int
    began_at: datetime | None
    ended_at: datetime | None
    decided: Sequence[str] = ()
    actions: Sequence[ActionTyped] = ()


@transaction.atomic
def note_call(*, conversation_id: int, person: Person, typed: CallTyped, now: datetime) -> Call:
    """Keep the call in its thread. Raises CannotNoteCall, ownership.CannotAssign, readers.TakesNoPart."""
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(person, conversation, now)
    contact = _contact(conversation, typed.contact_id)
    decided = [line.strip() for line in typed.decided if line.strip()]
    began_at, ended_at = _times(typed, now)
    if not decided and not typed.actions:
        raise NothingDecided
    _refuse_too_much(decided, [one.what.strip() for one in typed.actions])
    for one in typed.actions:
        _refuse_unless_clear(one, conversation, began_at, now)
    calendar = policies.in_force(conversation.client_id).calendar
    call = Call.objects.create(
        client_id=conversation.client_id,
        conversation=conversation,
        contact=contact,
        person=person,
        began_at=began_at,
        ended_at=ended_at,
        decided=decided,
        due_at=businesstime.add(ended_at, FOLLOW_UP, calendar),
    )
    _keep_actions(call, contact, typed.actions)
    noted = CallNoted(
        client_id=conversation.client_id, conversation_id=conversation.pk, call_id=call.pk
    )
    events.record(noted, at=now, actor_id=person.pk)
    return call


def _contact(conversation: Conversation, contact_id: int) -> Contact:
    if conversation.channel == Channel.MAIL:
        raise CannotNoteCall
    known = Contact.objects.filter(client=conversation.client_id, left_at__isnull=True)
    contact = known.filter(pk=contact_id).first()
    if contact is None:
        raise CannotNoteCall
    return contact


def _times(typed: CallTyped, now: datetime) -> tuple[datetime, datetime]:
    began_at, ended_at = typed.began_at, typed.ended_at
    if began_at is None or ended_at is None:
        raise CannotNoteCall
    if not began_at <= ended_at <= now + timedelta(minutes=1) or ended_at - began_at > LONGEST_CALL:
        raise CannotNoteCall
    return began_at, ended_at


def _refuse_too_much(decided: Sequence[str], actions: Sequence[str]) -> None:
    """Nothing that was written down is dropped without a word."""
    if max(len(decided), len(actions)) > MOST_LINES:
        raise TooMuchNoted
    if any(len(line) > LONGEST_LINE for line in decided):
        raise TooMuchNoted
    if any(len(what) > LONGEST_TITLE for what in actions):
        raise TooMuchNoted


def _refuse_unless_clear(
    one: ActionTyped, conversation: Conversation, began_at: datetime, now: datetime
) -> None:
    if not one.what.strip() or one.due_at is None or one.due_at <= began_at:
        raise ActionUnclear
    if one.owner and access.role_at(one.owner, conversation.client_id, now) is None:
        raise ownership.CannotAssign
    if one.owner:
        refuse_unless_reads(one.owner.pk, conversation.pk, now)


def _keep_actions(call: Call, contact: Contact, actions: Sequence[ActionTyped]) -> None:
    NextAction.objects.bulk_create(
        NextAction(
            client_id=call.client_id,
            call=call,
            position=position,
            side=NextAction.Side.US if one.owner else NextAction.Side.THEM,
            what=one.what.strip(),
            owner=one.owner,
            owner_name=one.owner.name if one.owner else contact.name,
            due_at=one.due_at or call.ended_at,
        )
        for position, one in enumerate(actions)
    )
