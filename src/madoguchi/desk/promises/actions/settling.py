"""What became of a promise: kept in time or late, broken, or released with a reason."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.actions import deciding
from madoguchi.desk.promises.events import PromiseBroken, PromiseKept, PromiseReleased
from madoguchi.desk.promises.models import Promise


class ReasonMissing(Refusal):
    """理由を書いてください。"""


class NotDueYet(Refusal):
    """期限はまだ来ていません。守れないと分かったら、期限を直すか、取り下げてください。"""


@transaction.atomic
def keep_promise(
    *, promise_id: int, person: Person, now: datetime, message_id: int | None = None
) -> Promise:
    """It is done: late when that is after its due time. Raises SettledAlready for a second time."""
    promise = deciding.open_one(promise_id, person, now)
    _keep(promise, person, now, message_id)
    return promise


def keep_with_message(
    *,
    client_id: int,
    conversation_id: int,
    promise_ids: Collection[int],
    message_id: int,
    person: Person,
    now: datetime,
) -> None:
    """The reply keeps these of ours in its conversation, inside a running action.

    What somebody else has settled meanwhile stays as it is.
    """
    owed = Promise.objects.select_for_update(no_key=True).filter(
        client_id=client_id,
        conversation_id=conversation_id,
        side=Promise.Side.US,
        state=Promise.State.OPEN,
        pk__in=promise_ids,
    )
    for promise in owed.order_by("pk"):
        _keep(promise, person, now, message_id)


def keep_with_task(*, client_id: int, task_id: int, person: Person, now: datetime) -> None:
    """The task's work is done, inside a running action: so is its word, where no reply can say so."""
    owed = Promise.objects.select_for_update(no_key=True).filter(
        client_id=client_id,
        task_id=task_id,
        conversation=None,
        side=Promise.Side.US,
        state=Promise.State.OPEN,
    )
    for promise in owed.order_by("pk"):
        _keep(promise, person, now, None)


@transaction.atomic
def break_promise(*, promise_id: int, person: Person, now: datetime) -> Promise:
    """It was not kept and will not be. Raises NotDueYet before its time."""
    promise = deciding.own_or_led(promise_id, person, now)
    if promise.due_at > now:
        raise NotDueYet
    give_up(promise, "", person, now)
    return promise


def give_up(promise: Promise, reason: str, person: Person | None, now: datetime) -> None:
    """The same without asking, for one that is held and past its time, inside a running action."""
    _settle(promise, Promise.State.BROKEN, person, now)
    broken = told(promise, reason=reason.strip())
    events.record(broken, at=now, actor_id=person.pk if person else None)


@transaction.atomic
def release_promise(*, promise_id: int, reason: str, person: Person, now: datetime) -> Promise:
    """It is owed no more, for a written reason: the other side let us off, or the matter is gone."""
    promise = deciding.own_or_led(promise_id, person, now)
    if not reason.strip():
        raise ReasonMissing
    promise.release_reason = reason.strip()
    _settle(promise, Promise.State.RELEASED, person, now)
    events.record(told(promise), at=now, actor_id=person.pk)
    return promise


def told(promise: Promise, *, reason: str = "") -> PromiseKept | PromiseBroken | PromiseReleased:
    """What became of one that is settled, as the log tells it; `reason`: why it was given up."""
    if promise.state == Promise.State.RELEASED:
        return PromiseReleased(
            client_id=promise.client_id,
            conversation_id=promise.conversation_id,
            promise_id=promise.pk,
            reason=promise.release_reason,
        )
    if promise.state == Promise.State.BROKEN:
        return PromiseBroken(
            client_id=promise.client_id,
            conversation_id=promise.conversation_id,
            promise_id=promise.pk,
            reason=reason,
        )
    return PromiseKept(
        client_id=promise.client_id,
        conversation_id=promise.conversation_id,
        promise_id=promise.pk,
        was_late=promise.state == Promise.State.LATE,
        message_id=promise.kept_by_message_id,
    )


def _keep(promise: Promise, person: Person, now: datetime, message_id: int | None) -> None:
    was_late = now > promise.due_at
    promise.kept_by_message_id = message_id
    _settle(promise, Promise.State.LATE if was_late else Promise.State.KEPT, person, now)
    events.record(told(promise), at=now, actor_id=person.pk)


def _settle(promise: Promise, state: Promise.State, person: Person | None, now: datetime) -> None:
    promise.state = state
    promise.settled_at = now
    promise.settled_by = person
    promise.save(
        update_fields=["state", "settled_at", "settled_by", "kept_by_message", "release_reason"]
    )
