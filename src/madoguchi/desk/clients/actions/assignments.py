"""Who works for a client, as what, from when until when."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from madoguchi.desk.clients import authority
from madoguchi.desk.clients.events import (
    AssignmentEnded,
    PersonAssigned,
    TrainingBegun,
    TrainingEnded,
)
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say


class CannotAssignPerson(Refusal):
    """この割り当てはできません。"""


class AssignedAlready(CannotAssignPerson):
    """このメンバーは、その期間にもう同じ役割で割り当てられています。先に、いまの割り当てを終えてください。"""


class EndsBeforeItStarts(CannotAssignPerson):
    """終わりの日時を、始まりより後にしてください。"""


class PersonSwitchedOff(CannotAssignPerson):
    """このメンバーは、いま使えない状態です。先に、メンバーのページで使えるようにしてください。"""


class ClientClosed(CannotAssignPerson):
    """委託が終了しています。割り当てるには、先に再開してください。"""


class OperatorsTakeNew(CannotAssignPerson):
    """専属担当にできるのは、担当だけです。"""


class OperatorsTrain(CannotAssignPerson):
    """研修中にできるのは、担当だけです。"""


class HasEnded(CannotAssignPerson):
    """この割り当ては、もう終わっています。"""


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Somebody's work for a client: as what, from when until when (None: until further notice)."""

    person_id: int
    role: Assignment.Role
    starts_at: datetime
    ends_at: datetime | None = None
    takes_new: bool = False  # 専属担当
    in_training: bool = False  # 研修中


@transaction.atomic
def assign_person(
    *, client_id: int, placement: Placement, person: Person, now: datetime
) -> Assignment:
    """Let somebody work for the client. `person` is who decides."""
    authority.refuse_unless_admin(person)
    client = authority.locked(client_id)
    _refuse_unless_possible(client, placement)
    assignment = Assignment.objects.create(
        client=client,
        person_id=placement.person_id,
        role=placement.role,
        takes_new=placement.takes_new,
        in_training=placement.in_training,
        starts_at=placement.starts_at,
        ends_at=placement.ends_at,
    )
    events.record(
        PersonAssigned(
            client_id=client.pk,
            person_id=placement.person_id,
            role=placement.role.value,
            starts_at=placement.starts_at,
            ends_at=placement.ends_at,
        ),
        at=now,
        actor_id=person.pk,
    )
    return assignment


@transaction.atomic
def end_assignment(
    *, client_id: int, assignment_id: int, ends_at: datetime, person: Person, now: datetime
) -> None:
    """They work for the client until then, at the earliest until now; what was, stays known.

    One that has not begun by its new end never was, and is taken away.
    """
    authority.refuse_unless_admin(person)
    authority.locked(client_id)
    found = Assignment.objects.filter(client_id=client_id, pk=assignment_id).first()
    if found is None or (found.ends_at is not None and found.ends_at <= now):
        raise HasEnded
    end = max(ends_at, now)
    if end <= found.starts_at:
        found.delete()
    else:
        found.ends_at = end
        found.save(update_fields=["ends_at"])
    events.record(
        AssignmentEnded(
            client_id=client_id,
            assignment_id=assignment_id,
            person_id=found.person_id,
            role=found.role,
            ends_at=end,
        ),
        at=now,
        actor_id=person.pk,
    )


@transaction.atomic
def set_training(
    *, client_id: int, assignment_id: int, in_training: bool, person: Person, now: datetime
) -> None:
    """An operator's replies go to a director first, or no longer. The same again is nothing new."""
    authority.refuse_unless_lead(person, client_id, now)
    authority.locked(client_id)
    found = Assignment.objects.filter(client_id=client_id, pk=assignment_id).first()
    if found is None or (found.ends_at is not None and found.ends_at <= now):
        raise HasEnded
    if found.role != Assignment.Role.OPERATOR:
        raise OperatorsTrain
    if found.in_training == in_training:
        return
    found.in_training = in_training
    found.save(update_fields=["in_training"])
    happening = TrainingBegun if in_training else TrainingEnded
    told = happening(client_id=client_id, assignment_id=assignment_id, person_id=found.person_id)
    events.record(told, at=now, actor_id=person.pk)


def _refuse_unless_possible(client: Client, placement: Placement) -> None:
    chosen = Person.objects.staff().filter(pk=placement.person_id).first()
    if chosen is None:
        raise CannotAssignPerson(say("メンバーを選んでください。"))
    if not chosen.is_active:
        raise PersonSwitchedOff
    if client.closed_at is not None:
        raise ClientClosed
    if placement.ends_at is not None and placement.ends_at <= placement.starts_at:
        raise EndsBeforeItStarts
    if placement.takes_new and placement.role != Assignment.Role.OPERATOR:
        raise OperatorsTakeNew
    if placement.in_training and placement.role != Assignment.Role.OPERATOR:
        raise OperatorsTrain
    during = _during(Assignment.objects.filter(client=client), placement)
    if during.filter(person=chosen, role=placement.role).exists():
        raise AssignedAlready
    taker = during.filter(takes_new=True).select_related("person").first()
    if placement.takes_new and taker is not None:
        raise CannotAssignPerson(
            say("その期間の専属担当は、もう%(name)sさんです。") % {"name": taker.person.name}
        )


def _during(assignments: QuerySet[Assignment], placement: Placement) -> QuerySet[Assignment]:
    """Those that share a moment with the placement; an end is no moment of it."""
    running = assignments.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=placement.starts_at))
    return running if placement.ends_at is None else running.filter(starts_at__lt=placement.ends_at)
