"""Promises go over to a colleague by name, never to nobody: before an absence, and when somebody leaves."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from madoguchi.desk.clients.events import AssignmentEnded
from madoguchi.desk.clients.models import Assignment, in_force
from madoguchi.desk.people.events import PersonDeactivated
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, jobs, walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.actions import deciding
from madoguchi.desk.promises.actions.readers import reads, refuse_unless_reads
from madoguchi.desk.promises.events import PromiseHandedOver
from madoguchi.desk.promises.models import Promise


class CannotTakeOver(Refusal):
    """この委託元を担当していない人には引き継げません。"""


class NothingToHandOver(Refusal):
    """引き継ぐ約束を選んでください。"""


@transaction.atomic
def hand_over_promises(
    *, promise_ids: Sequence[int], to: Person, person: Person, now: datetime
) -> tuple[Promise, ...]:
    """All of them or none, to somebody who works for their clients now.

    Raises readers.TakesNoPart for what was promised in a direct thread that is hidden from them.
    """
    if not promise_ids:
        raise NothingToHandOver
    promises = [deciding.own_or_led(pk, person, now) for pk in sorted(set(promise_ids))]
    if any(one.owner_id is None for one in promises):
        raise deciding.NotYourPromise  # the other side's word is nobody's of ours
    clients = {one.client_id for one in promises}
    if not to.is_active or clients - _clients_of(to, now):
        raise CannotTakeOver
    for one in promises:
        refuse_unless_reads(to.pk, one.conversation_id, now)
    for one in promises:
        hand(one, to.pk, now, person.pk)
    return tuple(promises)


def hand_over_of(*, person_id: int, client_ids: Iterable[int], now: datetime) -> None:
    """Somebody works for these clients no more: what they owe goes to a director, inside a running action.

    Without a director, to whoever works there longest, and reads it. Each client is behind its own wall, since who
    switches a person off need not see it. Where nobody is left, it stays, and the ledger shows it.
    """
    for client_id in sorted(client_ids):
        # By the desk itself: who ends an assignment takes no part in the client's direct threads.
        with walls.within([client_id], person_id=0):
            _hand_all(person_id, client_id, now)


def when_assignment_ends(ended: AssignmentEnded) -> None:
    """At once where it ends now, else by a job at its end."""
    assert ended.client_id is not None
    log = Event.objects.filter(client_id=ended.client_id, kind=AssignmentEnded.__name__)
    with walls.within([ended.client_id]):
        now = log.order_by("-pk").values_list("at", flat=True)[0]
    if ended.ends_at <= now:
        hand_over_of(person_id=ended.person_id, client_ids=[ended.client_id], now=now)
        return
    jobs.defer(
        "promises.hand_over",
        client_id=ended.client_id,
        at=ended.ends_at,
        person_id=ended.person_id,
    )


def when_person_leaves(left: PersonDeactivated) -> None:
    """All that they owe to any client."""
    log = Event.objects.filter(kind=PersonDeactivated.__name__, data__person_id=left.person_id)
    now = log.order_by("-pk").values_list("at", flat=True)[0]
    assigned = Assignment.objects.filter(person_id=left.person_id)
    client_ids = assigned.order_by("client_id").values_list("client_id", flat=True).distinct()
    hand_over_of(person_id=left.person_id, client_ids=list(client_ids), now=now)


def _hand_all(person_id: int, client_id: int, now: datetime) -> None:
    working = in_force(now) & Q(client_id=client_id, person__is_active=True)
    others = Assignment.objects.filter(working).order_by("starts_at", "pk")
    if others.filter(person_id=person_id).exists():
        return
    rest = list(others)
    directors = [one for one in rest if one.role == Assignment.Role.DIRECTOR]
    successors = [one.person_id for one in (*directors, *rest)]
    owed = Promise.objects.select_for_update(no_key=True).filter(
        client_id=client_id, owner_id=person_id, state=Promise.State.OPEN
    )
    for promise in owed.order_by("pk"):
        hand_to_first(promise, successors, now)


def hand_to_first(promise: Promise, successors: Iterable[int], now: datetime) -> None:
    """To the first of them who reads it, by the desk itself; where nobody does, it stays."""
    readers = (pk for pk in successors if reads(pk, promise.conversation_id, now))
    successor = next(readers, None)
    if successor is not None:
        hand(promise, successor, now, None)


def _clients_of(person: Person, now: datetime) -> set[int]:
    assigned = Assignment.objects.filter(in_force(now), person=person)
    return set(assigned.values_list("client_id", flat=True))


def hand(promise: Promise, to_id: int, now: datetime, actor_id: int | None) -> None:
    """The same without asking, for one that is held, inside a running action."""
    before = promise.owner_id
    if before == to_id:
        return
    promise.owner_id = to_id
    promise.save(update_fields=["owner"])
    handed = PromiseHandedOver(
        client_id=promise.client_id,
        conversation_id=promise.conversation_id,
        promise_id=promise.pk,
        owner_before_id=before,
        owner_id=to_id,
    )
    events.record(handed, at=now, actor_id=actor_id)
