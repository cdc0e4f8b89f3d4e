"""The pages of tasks, as a person's browser meets them."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.tasks.actions import accepting, moving
from madoguchi.desk.tasks.models import Task
from tests import builders
from tests.desk.tasks.opened import fresh, page, taken

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_the_board_has_a_column_for_each_state(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    fresh(hikari, ann, title="頼まれたこと")
    task = taken(fresh(hikari, ann, title="引き受けたこと"), ann)
    shown = page(ann_browser, "/tasks/")

    assert all(words in shown for words in ("受付前", "着手前", "頼まれたこと", "引き受けたこと"))
    assert task.number in shown
    assert "引き受けたこと" in page(ann_browser, "/tasks/?by=week&who=mine")
    assert "引き受けたこと" not in page(ann_browser, "/tasks/?who=watched")


def test_the_list_is_narrowed_and_goes_on_from_page_to_page(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    with walls.transaction([hikari.pk]):
        now = clock.now()
        Task.objects.bulk_create(
            Task(
                client=hikari,
                title=f"仕事{number:03}",
                requested_at=now,
                state_at=now,
                due_at=now + HOUR * number if number < 55 else None,
            )
            for number in range(60)
        )
    first = page(ann_browser, "/tasks/list/")
    onward = first.split('href="/tasks/list/?', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    second = page(ann_browser, f"/tasks/list/?{onward}")

    assert "仕事049" in first
    assert "仕事050" not in first
    assert "仕事050" in second
    assert "仕事059" in second
    assert "仕事049" not in second
    assert "仕事" not in page(ann_browser, "/tasks/list/?state=doing")
    assert "仕事" not in page(ann_browser, f"/tasks/list/?who={ann.pk}&client={hikari.pk}")


def test_what_is_done_is_listed_from_the_newest_on_and_counted(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    task = taken(fresh(hikari, ann), ann)
    with walls.transaction([hikari.pk]):
        moving.finish_task(task_id=task.pk, person=ann, now=clock.now())
    shown = page(ann_browser, "/tasks/list/?state=done&after=x_1&who=mine")

    assert task.title in shown
    assert "期限内 1" in page(ann_browser, "/tasks/list/?state=done")


def test_ones_day_begins_with_what_will_be_late(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    assert "今日のタスクはありません" in page(ann_browser, "/tasks/today/")
    taken(fresh(hikari, ann, title="間に合わない", is_internal=False), ann, minutes=6000)
    taken(fresh(hikari, ann, title="余裕がある"), ann, days=60)
    fresh(hikari, ann, title="受付前のもの")
    shown = page(ann_browser, "/tasks/today/")

    assert shown.index("間に合わない") < shown.index("余裕がある")
    assert "遅れる見込みです。期限の前に、理由と新しい期限を知らせましょう。" in shown
    assert "受付前の依頼・担当のいないタスク" in shown


def test_a_promise_of_today_stands_beside_ones_tasks(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    task = fresh(hikari, ann)
    with walls.transaction([hikari.pk]):
        accepting.promise(task, clock.now() + timedelta(seconds=1), ann, clock.now())

    assert "今日が期限の約束" in page(ann_browser, "/tasks/today/")


def test_somebody_elsewhere_finds_nothing(task: Task, otto_browser: Browser) -> None:
    assert otto_browser.get(f"/tasks/{task.pk}/").status_code == 404
    assert otto_browser.get("/tasks/9223372036854775808/").status_code == 404
    assert task.title not in page(otto_browser, "/tasks/")


def test_an_admin_who_looks_with_a_reason_sees_the_task_and_moves_nothing(
    task: Task, hikari: Client, ada: Person
) -> None:
    with walls.transaction([hikari.pk], provider_wide=True):
        builders.with_a_reason(ada, hikari, now=clock.now() - HOUR / 2)
    browser = builders.signed_in(ada)
    shown = page(browser, f"/tasks/{task.pk}/")

    assert task.title in shown
    assert "引き受ける</button>" not in shown
    assert browser.post(f"/tasks/{task.pk}/items/", {"text": "x"}).status_code == 422
