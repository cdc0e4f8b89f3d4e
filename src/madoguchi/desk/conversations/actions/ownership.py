"""Whose conversation it is: taken, assigned, found for a new message."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import access
from madoguchi.desk.clients.models import Assignment
from madoguchi.desk.conversations.events import OwnerChanged
from madoguchi.desk.conversations.models import Channel, Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.actions.readers import refuse_unless_reads

# Who can no longer sign in works for nobody, whatever was agreed.
TERMS = """select a.person_id, a.takes_new, a.role, a.starts_at, a.ends_at from clients_assignment a
join people_person p on p.id = a.person_id
where a.client_id = %(client)s::bigint and p.is_active order by a.starts_at, a.id"""
# The rooms' table, read from the floor below as a string key points there.
OF_OURS = """select q.conversation_id, q.person_id from rooms_participant q
join people_person p on p.id = q.person_id
where q.conversation_id = any(%(threads)s::bigint[]) and p.side = 'provider'"""


class CannotAssign(Refusal):
    """この委託元の担当ではない人には渡せません。"""


class NobodysAlready(CannotAssign):
    """この対応には、もう担当がいません。"""


class MergedAway(Refusal):
    """この対応は、ほかの対応に統合されています。統合先を開いてください。"""


@transaction.atomic
def assign_owner(
    *, conversation_id: int, owner: Person, person: Person, now: datetime
) -> Conversation:
    """Give the conversation to somebody who is assigned to its client; `person` is who decides.

    Raises CannotAssign, and promises' TakesNoPart for a direct thread that is hidden from them.
    """
    conversation = Conversation.objects.lock(conversation_id)
    admit(person, conversation, now)
    refuse_unless_assigned(owner, conversation, now)
    if conversation.channel == Channel.DIRECT:
        refuse_unless_reads(owner.pk, conversation.pk, now)
    change_owner(conversation, owner.pk, at=now, actor_id=person.pk)
    return conversation


@transaction.atomic
def release_owner(*, conversation_id: int, person: Person, now: datetime) -> Conversation:
    """Give the conversation back: it is nobody's until somebody takes it."""
    conversation = Conversation.objects.lock(conversation_id)
    admit(person, conversation, now)
    if conversation.owner_id is None:
        raise NobodysAlready
    change_owner(conversation, None, at=now, actor_id=person.pk)
    return conversation


def admit(person: Person, conversation: Conversation, now: datetime) -> None:
    """Only somebody who is assigned does something, and nothing is done to what was merged away."""
    refuse_unless_assigned(person, conversation, now)
    if conversation.merged_into_id is not None:
        raise MergedAway


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
    events.record(owned(conversation), at=at, actor_id=actor_id)


@dataclass(frozen=True)
class Term:
    """How long somebody works for a client."""

    person_id: int
    takes_new: bool
    role: str
    starts_at: datetime
    ends_at: datetime | None

    def holds_at(self, moment: datetime) -> bool:
        """Whether it has begun by then and has not ended (as clients.models.in_force asks)."""
        return self.starts_at <= moment and (self.ends_at is None or self.ends_at > moment)


@dataclass(frozen=True)
class Terms:
    """Everybody's terms of one client; who began first is first."""

    every: Sequence[Term]

    def owner_at(
        self, moment: datetime, *, of_now: int | None, between: Collection[int] | None = None
    ) -> int | None:
        """The owner of now stays if still assigned; else the client's 専属担当; else nobody.

        Of a direct thread, `between` whom of ours it is: the owner stays who reads it; else one of them,
        the 専属担当 before who began first. It falls to nobody who would not see it.
        """
        held = [term for term in self.every if term.holds_at(moment)]
        if between is None:
            readers, successors = held, [term for term in held if term.takes_new]
        else:
            there = [term for term in held if term.person_id in between]
            readers = [*there, *(term for term in held if term.role == Assignment.Role.DIRECTOR)]
            successors = sorted(there, key=lambda term: not term.takes_new)
        if of_now is not None and any(term.person_id == of_now for term in readers):
            return of_now
        return next((term.person_id for term in successors), None)


def terms_of(client_id: int) -> Terms:
    """The terms of the client's people, past and coming ones too."""
    return Terms([Term(*row) for row in prepared.rows_of(TERMS, {"client": client_id})])


def between_of(conversations: Sequence[Conversation]) -> Mapping[int, Collection[int]]:
    """Whom of ours each of the direct threads among these is between; the others are left out."""
    threads = [one.pk for one in conversations if one.channel == Channel.DIRECT]
    if not threads:
        return {}
    found: defaultdict[int, set[int]] = defaultdict(set)
    for thread_id, person_id in prepared.rows_of(OF_OURS, {"threads": threads}):
        found[thread_id].add(person_id)
    return {pk: found[pk] for pk in threads}


def owned(conversation: Conversation) -> OwnerChanged:
    """Whose the conversation is now, as the log says it."""
    return OwnerChanged(
        client_id=conversation.client_id,
        conversation_id=conversation.pk,
        owner_id=conversation.owner_id,
    )
