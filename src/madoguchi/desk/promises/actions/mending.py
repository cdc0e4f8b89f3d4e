"""A promise is worded otherwise, or due at another time, for a reason that is kept."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.promises.actions import deciding, giving, settling
from madoguchi.desk.promises.events import PromiseMended
from madoguchi.desk.promises.given import Given
from madoguchi.desk.promises.models import Promise


@dataclass(frozen=True, kw_only=True)
class Mending:
    """What it is to say, when it is to be due, and why."""

    what: str
    due_at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """Another due time as the other side was told it: why, and in which words of which message, if in one."""

    due_at: datetime
    reason: str
    message_id: int | None = None
    span: str = ""


@transaction.atomic
def mend_promise(*, promise_id: int, mending: Mending, person: Person, now: datetime) -> Promise:
    """The promise as it is owed from now on; the same again is nothing new.

    Another due time, once its own has passed, is another promise: the first one was broken, and
    stays so. Raises BadDue for a time that is not ahead, and ReasonMissing.
    """
    promise = deciding.own_or_led(promise_id, person, now)
    what = mending.what.strip()[: giving.LONGEST]
    if not what:
        raise giving.CannotPromise
    if (promise.due_at, promise.what) == (mending.due_at, what):
        return promise
    if mending.due_at != promise.due_at:
        giving.refuse_unless_due_ahead(mending.due_at, now)
    if not mending.reason.strip():
        raise settling.ReasonMissing
    return _mend(promise, what, Told(due_at=mending.due_at, reason=mending.reason), person, now)


def mend_with_task(
    *, client_id: int, task_id: int, told: Told, person: Person | None, now: datetime
) -> bool:
    """What was promised of the task is due at its new time, inside a running action; whether there was any."""
    owed = Promise.objects.select_for_update(no_key=True).filter(
        client_id=client_id, task_id=task_id, side=Promise.Side.US, state=Promise.State.OPEN
    )
    found = list(owed.order_by("pk"))
    for promise in found:
        if promise.due_at != told.due_at:
            _mend(promise, promise.what, told, person, now)
    return bool(found)


def _mend(promise: Promise, what: str, told: Told, person: Person | None, now: datetime) -> Promise:
    is_moved = told.due_at != promise.due_at
    if is_moved and promise.due_at <= now:
        return _instead(promise, what, told, person, now)
    before = promise.due_at
    promise.what, promise.due_at = what, told.due_at
    if is_moved:
        promise.mended += 1
    promise.save(update_fields=["what", "due_at", "mended"])
    mended = PromiseMended(
        client_id=promise.client_id,
        conversation_id=promise.conversation_id,
        promise_id=promise.pk,
        due_before=before,
        due_at=promise.due_at,
        reason=told.reason.strip(),
        message_id=told.message_id,
    )
    events.record(mended, at=now, actor_id=person.pk if person else None)
    return promise


def _instead(
    broken: Promise, what: str, told: Told, person: Person | None, now: datetime
) -> Promise:
    """Another promise in its place, given in the message that tells it; it counts among the mended ones."""
    settling.give_up(broken, told.reason, person, now)
    is_in_words = told.message_id is not None
    [promise] = giving.give_promises(
        client_id=broken.client_id,
        given=[
            Given(what=what, due_at=told.due_at, span=told.span if is_in_words else broken.span)
        ],
        given_at=now,
        given_by=person,
        owner=broken.owner,
        conversation_id=broken.conversation_id,
        message_id=told.message_id if is_in_words else broken.message_id,
        side=Promise.Side(broken.side),
        task_id=broken.task_id,
        instead_of=broken,
    )
    return promise
