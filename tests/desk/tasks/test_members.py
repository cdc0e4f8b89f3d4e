"""The client's own people read what is not internal, and nothing that hangs on it; they change nothing."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.portal.queries.requests import open_requests
from madoguchi.desk.tasks.actions import checking, requesting
from madoguchi.desk.tasks.models import Task, TaskDelay, TaskItem, TaskSeries, TaskWatcher
from tests import builders
from tests.desk.tasks import working
from tests.desk.walls.tables import changed, sql

pytestmark = pytest.mark.django_db
Side = walls.Side


@pytest.fixture
def shared(hikari: Client, ann: Person) -> Task:
    """A task that the client sees, with a line on its checklist; beside it an internal one."""
    working.made(hikari, ann, title="社内の段取り")
    task = working.accepted(working.made(hikari, ann, is_internal=False), ann)
    with walls.transaction([hikari.pk]):
        checking.add_item(task_id=task.pk, person=ann, text="内側の手順", now=working.NOW)
    return task


def test_a_member_is_told_of_what_is_not_internal(shared: Task, hikari: Client) -> None:
    with walls.transaction([hikari.pk], side=Side.CLIENT):
        rows = open_requests(hikari.pk, clock.now()).rows
        assert sql("select open_requests()") == [(1,)]

    assert [(one.pk, one.title) for one in rows] == [(shared.pk, "在庫の一覧")]


def test_what_is_ours_of_a_task_no_member_reads_by_plain_sql(shared: Task, hikari: Client) -> None:
    with walls.transaction([hikari.pk], side=Side.CLIENT):
        for one in (Task, TaskItem, TaskWatcher, TaskDelay, TaskSeries):
            assert not one.objects.exists()
        assert sql("select estimate_minutes, approach, reason from tasks_task") == []


def test_another_clients_member_is_told_nothing(
    shared: Task, hikari: Client, tsubame: Client
) -> None:
    with walls.transaction([tsubame.pk], side=Side.CLIENT):
        assert open_requests(hikari.pk, clock.now()).rows == ()
        assert sql("select open_requests(), member_reads_task(%s)", shared.pk) == [(0, False)]


def test_a_member_changes_and_removes_nothing(shared: Task, hikari: Client) -> None:
    with walls.transaction([hikari.pk], side=Side.CLIENT):
        assert changed("update tasks_task set title = 'x' where id = %s", shared.pk) == 0
        assert changed("delete from tasks_task where id = %s", shared.pk) == 0


def test_what_a_member_asks_for_they_see(hikari: Client) -> None:
    cora = builders.a_member("cora", hikari)
    with walls.transaction([hikari.pk], side=Side.CLIENT):
        wanted = requesting.Wanted(title="週報に欠けの数を", purpose="窯元に知らせるため")
        made = requesting.request_task(
            client_id=hikari.pk, requester=cora, wanted=wanted, now=working.NOW
        )
        assert [one.pk for one in open_requests(hikari.pk, clock.now()).rows] == [made.pk]
    assert made.is_clear


def test_a_member_opens_none_of_our_pages(shared: Task, hikari: Client) -> None:
    browser = builders.signed_in(builders.a_member("cora", hikari))

    for path in ("/tasks/", "/tasks/list/", "/tasks/today/", f"/tasks/{shared.pk}/"):
        assert browser.get(path).status_code == 404
