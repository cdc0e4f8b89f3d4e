"""A task goes on, stands still, waits for the client, is done, is not done after all."""

from typing import Any

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.passing import CustomerWaits
from madoguchi.desk.conversations.models import Ball, Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks.actions import checking, moving
from madoguchi.desk.tasks.actions.accepting import NoReason, decline_task
from madoguchi.desk.tasks.actions.admission import CannotWork, NotAccepted, TaskIsOver
from madoguchi.desk.tasks.models import Task
from madoguchi.desk.tasks.querysets import NoSuchTask
from tests.desk.tasks import rooming, working
from tests.desk.tasks.working import DUE, NOW

pytestmark = pytest.mark.django_db


def moved(task: Task, verb: Any, person: Person, **given: Any) -> Task:
    with walls.transaction([task.client_id]):
        done: Task = verb(task_id=task.pk, person=person, now=NOW, **given)
    return done


def test_work_begins_and_is_done(accepted: Task, ann: Person) -> None:
    assert moved(accepted, moving.start_task, ann).state == Task.State.DOING
    done = moved(accepted, moving.finish_task, ann)

    assert (done.state, done.closed_at, done.remaining_minutes) == (Task.State.DONE, NOW, 0)
    assert (done.state_by_id, done.due_at) == (ann.pk, DUE)
    assert working.events_of(accepted)[-2:] == ["TaskStarted", "TaskFinished"]


def test_what_nobody_estimated_has_no_rest_when_it_is_done(task: Task, ann: Person) -> None:
    working.accepted(task, ann, estimate_minutes=None)

    assert moved(task, moving.finish_task, ann).remaining_minutes is None


def test_nothing_begins_twice_or_before_it_was_taken_on(task: Task, ann: Person) -> None:
    with pytest.raises(NotAccepted):
        moved(task, moving.start_task, ann)
    working.accepted(task, ann)
    moved(task, moving.start_task, ann)

    with pytest.raises(moving.GoesOnAlready):
        moved(task, moving.start_task, ann)


def test_somebody_elsewhere_moves_nothing(accepted: Task, otto: Person) -> None:
    with pytest.raises(CannotWork):
        moved(accepted, moving.finish_task, otto)
    with walls.transaction([]), pytest.raises(NoSuchTask):
        moving.finish_task(task_id=accepted.pk, person=otto, now=NOW)


def test_what_stands_still_says_why(accepted: Task, ann: Person) -> None:
    with pytest.raises(NoReason):
        moved(accepted, moving.block_task, ann, reason="")
    blocked = moved(accepted, moving.block_task, ann, reason="データがまだ来ない")

    assert (blocked.state, blocked.reason) == (Task.State.BLOCKED, "データがまだ来ない")
    assert moved(accepted, moving.start_task, ann).reason == ""


def test_what_is_over_is_moved_no_more_but_reopened(accepted: Task, ann: Person) -> None:
    with pytest.raises(moving.NotOver):
        moved(accepted, moving.reopen_task, ann)
    moved(accepted, moving.finish_task, ann)
    with pytest.raises(TaskIsOver):
        moved(accepted, moving.start_task, ann)
    again = moved(accepted, moving.reopen_task, ann)

    assert (again.state, again.closed_at) == (Task.State.ACCEPTED, None)


def test_what_was_declined_is_asked_for_again(task: Task, ann: Person) -> None:
    moved(task, decline_task, ann, reason="契約の外")

    assert moved(task, moving.reopen_task, ann).state == Task.State.REQUESTED


def test_the_whole_is_not_done_before_its_parts(accepted: Task, ann: Person) -> None:
    part = moved(accepted, checking.split_task, ann, part=checking.Part(title="写真の整理"))
    with pytest.raises(moving.PartsAreOpen):
        moved(accepted, moving.finish_task, ann)
    moved(part, moving.finish_task, ann)

    assert moved(accepted, moving.finish_task, ann).is_closed


def waiting(task: Task, person: Person, **given: Any) -> Task:
    plain: dict[str, Any] = {"asked": "のしの種類", "remind_days": None}
    return moved(task, moving.wait_for_client, person, **{**plain, **given})


def test_beside_a_customers_mail_the_client_is_asked_and_the_ball_says_so(
    accepted: Task, asked: Conversation, ann: Person
) -> None:
    task = waiting(accepted, ann)

    with walls.transaction([asked.client_id]):
        conversation = Conversation.objects.get(pk=asked.pk)
    assert conversation.asked_client_at == NOW
    assert (task.state, task.reason, task.remind_at) == (Task.State.WAITING, "のしの種類", None)


def test_nobody_is_reminded_where_the_client_does_not_read(
    accepted: Task, hikari: Client, ann: Person
) -> None:
    for task in (accepted, working.accepted(working.made(hikari, ann), ann)):
        with pytest.raises(moving.NowhereToRemind):
            waiting(task, ann, remind_days=2)
        assert working.now_of(task).state == Task.State.ACCEPTED


def test_in_the_room_the_ball_is_theirs(hikari: Client, ann: Person) -> None:
    thread = rooming.a_thread(hikari, "包装のFAQを3本書いてください。包装の質問を減らすためです。")
    task = working.accepted(working.made_of(thread, ann), ann)
    with pytest.raises(CustomerWaits):
        waiting(task, ann)
    rooming.answered(thread, ann, "承知しました。のしの種類は、紅白の蝶結びでよろしいですか。")
    waiting(task, ann)

    with walls.transaction([hikari.pk]):
        assert Conversation.objects.get(pk=thread.pk).ball == Ball.THEM


def test_a_ball_that_lies_there_already_is_fine(accepted: Task, ann: Person) -> None:
    waiting(accepted, ann)
    moved(accepted, moving.start_task, ann)

    assert waiting(accepted, ann).state == Task.State.WAITING


def test_without_a_conversation_or_in_a_closed_one_no_ball_is_passed(
    hikari: Client, ann: Person, accepted: Task, asked: Conversation
) -> None:
    alone = working.accepted(working.made(hikari, ann), ann)
    assert waiting(alone, ann).remind_at is None
    with walls.transaction([hikari.pk]):
        Conversation.objects.filter(pk=asked.pk).update(state="closed", ball="nobody")

    assert waiting(accepted, ann).state == Task.State.WAITING


@pytest.mark.parametrize("days", [0, 21])
def test_reminders_come_within_reason(accepted: Task, ann: Person, days: int) -> None:
    with pytest.raises(moving.BadInterval):
        waiting(accepted, ann, remind_days=days)
    with pytest.raises(NoReason):
        waiting(accepted, ann, asked=" ")
