"""The ball, passed without a message: the client is asked, it is ours again, it is the customer's."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import clocks
from madoguchi.desk.conversations.actions import ownership, snoozing
from madoguchi.desk.conversations.events import BallPassed
from madoguchi.desk.conversations.models import Ball, Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal


class CannotPass(Refusal):
    """完了した対応のボールは渡せません。再開してから渡してください。"""


class ThereAlready(CannotPass):
    """ボールはもうそこにあります。"""


class CustomerWaits(CannotPass):
    """お客様のメッセージに、まだ返信していません。返信するか、返信不要にしてから渡してください。"""


@transaction.atomic
def pass_to_client(*, conversation_id: int, person: Person, now: datetime) -> Conversation:
    """We wait for the client's word; the customer waits on, and so does the reply clock."""
    conversation = _opened(conversation_id, person, now)
    if conversation.asked_client_at is not None:
        raise ThereAlready
    _pass(conversation, clocks.TO_CLIENT, person, now)
    return conversation


@transaction.atomic
def pass_to_us(*, conversation_id: int, person: Person, now: datetime) -> Conversation:
    """Ours again: the client answered, or there is something to do; a clock starts if none runs."""
    conversation = _opened(conversation_id, person, now)
    if conversation.ball == Ball.US and conversation.asked_client_at is None:
        raise ThereAlready
    _pass(conversation, Ball.US, person, now)
    return conversation


@transaction.atomic
def pass_to_customer(*, conversation_id: int, person: Person, now: datetime) -> Conversation:
    """The customer has to act next; refused while a message of theirs waits for an answer."""
    conversation = _opened(conversation_id, person, now)
    if any(one.message_id is not None for one in clocks.state_of(conversation).waiting):
        raise CustomerWaits
    if conversation.ball == Ball.THEM and conversation.asked_client_at is None:
        raise ThereAlready
    _pass(conversation, Ball.THEM, person, now)
    return conversation


def _opened(conversation_id: int, person: Person, now: datetime) -> Conversation:
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(person, conversation, now)
    if conversation.state == Conversation.State.CLOSED:
        raise CannotPass
    return conversation


def _pass(conversation: Conversation, to: str, person: Person, now: datetime) -> None:
    snoozing.end_reached(conversation, now=now, actor_id=person.pk)
    passed = BallPassed(
        client_id=conversation.client_id,
        conversation_id=conversation.pk,
        to=str(to),
        policy_id=policies.current(conversation.client_id).pk if to == Ball.US else None,
    )
    clocks.advance(conversation, events.record(passed, at=now, actor_id=person.pk))
