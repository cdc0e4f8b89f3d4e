"""Desk hours and reply targets: each change is a new version, in force for what comes in from now on."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from madoguchi.desk.clients import authority, policies
from madoguchi.desk.clients.events import ReplyPolicyChanged
from madoguchi.desk.clients.hours import (
    BadHours,
    Closure,
    Hours,
    Ranges,
    Targets,
    hours_of,
    ranges_words,
    with_closure,
)
from madoguchi.desk.clients.models import Client, ReplyPolicy
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.changes import Change, differences
from madoguchi.desk.platform.days import weekday
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say
from madoguchi.engines.businesstime import BadCalendar, parse_calendar

LONGEST_TARGET = 30 * 24 * 60  # minutes


class CannotChangeHours(Refusal):
    """この営業時間には変えられません。"""


class NeverOpen(CannotChangeHours):
    """営業時間が1つもありません。少なくとも1日、時間を書いてください。"""


class TargetsDoNotRise(CannotChangeHours):
    """返信の目標は、期限 ≦ 遅延 ≦ 上限 の順に、1分以上30日以内で書いてください。"""


class NoSuchDay(CannotChangeHours):
    """その日は、もうありません。"""


def begin(*, client: Client, desk_hours: Hours, targets: Targets, now: datetime) -> ReplyPolicy:
    """The first version, inside the action that adds the client."""
    _refuse_unless_countable(desk_hours, targets)
    return _write(client, desk_hours, targets, version=1, now=now)


@transaction.atomic
def change_hours(
    *,
    client_id: int,
    weekly: tuple[Ranges, ...],
    holidays: bool,
    targets: Targets,
    person: Person,
    now: datetime,
) -> ReplyPolicy:
    """Other hours of the week and targets; closures stay as they are."""
    authority.refuse_unless_admin(person)
    client = authority.locked(client_id)
    wanted = replace(_hours_now(client), weekly=weekly, holidays=holidays)
    return _change(client, wanted, targets, person=person, now=now)


@transaction.atomic
def add_closure(*, client_id: int, closure: Closure, person: Person, now: datetime) -> ReplyPolicy:
    """Days on which the desk rests for this client, and its clocks too."""
    authority.refuse_unless_lead(person, client_id, now)
    client = authority.locked(client_id)
    present = _hours_now(client)
    try:
        wanted = replace(present, closures=with_closure(present, closure))
    except BadHours as bad:
        raise CannotChangeHours(str(bad)) from bad
    return _change(client, wanted, None, person=person, now=now)


@transaction.atomic
def remove_closure(*, client_id: int, first: date, person: Person, now: datetime) -> ReplyPolicy:
    """The closure that begins on this day is none any more."""
    authority.refuse_unless_admin(person)
    client = authority.locked(client_id)
    present = _hours_now(client)
    kept = tuple(one for one in present.closures if one.first != first)
    if kept == present.closures:
        raise NoSuchDay
    return _change(client, replace(present, closures=kept), None, person=person, now=now)


@transaction.atomic
def set_extra_day(
    *, client_id: int, day: date, ranges: Ranges, person: Person, now: datetime
) -> ReplyPolicy:
    """Hours of one day whatever it is otherwise; without hours it is an ordinary day again."""
    authority.refuse_unless_admin(person)
    client = authority.locked(client_id)
    present = _hours_now(client)
    others = {one: hours for one, hours in present.extra.items() if one != day}
    extra = {**others, day: ranges} if ranges else others
    return _change(client, replace(present, extra=extra), None, person=person, now=now)


def targets_of(policy: ReplyPolicy) -> Targets:
    """The levels of this version."""
    return Targets(due=policy.due_minutes, late=policy.late_minutes, limit=policy.limit_minutes)


def _change(
    client: Client, wanted: Hours, targets: Targets | None, *, person: Person, now: datetime
) -> ReplyPolicy:
    """One more version with its event; the same again is nothing new."""
    present = policies.current(client.pk)
    targets = targets or targets_of(present)
    _refuse_unless_countable(wanted, targets)
    changes = _changes(present, wanted, targets)
    if not changes:
        return present
    policy = _write(client, wanted, targets, version=present.version + 1, now=now)
    events.record(
        ReplyPolicyChanged(
            client_id=client.pk, policy_id=policy.pk, version=policy.version, changes=changes
        ),
        at=now,
        actor_id=person.pk,
    )
    return policy


def _hours_now(client: Client) -> Hours:
    return _hours(policies.current(client.pk))


def _hours(policy: ReplyPolicy) -> Hours:
    return hours_of(policy.calendar, policy.closures)


def _refuse_unless_countable(hours: Hours, targets: Targets) -> None:
    if not 0 < targets.due <= targets.late <= targets.limit <= LONGEST_TARGET:
        raise TargetsDoNotRise
    if not any(hours.weekly) and not any(hours.extra.values()):
        raise NeverOpen
    try:
        parse_calendar(hours.calendar())
    except BadCalendar as bad:
        raise CannotChangeHours from bad


def _write(
    client: Client, hours: Hours, targets: Targets, *, version: int, now: datetime
) -> ReplyPolicy:
    return ReplyPolicy.objects.create(
        client=client,
        version=version,
        calendar=hours.calendar(),
        closures=hours.closures_data(),
        due_minutes=targets.due,
        late_minutes=targets.late,
        limit_minutes=targets.limit,
        valid_from=now,
    )


def _changes(present: ReplyPolicy, wanted: Hours, targets: Targets) -> tuple[Change, ...]:
    before, old = _hours(present), targets_of(present)
    return (
        *_weekly_changes(before, wanted),
        *differences(_plain(before, old), _plain(wanted, targets)),
        *_added_and_removed("closure", _closures(before), _closures(wanted)),
        *_added_and_removed("extra", _extra(before), _extra(wanted)),
    )


def _weekly_changes(before: Hours, wanted: Hours) -> tuple[Change, ...]:
    days = (
        (f"{weekday(number)} ", ranges_words(one), ranges_words(other))
        for number, (one, other) in enumerate(zip(before.weekly, wanted.weekly, strict=True))
    )
    rest = say("休み")
    return tuple(
        Change("hours", day + (one or rest), day + (other or rest))
        for day, one, other in days
        if one != other
    )


def _plain(hours: Hours, targets: Targets) -> dict[str, object]:
    return {
        "holidays": say("休み") if hours.holidays else say("営業"),
        "due": targets.due,
        "late": targets.late,
        "limit": targets.limit,
    }


def _closures(hours: Hours) -> list[str]:
    return [one.words for one in hours.closures]


def _extra(hours: Hours) -> list[str]:
    return [f"{day} {ranges_words(ranges)}" for day, ranges in sorted(hours.extra.items())]


def _added_and_removed(what: str, before: list[str], after: list[str]) -> tuple[Change, ...]:
    return (
        *(Change(what, one, "") for one in before if one not in after),
        *(Change(what, "", one) for one in after if one not in before),
    )
