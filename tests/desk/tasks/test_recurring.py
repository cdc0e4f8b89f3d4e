"""Tasks that come again are made a week ahead, each day once, and no day is left out."""

from datetime import date, time, timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks.actions import recurring, requesting
from madoguchi.desk.tasks.actions.admission import CannotWork
from madoguchi.desk.tasks.models import Task, TaskSeries
from tests.desk.tasks import working
from tests.desk.tasks.working import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def begun(
    client: Client, person: Person, rule: str = "weekly:2", title: str = "週報"
) -> TaskSeries:
    with walls.transaction([client.pk]):
        return recurring.begin_series(
            client_id=client.pk,
            person=person,
            wanted=requesting.Wanted(title=title, purpose="数を知らせる", estimate_minutes=40),
            recurring=recurring.Recurring(rule=rule, due_time=time(11)),
            now=NOW,
        )


def days_of(client: Client) -> list[date | None]:
    with walls.transaction([client.pk]):
        return list(Task.objects.order_by("series_day").values_list("series_day", flat=True))


def made(client: Client, after_days: int) -> int:
    with walls.transaction([client.pk]):
        return recurring.make_tasks(client_id=client.pk, now=NOW + after_days * DAY)


def test_what_falls_within_the_week_is_made_at_once_and_taken_on(
    hikari: Client, ann: Person
) -> None:
    begun(hikari, ann)  # a Tuesday, as today

    assert days_of(hikari) == [date(2026, 11, 17), date(2026, 11, 24)]
    with walls.transaction([hikari.pk]):
        task = Task.objects.earliest("series_day")
    assert (task.state, task.owner_id, task.remaining_minutes) == ("accepted", ann.pk, 40)
    assert task.due_at == working.at(11)


def test_each_day_is_made_once_however_often_the_job_runs(hikari: Client, ann: Person) -> None:
    begun(hikari, ann)

    assert [made(hikari, 0), made(hikari, 0), made(hikari, 7), made(hikari, 7)] == [0, 0, 1, 0]


def test_days_on_which_nothing_ran_are_made_up_for(hikari: Client, ann: Person) -> None:
    begun(hikari, ann, rule="weekly:1,3")
    made(hikari, 21)

    assert days_of(hikari) == [date(2026, 11, day) for day in (18, 23, 25, 30)] + [
        date(2026, 12, day) for day in (2, 7, 9, 14)
    ]


def test_on_a_day_off_it_is_due_on_the_business_day_after(hikari: Client, ann: Person) -> None:
    begun(hikari, ann, rule="weekly:1")  # the 23rd is 勤労感謝の日

    with walls.transaction([hikari.pk]):
        task = Task.objects.get()
    assert (task.series_day, task.due_at) == (date(2026, 11, 23), working.at(11, day=24))


def test_what_has_ended_makes_nothing_more(hikari: Client, ann: Person) -> None:
    series = begun(hikari, ann)
    with walls.transaction([hikari.pk]):
        recurring.end_series(series_id=series.pk, person=ann, now=NOW)
        with pytest.raises(recurring.SeriesIsOver):
            recurring.end_series(series_id=series.pk, person=ann, now=NOW)

    assert made(hikari, 30) == 0


def test_a_series_needs_words_days_and_somebody_assigned(
    hikari: Client, ann: Person, otto: Person
) -> None:
    with pytest.raises(requesting.CannotRequest):
        begun(hikari, ann, title=" ")
    with pytest.raises(recurring.BadRecurrence):
        begun(hikari, ann, rule="weekly:")
    with pytest.raises(CannotWork):
        begun(hikari, otto)


def test_another_clients_series_is_not_there(hikari: Client, ann: Person, otto: Person) -> None:
    series = begun(hikari, ann)
    with walls.transaction([]), pytest.raises(recurring.SeriesIsOver):
        recurring.end_series(series_id=series.pk, person=otto, now=NOW)
    with walls.transaction([hikari.pk]), pytest.raises(CannotWork):
        recurring.end_series(series_id=series.pk, person=otto, now=NOW)
