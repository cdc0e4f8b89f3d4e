"""Whose conversation it is: taken, assigned, found for a new message."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import access
from madoguchi.desk.clients.models import Assignment, in_force
from madoguchi.desk.conversations.events import OwnerChanged
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal


class CannotAssign(Refusal):
    """この委託元の担当ではない人には渡せません。"""


@transaction.atomic
def assign_owner(
    *, conversation_id: int, owner: Person, person: Person, now: datetime
) -> Conversation:
    """Give the conversation to somebody who is assigned to its client; `person` is who decides."""
    conversation = Conversation.objects.lock(conversation_id)
    refuse_unless_assigned(person, conversation, now)
    refuse_unless_assigned(owner, conversation, now)
    change_owner(conversation, owner.pk, at=now, actor_id=person.pk)
    return conversation


def refuse_unless_assigned(person: Person, conversation: Conversation, now: datetime) -> None:
    """Somebody who only looks (an admin with a reason) or works elsewhere does nothing here."""
    if access.role_at(person, conversation.client_id, now) is None:
        raise CannotAssign


def change_owner(
    conversation: Conversation, owner_id: int | None, *, at: datetime, actor_id: int | None
) -> None:
    """Record a new owner inside a running action; the same owner again is nothing new."""
    if conversation.owner_id == owner_id:
        return
    conversation.owner_id = owner_id
    conversation.save(update_fields=["owner"])
    events.record(
        OwnerChanged(
            client_id=conversation.client_id,
            conversation_id=conversation.pk,
            owner_id=owner_id,
        ),
        at=at,
        actor_id=actor_id,
    )


def find_owner(conversation: Conversation, *, at: datetime) -> None:
    """A message came in: the owner stays if still assigned; else the client's 専属担当; else nobody."""
    assigned = Assignment.objects.filter(in_force(at), client_id=conversation.client_id)
    if conversation.owner_id and assigned.filter(person_id=conversation.owner_id).exists():
        return
    takers = assigned.filter(takes_new=True).order_by("starts_at", "pk")
    change_owner(
        conversation,
        takers.values_list("person_id", flat=True).first(),
        at=at,
        actor_id=None,
    )
