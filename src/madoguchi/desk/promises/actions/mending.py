"""A promise is worded otherwise, or due at another time, for a reason that is kept."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.words import say
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
    return mend(promise, Given(what=what, due_at=mending.due_at), mending.reason, person, now)


def mend_with_task(
    *,
    client_id: int,
    task_id: int,
    due_at: datetime,
    reason: str,
    person: Person | None,
    now: datetime,
) -> bool:
    """What was promised of the task is due at its new time, inside a running action; whether there was any."""
    found = _of_task(client_id, task_id)
    for promise in found:
        if promise.due_at != due_at:
            mend(promise, Given(what=promise.what, due_at=due_at), reason, person, now)
    return bool(found)


def unmend_with_task(*, client_id: int, task_id: int, due_at: datetime, now: datetime) -> None:
    """The other side was never told of the new time: the one before holds, as if it had not moved."""
    for promise in _of_task(client_id, task_id):
        if promise.due_at == due_at or promise.mended == 0:
            continue
        before, promise.due_at = promise.due_at, due_at
        promise.mended -= 1
        promise.save(update_fields=["due_at", "mended"])
        events.record(_mended(promise, before, say("知らせる送信を取り消したため")), at=now)


def _of_task(client_id: int, task_id: int) -> list[Promise]:
    owed = Promise.objects.select_for_update(no_key=True).filter(
        client_id=client_id, task_id=task_id, side=Promise.Side.US, state=Promise.State.OPEN
    )
    return list(owed.order_by("pk"))


def mend(
    promise: Promise, given: Given, reason: str, person: Person | None, now: datetime
) -> Promise:
    """The same without asking, for an open promise that is held."""
    is_moved = given.due_at != promise.due_at
    if is_moved and promise.due_at <= now:
        return _instead(promise, given, reason, person, now)
    before = promise.due_at
    promise.what, promise.due_at = given.what, given.due_at
    if is_moved:
        promise.mended += 1
    promise.save(update_fields=["what", "due_at", "mended"])
    mended = _mended(promise, before, reason.strip())
    events.record(mended, at=now, actor_id=person.pk if person else None)
    return promise


def _mended(promise: Promise, before: datetime, reason: str) -> PromiseMended:
    return PromiseMended(
        client_id=promise.client_id,
        conversation_id=promise.conversation_id,
        promise_id=promise.pk,
        due_before=before,
        due_at=promise.due_at,
        reason=reason,
    )


def _instead(
    broken: Promise, given: Given, reason: str, person: Person | None, now: datetime
) -> Promise:
    """Another promise in its place; it counts among those that were mended."""
    settling.give_up(broken, reason, person, now)
    [promise] = giving.give_promises(
        client_id=broken.client_id,
        given=[Given(what=given.what, due_at=given.due_at, span=broken.span)],
        given_at=now,
        given_by=person,
        owner=broken.owner,
        conversation_id=broken.conversation_id,
        message_id=broken.message_id,
        side=Promise.Side(broken.side),
        task_id=broken.task_id,
        mended=broken.mended + 1,
    )
    return promise
