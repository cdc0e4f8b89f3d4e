"""Whose a task is, what is left of it, by when, what it is about, who follows it; and its pieces."""

from datetime import timedelta
from typing import Any

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks.actions import checking, planning
from madoguchi.desk.tasks.actions.accepting import DueIsPast
from madoguchi.desk.tasks.actions.admission import BadEstimate, CannotWork, NotTheirs
from madoguchi.desk.tasks.actions.requesting import CannotRequest
from madoguchi.desk.tasks.models import Task, TaskItem, TaskWatcher
from tests.desk.tasks import working
from tests.desk.tasks.working import DUE, NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def done(task: Task, verb: Any, person: Person, **given: Any) -> Any:
    with walls.transaction([task.client_id]):
        return verb(task_id=task.pk, person=person, now=NOW, **given)


def test_it_is_given_to_a_colleague(accepted: Task, ann: Person, dai: Person) -> None:
    assert done(accepted, planning.reassign_task, ann, owner=dai).owner_id == dai.pk
    done(accepted, planning.reassign_task, ann, owner=dai)

    assert working.events_of(accepted).count("TaskOwned") == 1


def test_it_is_given_to_nobody_elsewhere(accepted: Task, ann: Person, otto: Person) -> None:
    with pytest.raises(NotTheirs):
        done(accepted, planning.reassign_task, ann, owner=otto)
    with pytest.raises(CannotWork):
        done(accepted, planning.reassign_task, otto, owner=ann)


def test_what_it_is_about_is_written_anew(accepted: Task, ann: Person) -> None:
    said = planning.Description(title="集計", purpose=accepted.purpose, scope="8月以降")
    done(accepted, planning.describe_task, ann, description=said)
    done(accepted, planning.describe_task, ann, description=said)

    assert working.data_of(accepted, "TaskDescribed")["parts"] == ["title", "scope"]
    assert working.events_of(accepted).count("TaskDescribed") == 1
    with pytest.raises(CannotRequest):
        done(accepted, planning.describe_task, ann, description=planning.Description(title=" "))


def test_the_first_estimate_stays_and_the_rest_moves(task: Task, ann: Person) -> None:
    done(task, planning.estimate_task, ann, remaining_minutes=90)
    again = done(task, planning.estimate_task, ann, remaining_minutes=150)

    assert (again.estimate_minutes, again.remaining_minutes) == (90, 150)


@pytest.mark.parametrize("minutes", [-1, 60_001])
def test_an_estimate_is_within_reason(task: Task, ann: Person, minutes: int) -> None:
    with pytest.raises(BadEstimate):
        done(task, planning.estimate_task, ann, remaining_minutes=minutes)


def test_a_due_time_comes_forward_but_moves_back_only_with_a_notice(
    accepted: Task, ann: Person
) -> None:
    assert done(accepted, planning.change_due, ann, due_at=DUE - HOUR).due_at == DUE - HOUR
    with pytest.raises(planning.NeedsANotice):
        done(accepted, planning.change_due, ann, due_at=DUE)
    with pytest.raises(DueIsPast):
        done(accepted, planning.change_due, ann, due_at=NOW)

    assert working.now_of(accepted).first_due_at == DUE


def test_what_nobody_outside_waits_for_moves_freely(hikari: Client, ann: Person) -> None:
    task = working.accepted(working.made(hikari, ann), ann)

    assert done(task, planning.change_due, ann, due_at=DUE + HOUR).due_at == DUE + HOUR


def test_a_wish_moves_and_a_named_time_gives_way_to_the_due_time(
    task: Task, ann: Person, hikari: Client
) -> None:
    assert done(task, planning.change_due, ann, due_at=DUE).first_due_at is None
    done(task, planning.change_due, ann, due_at=DUE + HOUR)
    named = working.accepted(working.made(hikari, ann), ann, due_at=None, due_named_by=DUE)
    now = done(named, planning.change_due, ann, due_at=DUE + HOUR)

    assert (now.due_at, now.due_named_by, now.first_due_at) == (DUE + HOUR, None, DUE + HOUR)
    done(named, planning.change_due, ann, due_at=DUE + HOUR)
    assert working.events_of(named).count("TaskDueChanged") == 1


def test_somebody_follows_it_once_and_no_more(accepted: Task, ann: Person, dai: Person) -> None:
    for _ in range(2):
        done(accepted, planning.watch_task, ann, watcher=dai)
    with walls.transaction([accepted.client_id]):
        assert TaskWatcher.objects.get().person_id == dai.pk
    for _ in range(2):
        done(accepted, planning.unwatch_task, ann, watcher=dai)

    assert working.events_of(accepted).count("TaskWatched") == 2


def test_nobody_elsewhere_follows_it(accepted: Task, ann: Person, otto: Person) -> None:
    with pytest.raises(NotTheirs):
        done(accepted, planning.watch_task, ann, watcher=otto)


def test_a_line_is_ticked_and_open_again_and_gone(accepted: Task, ann: Person) -> None:
    item = done(accepted, checking.add_item, ann, text=" 写真を集める ")
    ticked = done(accepted, checking.tick_item, ann, item_id=item.pk)
    assert (ticked.text, ticked.ticked_at, ticked.ticked_by) == ("写真を集める", NOW, ann)
    assert done(accepted, checking.tick_item, ann, item_id=item.pk).ticked_at is None
    done(accepted, checking.remove_item, ann, item_id=item.pk)

    assert working.data_of(accepted, "TaskItemChanged")["became"] == "removed"
    with pytest.raises(checking.NoSuchItem):
        done(accepted, checking.tick_item, ann, item_id=item.pk)


def test_a_line_says_something_and_a_list_ends(accepted: Task, ann: Person) -> None:
    with pytest.raises(checking.CannotCheck):
        done(accepted, checking.add_item, ann, text=" ")
    with walls.transaction([accepted.client_id]):
        TaskItem.objects.bulk_create(
            TaskItem(client_id=accepted.client_id, task=accepted, position=number, text="x")
            for number in range(checking.MOST_ITEMS)
        )
    with pytest.raises(checking.TooManyItems):
        done(accepted, checking.add_item, ann, text="もうひとつ")


def test_lines_keep_their_order(accepted: Task, ann: Person) -> None:
    first, second = (done(accepted, checking.add_item, ann, text=text) for text in "いろ")

    assert (first.position, second.position) == (0, 1)


def test_a_part_is_a_task_on_the_same_terms_and_lightens_the_whole(
    accepted: Task, ann: Person, dai: Person
) -> None:
    part = checking.Part(title="写真の整理", owner=dai, minutes=50)
    made = done(accepted, checking.split_task, ann, part=part)

    assert (made.parent_id, made.due_at, made.first_due_at) == (accepted.pk, DUE, DUE)
    assert (made.owner_id, made.state, made.remaining_minutes) == (dai.pk, "accepted", 50)
    assert working.now_of(accepted).remaining_minutes == 70
    with pytest.raises(checking.PartOfAPart):
        done(made, checking.split_task, ann, part=part)


def test_a_part_without_an_estimate_takes_nothing_off(accepted: Task, ann: Person) -> None:
    made = done(accepted, checking.split_task, ann, part=checking.Part(title="写真の整理"))

    assert made.owner_id == ann.pk
    assert working.now_of(accepted).remaining_minutes == 120
