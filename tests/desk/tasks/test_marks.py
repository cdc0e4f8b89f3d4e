"""Under a message stands the task that was made of it, for who may see it."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks.actions import accepting, moving, requesting
from madoguchi.desk.tasks.marks import TaskMarks, tasks_of_messages
from madoguchi.desk.tasks.models import Task
from tests import builders
from tests.desk.tasks import rooming, working
from tests.desk.tasks.opened import page
from tests.house.counting import page_of, queries_of

pytestmark = pytest.mark.django_db
ASKING = "欠けの報告を、ロット別に集計していただけますか。会議の資料に使います。"


def _thread_of(shown: str) -> str:
    return shown.split('<ol class="thread', 1)[1].split("</ol>", 1)[0]


def test_a_message_shows_the_task_that_it_became_and_how_it_stands(
    task: Task, asked: Conversation, ann_browser: Browser
) -> None:
    shown = _thread_of(page(ann_browser, f"/conversations/{asked.pk}/"))

    assert f'href="/tasks/{task.pk}/"' in shown
    assert f"T-{task.pk}" in shown
    assert "受付前" in shown


def test_a_task_made_by_hand_stands_under_no_message(
    asked: Conversation, hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    made = working.made(hikari, ann)

    assert f"/tasks/{made.pk}/" not in page(ann_browser, f"/conversations/{asked.pk}/")


def test_marks_are_asked_with_the_rest_of_the_page(
    task: Task, asked: Conversation, ann: Person
) -> None:
    builders.received(asked, text="よろしくお願いします。")
    shown = page_of(ann, f"/conversations/{asked.pk}/")
    with_a_mark = queries_of(shown)
    with walls.transaction([asked.client_id]):
        Task.objects.filter(pk=task.pk).update(message=None)

    assert queries_of(shown) == with_a_mark


def test_a_declined_task_and_the_one_after_it_both_stand_there(
    task: Task, asked: Conversation, ann: Person
) -> None:
    with walls.transaction([asked.client_id]):
        accepting.decline_task(task_id=task.pk, person=ann, reason="対象外", now=working.NOW)
        again = requesting.request_from_message(
            message_id=working.message_of(asked).pk,
            person=ann,
            now=working.NOW + timedelta(hours=1),
        )
        [panel] = tasks_of_messages(asked, ann).values()

    assert isinstance(panel.row, TaskMarks)
    assert [one.number for one in panel.row.tasks] == [task.number, again.number]


def test_in_the_room_both_sides_see_the_mark_and_each_opens_its_own_page(
    hikari: Client, ann: Person, cora: Person, ann_browser: Browser
) -> None:
    thread = rooming.a_thread(hikari, ASKING, member=cora)
    task = working.accepted(working.made_of(thread, ann), ann)
    rooming.answered(thread, ann, "いつからの報告を集計しますか。")
    with walls.transaction([hikari.pk]):
        moving.wait_for_client(
            task_id=task.pk, person=ann, asked="期間は？", remind_days=None, now=working.NOW
        )

    ours = page(ann_browser, f"/rooms/threads/{thread.pk}/")
    theirs = page(builders.signed_in(cora), f"/portal/room/threads/{thread.pk}/")

    assert f'href="/tasks/{task.pk}/"' in _thread_of(ours)
    assert "相手の確認待ち" in _thread_of(ours)
    assert task.number in _thread_of(theirs)
    assert f'href="/portal/requests/{task.pk}/"' in _thread_of(theirs)
    assert f"/tasks/{task.pk}/" not in theirs
    assert "ご確認待ち" in _thread_of(theirs)


def test_a_member_sees_no_mark_of_an_internal_task_and_otto_none_at_all(
    hikari: Client, tsubame: Client, ann: Person, otto: Person, cora: Person
) -> None:
    thread = rooming.a_thread(hikari, ASKING, member=cora)
    task = working.made_of(thread, ann)
    with walls.transaction([hikari.pk]):
        Task.objects.filter(pk=task.pk).update(is_internal=True)

    with walls.transaction([hikari.pk], side=walls.Side.CLIENT):
        assert tasks_of_messages(thread, cora) == {}
    with walls.transaction([tsubame.pk]):
        assert tasks_of_messages(thread, otto) == {}
    assert task.number not in page(builders.signed_in(cora), f"/portal/room/threads/{thread.pk}/")
