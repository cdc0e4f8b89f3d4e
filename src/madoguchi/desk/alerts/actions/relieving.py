"""A shift ends: whoever owes something before they are back is warned, then a colleague who is at work takes it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.desk.alerts import shifts, teams
from madoguchi.desk.alerts.actions import keeping, telling
from madoguchi.desk.alerts.models import About, Alert
from madoguchi.desk.alerts.shifts import Shifts
from madoguchi.desk.alerts.teams import Team
from madoguchi.desk.platform.models import Event
from madoguchi.desk.promises.actions.handing import hand_to_first
from madoguchi.desk.promises.events import PromiseHandedOver
from madoguchi.desk.promises.models import Promise

BEFORE = timedelta(minutes=30)


@transaction.atomic
def relieve(*, client_id: int, now: datetime) -> None:
    """What falls due before their next shift. Safe to run again at any time: each is handed over once a shift.

    To a director who is at work, else to whoever takes new mail, else to anybody there who reads it; where nobody
    is at work, to a director, who stays with what is theirs. Who never named a shift is always at work.
    """
    team = teams.team_of(client_id, now)
    around = {pk: shifts.shifts_around(team.choice_of(pk), now) for pk in team.people}
    leaving = {
        pk: one for pk, one in around.items() if one.on and one.back and one.on - now <= BEFORE
    }
    gone = {pk: one for pk, one in around.items() if one.on is None}
    if leaving:
        wanted = [_warning(one, shift, now) for one, shift in _owed(client_id, leaving)]
        telling.tell(keeping.keep_new(wanted), team.people, team.choice_of, now=now)
    for promise, shift in _owed(client_id, gone) if gone else ():
        if not _is_of_after(promise, shift, now):
            hand_to_first(promise, _successors(promise.owner_id, team, around), now)


def tell_of_hand_over(handed: PromiseHandedOver) -> None:
    """Tell who answers for it now, in their shift or not: when they come, it waits there."""
    assert handed.client_id is not None
    log = Event.objects.filter(client_id=handed.client_id, kind=PromiseHandedOver.__name__)
    event = log.order_by("-pk")[0]
    team = teams.team_of(handed.client_id, event.at)
    if event.actor_id == handed.owner_id or handed.owner_id not in team.people:
        return
    promises = Promise.objects.select_related("conversation__client", "client", "owner")
    promise = promises.get(pk=handed.promise_id)
    alert = _alert(promise, About.HANDED, event.at, event.at)
    alert.caused_by_id = handed.owner_before_id
    telling.tell(keeping.keep_new([alert]), team.people, team.choice_of, now=event.at)


def _owed(client_id: int, owners: dict[int, Shifts]) -> Iterator[tuple[Promise, Shifts]]:
    """What each of them owes before they are back, with their shift."""
    found = Promise.objects.select_for_update(no_key=True, of=("self",)).filter(
        client=client_id, side=Promise.Side.US, state=Promise.State.OPEN, owner__in=list(owners)
    )
    for promise in found.select_related("conversation__client", "client", "owner").order_by(
        "due_at", "pk"
    ):
        assert promise.owner_id is not None, "asked for by its owner"
        shift = owners[promise.owner_id]
        if shift.back is not None and promise.due_at < shift.back:
            yield promise, shift


def _is_of_after(promise: Promise, shift: Shifts, now: datetime) -> bool:
    """Given, or put into their hands, when the shift had ended: they work on, and know."""
    if shift.off is None or promise.given_at >= shift.off:
        return True
    handed = Event.objects.filter(
        client_id=promise.client_id,
        kind=PromiseHandedOver.__name__,
        at__range=(shift.off, now),
        data__promise_id=promise.pk,
    )
    return handed.exists()


def _successors(owner_id: int | None, team: Team, around: dict[int, Shifts]) -> Iterator[int]:
    at_work = [pk for pk in team.people if around[pk].on is not None]
    yield from sorted(at_work, key=lambda pk: (pk not in team.directors, pk not in team.takers))
    if owner_id not in team.directors:
        yield from sorted(team.directors)


def _warning(promise: Promise, shift: Shifts, now: datetime) -> Alert:
    assert shift.on is not None
    return _alert(promise, About.ENDING, shift.on, now)


def _alert(promise: Promise, about: About, level_at: datetime, now: datetime) -> Alert:
    return Alert(
        client=promise.client,
        conversation=promise.conversation,
        promise=None if promise.conversation else promise,
        person=promise.owner,
        about=about,
        level_at=level_at,
        at=now,
    )
