"""Tasks that come again: a series begins, makes its tasks a week ahead, and ends."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from madoguchi.desk.clients import policies
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.tasks.actions.admission import (
    refuse_bad_estimate,
    refuse_too_long,
    refuse_unless_assigned,
    refuse_unless_theirs,
    tell,
)
from madoguchi.desk.tasks.actions.requesting import CannotRequest, Wanted
from madoguchi.desk.tasks.events import TaskRequested, TaskSeriesBegun, TaskSeriesEnded
from madoguchi.desk.tasks.models import Task, TaskSeries
from madoguchi.engines.businesstime import Calendar
from madoguchi.engines.recurrence import BadRule, next_after, parse_rule, spelled

AHEAD = timedelta(days=7)  # so that a week shows what it will hold
FARTHEST = 31  # days in which a business day is looked for


class BadRecurrence(Refusal):
    """繰り返す日を選んでください。"""


class SeriesIsOver(Refusal):
    """この繰り返しは、もう終わっています。"""


@dataclass(frozen=True, kw_only=True)
class Recurring:
    """On which days (as engines.recurrence spells it), and until what time of the day."""

    rule: str
    due_time: time


@transaction.atomic
def begin_series(
    *, client_id: int, person: Person, wanted: Wanted, recurring: Recurring, now: datetime
) -> TaskSeries:
    """From today on the task comes again on its days; what is due within the week is made at once."""
    refuse_unless_assigned(person, client_id, now)
    owner = wanted.owner or person
    refuse_unless_theirs(owner, client_id, now)
    if not wanted.title.strip():
        raise CannotRequest
    refuse_too_long(wanted.title.strip(), wanted.purpose, wanted.approach, wanted.scope)
    refuse_bad_estimate(wanted.estimate_minutes)
    series = TaskSeries.objects.create(
        client_id=client_id,
        title=wanted.title.strip(),
        purpose=wanted.purpose.strip(),
        approach=wanted.approach.strip(),
        scope=wanted.scope.strip(),
        is_internal=wanted.is_internal,
        owner=owner,
        estimate_minutes=wanted.estimate_minutes,
        rule=_rule(recurring.rule),
        due_time=recurring.due_time,
        last_day=_today(client_id, now) - timedelta(days=1),
        made_by=person,
        made_at=now,
    )
    begun = TaskSeriesBegun(client_id=client_id, series_id=series.pk, rule=series.rule)
    events.record(begun, at=now, actor_id=person.pk)
    _make(series, now)
    return series


@transaction.atomic
def end_series(*, series_id: int, person: Person, now: datetime) -> None:
    """It comes no more; what was made stays."""
    series = TaskSeries.objects.select_for_update(no_key=True).filter(pk=series_id).first()
    if series is None or series.ended_at is not None:
        raise SeriesIsOver
    refuse_unless_assigned(person, series.client_id, now)
    series.ended_at = now
    series.save(update_fields=["ended_at"])
    ended = TaskSeriesEnded(client_id=series.client_id, series_id=series.pk)
    events.record(ended, at=now, actor_id=person.pk)


@transaction.atomic
def make_tasks(*, client_id: int, now: datetime) -> int:
    """The job: every task of the client's series that falls within the week; how many were made.

    Each day once, however often it runs; days on which it did not run are made up for.
    """
    going_on = TaskSeries.objects.filter(client_id=client_id, ended_at__isnull=True)
    return sum(_make(one, now) for one in going_on.select_for_update(no_key=True).order_by("pk"))


def _make(series: TaskSeries, now: datetime) -> int:
    calendar = policies.in_force(series.client_id).calendar
    rule, until = parse_rule(series.rule), _today(series.client_id, now) + AHEAD
    made = 0
    day = next_after(rule, series.last_day, calendar)
    while day <= until:
        _make_for(series, day, now)
        series.last_day = day
        day = next_after(rule, day, calendar)
        made += 1
    series.save(update_fields=["last_day"])
    return made


def _make_for(series: TaskSeries, day: date, now: datetime) -> None:
    due_at = _due_at(day, series.due_time, policies.in_force(series.client_id).calendar)
    task = Task.objects.create(
        client_id=series.client_id,
        series=series,
        series_day=day,
        title=series.title,
        purpose=series.purpose,
        approach=series.approach,
        scope=series.scope,
        is_internal=series.is_internal,
        owner_id=series.owner_id,
        estimate_minutes=series.estimate_minutes,
        remaining_minutes=series.estimate_minutes,
        due_at=due_at,
        first_due_at=due_at,
        state=Task.State.ACCEPTED,
        requested_at=now,
        state_at=now,
    )
    requested = TaskRequested(client_id=series.client_id, task_id=task.pk, series_id=series.pk)
    tell(requested, now=now, person_id=None)


def _due_at(day: date, clock: time, calendar: Calendar) -> datetime:
    """At that time of the day; of a day off, at that time of the business day after it."""
    days = (day + timedelta(days=ahead) for ahead in range(FARTHEST))
    worked = next((one for one in days if calendar.hours(one)), day)
    return datetime.combine(worked, clock, calendar.zone)


def _rule(text: str) -> str:
    try:
        return spelled(parse_rule(text))
    except BadRule as error:
        raise BadRecurrence from error


def _today(client_id: int, now: datetime) -> date:
    return now.astimezone(policies.in_force(client_id).calendar.zone).date()
