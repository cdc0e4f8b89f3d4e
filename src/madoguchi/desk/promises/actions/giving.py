"""A word is given: by a message, a task, or on the phone; and taken back with its message."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.postgresql import many
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.events import PromiseGiven, PromiseReopened, PromiseTakenBack
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
    mended: int = 0,
) -> tuple[Promise, ...]:
    """Keep what was promised, in the order of the words. `owner` is None for the other side's.

    `mended`: how often the due time of what they take the place of was put elsewhere. Raises
    CannotPromise for a promise that does not say what.
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
            mended=mended,
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


def take_back(*, client_id: int, message_id: int, person: Person, now: datetime) -> None:
    """The message was recalled before it left: what it gave was never given, what it kept is owed still."""
    given = Promise.objects.filter(client_id=client_id, message_id=message_id)
    for one in given.select_for_update(no_key=True).order_by("pk"):
        events.record(_taken_back(one), at=now, actor_id=person.pk)
        one.delete()
    kept = Promise.objects.filter(client_id=client_id, kept_by_message_id=message_id)
    for one in kept.select_for_update(no_key=True).order_by("pk"):
        _reopen(one, person, now)


def move_promises(message_ids: Collection[int], *, to_conversation_id: int) -> None:
    """With the messages that gave them, into another conversation of the same client."""
    moved = Promise.objects.filter(message_id__in=message_ids)
    moved.update(conversation_id=to_conversation_id)


def _reopen(promise: Promise, person: Person, now: datetime) -> None:
    promise.state = Promise.State.OPEN
    promise.settled_at = promise.settled_by = promise.kept_by_message = None
    promise.save(update_fields=["state", "settled_at", "settled_by", "kept_by_message"])
    reopened = PromiseReopened(
        client_id=promise.client_id,
        conversation_id=promise.conversation_id,
        promise_id=promise.pk,
    )
    events.record(reopened, at=now, actor_id=person.pk)


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
    )


def _taken_back(promise: Promise) -> PromiseTakenBack:
    return PromiseTakenBack(
        client_id=promise.client_id,
        conversation_id=promise.conversation_id,
        promise_id=promise.pk,
    )
