"""Signs at messages: a reaction, which answers nothing, and the pin of a decision."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, walls
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rooms.actions.joining_in import said
from madoguchi.desk.rooms.events import (
    DecisionPinned,
    DecisionUnpinned,
    ReactionGiven,
    ReactionTaken,
)
from madoguchi.desk.rooms.models import Pin, Reaction


class NoSuchSign(Refusal):
    """この印は付けられません。"""


@transaction.atomic
def react(*, message_id: int, kind: str, person: Person, now: datetime) -> bool:
    """Give the sign, or take one's own back; whether it is there now. Ball and clock stay as they are."""
    if kind not in Reaction.Kind.values:
        raise NoSuchSign
    with walls.as_the_desk():
        return _react(message_id, kind, person, now)


def _react(message_id: int, kind: str, person: Person, now: datetime) -> bool:
    conversation, message = said(message_id, person, now)
    own = Reaction.objects.filter(message=message, person=person, kind=kind)
    is_given = not own.exists()
    if is_given:
        Reaction.objects.create(
            client_id=message.client_id, message=message, person=person, kind=kind, at=now
        )
    else:
        own.delete()
    happened = ReactionGiven if is_given else ReactionTaken
    _record(happened(**_of(conversation), message_id=message.pk, reaction=kind), person, now)
    return is_given


@transaction.atomic
def pin(*, message_id: int, person: Person, now: datetime) -> bool:
    """Pin what was decided, or unpin it; whether it is pinned now."""
    with walls.as_the_desk():
        return _pin(message_id, person, now)


def _pin(message_id: int, person: Person, now: datetime) -> bool:
    conversation, message = said(message_id, person, now)
    pinned = Pin.objects.filter(message=message)
    if pinned.exists():
        pinned.delete()
        _record(DecisionUnpinned(**_of(conversation), message_id=message.pk), person, now)
        return False
    Pin.objects.create(client_id=message.client_id, message=message, person=person, at=now)
    _record(DecisionPinned(**_of(conversation), message_id=message.pk), person, now)
    return True


def _of(conversation: Conversation) -> dict[str, int]:
    return {"client_id": conversation.client_id, "conversation_id": conversation.pk}


def _record(happening: events.Happening, person: Person, now: datetime) -> None:
    events.record(happening, at=now, actor_id=person.pk)
