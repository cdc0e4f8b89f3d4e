"""A word is given: by a message, a task, or on the phone."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.postgresql import many
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.events import PromiseGiven
from madoguchi.desk.promises.given import Given
from madoguchi.desk.promises.models import Promise

FARTHEST = timedelta(days=400)
LONGEST = 500  # characters


class CannotPromise(Refusal):
    """約束の内容を書いてください。"""


class BadDue(CannotPromise):
    """約束の期限は、これから1年のあいだで選んでください。"""


@transaction.atomic
def give_promises(
    *,
    client_id: int,
    given: Sequence[Given],
    given_at: datetime,
    given_by: Person | None,
    owner: Person | None,
    conversation_id: int | None = None,
    message_id: int | None = None,
    side: Promise.Side = Promise.Side.US,
    task_id: int | None = None,
    instead_of: Promise | None = None,
) -> tuple[Promise, ...]:
    """Keep what was promised, in the order of the words. `owner` is None for the other side's.

    `instead_of`: the broken one in whose place they are. Raises CannotPromise for one without a deed.
    """
    if any(not one.what.strip() for one in given):
        raise CannotPromise
    promises = [
        Promise(
            client_id=client_id,
            conversation_id=conversation_id,
            message_id=message_id,
            side=side.value,
            span=one.span[:LONGEST],
            what=one.what.strip()[:LONGEST],
            due_at=one.due_at,
            owner=owner,
            given_at=given_at,
            given_by=given_by,
            task_id=task_id,
            instead_of=instead_of,
            mended=instead_of.mended + 1 if instead_of else 0,
        )
        for one in given
    ]
    if promises:
        _record(promises, given_by)
    return tuple(promises)


def _record(promises: list[Promise], given_by: Person | None) -> None:
    many.insert(promises)
    told: list[tuple[events.Happening, datetime]] = [
        (_given(one), one.given_at) for one in promises
    ]
    events.record_all(told, actor_id=given_by.pk if given_by else None)


def refuse_unless_due_ahead(due_at: datetime, now: datetime) -> None:
    """For a time that a person named. Raises BadDue."""
    if not now < due_at <= now + FARTHEST:
        raise BadDue


def move_promises(message_ids: Collection[int], *, to_conversation_id: int) -> None:
    """With the messages that gave them, into another conversation of the same client."""
    moved = Promise.objects.filter(message_id__in=message_ids)
    moved.update(conversation_id=to_conversation_id)


def _given(promise: Promise) -> PromiseGiven:
    return PromiseGiven(
        client_id=promise.client_id,
        conversation_id=promise.conversation_id,
        promise_id=promise.pk,
        side=promise.side,
        due_at=promise.due_at,
        owner_id=promise.owner_id,
        message_id=promise.message_id,
        task_id=promise.task_id,
        instead_of=promise.instead_of_id,
    )
