"""A message is recalled before it left: to every promise it is as if it had never been sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.models import Event
from madoguchi.desk.promises.actions import handing, settling
from madoguchi.desk.promises.events import (
    PromiseHappening,
    PromiseMended,
    PromiseReopened,
    PromiseTakenBack,
    PromiseUnmended,
)
from madoguchi.desk.promises.models import Promise

KEPT = (Promise.State.KEPT, Promise.State.LATE)


@dataclass(frozen=True, kw_only=True)
class Recall:
    """Which message, when it had been said, and who took it back when."""

    client_id: int
    message_id: int
    said_at: datetime
    person: Person
    now: datetime

    def tell(self, happening: PromiseHappening) -> None:
        """Record what comes of it."""
        events.record(happening, at=self.now, actor_id=self.person.pk)


def take_back(recall: Recall) -> None:
    """Inside of the recalling action: what it gave was never given, what it kept is owed still.

    What it put off is due when it was due before. Where it put another promise in the place of one
    that was overdue, the first one stands again, with whatever became of the other since.
    """
    put_off = _put_off(recall)
    held = _held(recall, [one.data["promise_id"] for one in put_off])
    for promise in held.values():
        if promise.kept_by_message_id == recall.message_id:
            _reopen(promise, recall)
    for told in put_off:
        if told.data["promise_id"] in held:
            _unmend(held[told.data["promise_id"]], told, recall)
    # The newest first: what stands in another's place goes before that.
    for pk, promise in sorted(held.items(), reverse=True):
        if promise.message_id == recall.message_id:
            _ungive(promise, held.get(promise.instead_of_id or 0), recall)
            del held[pk]


def _put_off(recall: Recall) -> list[Event]:
    mended = Event.objects.filter(
        client_id=recall.client_id, at=recall.said_at, kind=PromiseMended.__name__
    )
    return list(mended.filter(data__message_id=recall.message_id).order_by("pk"))


def _held(recall: Recall, put_off: Sequence[int]) -> dict[int, Promise]:
    """All that it has touched, and what stood in whose place, held in the order of their numbers."""
    of_client = Promise.objects.filter(client_id=recall.client_id)
    given = of_client.filter(message_id=recall.message_id).values_list("pk", "instead_of")
    kept = of_client.filter(kept_by_message_id=recall.message_id).values_list("pk", flat=True)
    pks = {*put_off, *kept, *(pk for both in given for pk in both if pk is not None)}
    held = of_client.filter(pk__in=pks).select_for_update(no_key=True)
    return {one.pk: one for one in held.order_by("pk")}


def _reopen(promise: Promise, recall: Recall) -> None:
    settled_at = promise.settled_at or recall.said_at
    promise.state = Promise.State.OPEN
    promise.settled_at = promise.settled_by = promise.kept_by_message = None
    promise.save(update_fields=["state", "settled_at", "settled_by", "kept_by_message"])
    recall.tell(_reopened(promise, settled_at))


def _unmend(promise: Promise, told: Event, recall: Recall) -> None:
    """The time before holds; a time that somebody named since stays, and is the first after it."""
    before, after = (datetime.fromisoformat(told.data[key]) for key in ("due_before", "due_at"))
    promise.mended = max(0, promise.mended - 1)
    if promise.due_at != after:
        promise.save(update_fields=["mended"])
        return
    promise.due_at = before
    is_judged_anew = _judge(promise)
    promise.save(update_fields=["mended", "due_at", "state"])
    unmended = PromiseUnmended(
        client_id=promise.client_id,
        conversation_id=promise.conversation_id,
        promise_id=promise.pk,
        due_before=after,
        due_at=before,
        mended_at=recall.said_at,
    )
    recall.tell(unmended)
    if is_judged_anew:
        recall.tell(settling.told(promise))


def _judge(promise: Promise) -> bool:
    """In time or late, by the due time that it has now; whether that is another judgement."""
    if promise.state not in KEPT or promise.settled_at is None:
        return False
    state = Promise.State.LATE if promise.settled_at > promise.due_at else Promise.State.KEPT
    is_other, promise.state = promise.state != state, state
    return is_other


def _ungive(promise: Promise, broken: Promise | None, recall: Recall) -> None:
    """`broken` is the one in whose place it was given."""
    after = Promise.objects.filter(client_id=promise.client_id, instead_of=promise.pk)
    successors = list(after.select_for_update(no_key=True).order_by("pk"))
    if broken is None or broken.message_id == recall.message_id:
        _follow(successors, None, fewer=promise.mended + 1)
        _withdraw(promise, recall)
    elif promise.mended > broken.mended + 1:
        # It was put elsewhere since, when the first one was overdue: that is what took its place.
        promise.message_id, promise.span = broken.message_id, broken.span
        promise.mended -= 1
        promise.save(update_fields=["message", "span", "mended"])
    else:
        _follow(successors, broken, fewer=1)
        _stand_again(broken, promise, recall)


def _follow(successors: Sequence[Promise], instead_of: Promise | None, *, fewer: int) -> None:
    for one in successors:
        one.instead_of = instead_of
        one.mended = max(0, one.mended - fewer)
        one.save(update_fields=["instead_of", "mended"])


def _withdraw(promise: Promise, recall: Recall) -> None:
    taken = PromiseTakenBack(
        client_id=promise.client_id,
        conversation_id=promise.conversation_id,
        promise_id=promise.pk,
    )
    recall.tell(taken)
    promise.delete()


def _stand_again(broken: Promise, instead: Promise, recall: Recall) -> None:
    """What was broken is owed again, or became what has become of the one in its place."""
    settled_at = broken.settled_at or recall.said_at
    broken.what, broken.state, broken.settled_at = instead.what, instead.state, instead.settled_at
    broken.settled_by_id = instead.settled_by_id
    broken.kept_by_message_id = instead.kept_by_message_id
    broken.release_reason = instead.release_reason
    _judge(broken)
    broken.save()
    recall.tell(_reopened(broken, settled_at))
    _withdraw(instead, recall)
    if instead.owner_id is not None:
        handing.hand(broken, instead.owner_id, recall.now, recall.person.pk)
    if broken.state != Promise.State.OPEN:
        recall.tell(settling.told(broken))


def _reopened(promise: Promise, settled_at: datetime) -> PromiseReopened:
    return PromiseReopened(
        client_id=promise.client_id,
        conversation_id=promise.conversation_id,
        promise_id=promise.pk,
        settled_at=settled_at,
    )
