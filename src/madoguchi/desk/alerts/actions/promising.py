"""Look at one client's open promises and tell who must know: the owner, then the directors, then both."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from madoguchi.desk.alerts import shifts, teams
from madoguchi.desk.alerts.actions import keeping, telling
from madoguchi.desk.alerts.actions.raising import STILL_NEWS
from madoguchi.desk.alerts.models import About, Alert
from madoguchi.desk.alerts.teams import Team
from madoguchi.desk.clients import policies
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform.models import Event
from madoguchi.desk.promises.events import (
    PromiseBroken,
    PromiseHandedOver,
    PromiseKept,
    PromiseMended,
    PromiseReleased,
    PromiseReopened,
    PromiseTakenBack,
    PromiseUnmended,
)
from madoguchi.desk.promises.models import Promise
from madoguchi.engines import businesstime

# Of the client's open hours, so that what falls due in the morning is told of the evening before.
OWNER_BEFORE = timedelta(minutes=60)
DIRECTOR_BEFORE = timedelta(minutes=30)
Moved = PromiseMended | PromiseUnmended
Settled = (
    PromiseKept | PromiseBroken | PromiseReleased | PromiseTakenBack | Moved | PromiseHandedOver
)


@transaction.atomic
def raise_for_promises(*, client_id: int, now: datetime) -> list[Alert]:
    """Safe to run again at any time: each is told once for each due time."""
    calendar = policies.in_force(client_id).calendar
    to_owner = businesstime.add(now, OWNER_BEFORE, calendar)
    promises = list(_near(client_id, now, to_owner))
    if not promises:
        return []
    to_director = businesstime.add(now, DIRECTOR_BEFORE, calendar)
    team = teams.team_of(client_id, now)
    wanted = [
        alert
        for promise in promises
        for alert in _wanted(promise, team, now, to_director)
        if shifts.wants_to_know(team.choice_of(alert.person_id), now)
    ]
    raised = keeping.keep_new(wanted)
    telling.tell(raised, team.people, team.choice_of, now=now)
    return raised


def settle_promise(settled: Settled) -> None:
    """It is owed no more, or at another time, or by somebody else: who has not looked yet need not."""
    promise = Promise.objects.get(pk=settled.promise_id)
    due_at = settled.due_before if isinstance(settled, Moved) else promise.due_at
    told = Alert.objects.filter(
        _leading_to(promise), about=About.PROMISE, level_at=due_at, seen_at__isnull=True
    )
    if isinstance(settled, PromiseHandedOver):
        told.filter(person=settled.owner_before_id).update(seen_at=_at(settled))
    elif not _is_owed_beside(promise, due_at):
        told.update(seen_at=_at(settled))


def unsettle_promise(again: PromiseReopened | PromiseUnmended) -> None:
    """What settled it never left: who had not looked by then has still not been told."""
    promise = Promise.objects.get(pk=again.promise_id)
    since = again.mended_at if isinstance(again, PromiseUnmended) else again.settled_at
    told = Alert.objects.filter(
        _leading_to(promise), about=About.PROMISE, level_at=promise.due_at, seen_at=since
    )
    told.update(seen_at=None)


def _leading_to(promise: Promise) -> Q:
    if promise.conversation_id is None:
        return Q(promise=promise)
    return Q(conversation=promise.conversation_id)


def _is_owed_beside(promise: Promise, due_at: datetime) -> bool:
    """Whether the same alert speaks of another one, too: of its conversation, at the same time."""
    beside = Promise.objects.filter(
        conversation=promise.conversation_id, state=Promise.State.OPEN, due_at=due_at
    ).exclude(pk=promise.pk)
    return promise.conversation_id is not None and beside.exists()


def _at(settled: Settled) -> datetime:
    log = Event.objects.filter(client_id=settled.client_id, kind=type(settled).__name__)
    return log.order_by("-pk").values_list("at", flat=True)[0]


def _near(client_id: int, now: datetime, until: datetime) -> Iterator[Promise]:
    found = Promise.objects.filter(
        client=client_id,
        state=Promise.State.OPEN,
        due_at__gt=now - STILL_NEWS,
        due_at__lte=until,
        side=Promise.Side.US,
    )
    return (
        found.select_related("conversation__client", "client").order_by("due_at", "pk").iterator()
    )


def _wanted(promise: Promise, team: Team, now: datetime, to_director: datetime) -> Iterator[Alert]:
    owners = {promise.owner_id} & set(team.people) or set(team.stand_ins(promise.conversation))
    is_passed = promise.due_at <= now
    told = set(owners)
    if is_passed or promise.due_at <= to_director:
        told |= team.directors
    assert promise.conversation is None or isinstance(promise.conversation, Conversation)
    for person_id in sorted(pk for pk in told if pk is not None):
        yield Alert(
            client=promise.client,
            conversation=promise.conversation,
            promise=None if promise.conversation else promise,
            person_id=person_id,
            about=About.PROMISE,
            is_passed=is_passed,
            level_at=promise.due_at,
            at=now,
        )
