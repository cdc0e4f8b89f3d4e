"""A due time that cannot be held is told before it is reached; told after it, it counts as told late."""

from datetime import datetime, timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks.actions import delays
from madoguchi.desk.tasks.actions.accepting import NoReason
from madoguchi.desk.tasks.models import Task, TaskDelay
from tests.desk.tasks import rooming, working
from tests.desk.tasks.working import DUE, NOW

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NEW = DUE + HOUR  # 17:30
TELLING = (
    "田中 恵様\n集計は、本日16時30分の期限に間に合わない見込みです。申し訳ございません。\n"
    "理由：9月分のデータの読み込みに時間がかかるため\n新しい期限：本日17時30分までにお送りします。"
)


def noticed(task: Task, person: Person, *, new: datetime = NEW, why: str = "件数が多い") -> str:
    with walls.transaction([task.client_id]):
        notice = delays.Notice(reason=why, new_due_at=new)
        return delays.notice_delay(task_id=task.pk, person=person, notice=notice, now=NOW).text


def delay_of(task: Task) -> TaskDelay:
    with walls.transaction([task.client_id]):
        return TaskDelay.objects.get(task=task)


def test_the_notice_says_conclusion_reason_and_the_new_time_in_the_composer(
    accepted: Task, asked: Conversation, ann: Person
) -> None:
    text = noticed(accepted, ann)

    with walls.transaction([asked.client_id]):
        assert drafts.draft_body(conversation=asked, person=ann) == text
    assert text.startswith("田中 恵様")
    assert "11月17日(火)16時30分の期限に間に合わない見込みです" in text
    assert "理由：件数が多い" in text
    assert "新しい期限：11月17日(火)17時30分までに" in text


def test_the_due_time_holds_until_it_was_told(accepted: Task, ann: Person) -> None:
    noticed(accepted, ann)

    assert working.now_of(accepted).due_at == DUE
    assert delay_of(accepted).told_at is None


def test_a_reply_that_names_the_new_time_has_told_it(
    accepted: Task, asked: Conversation, ann: Person
) -> None:
    noticed(accepted, ann)
    reply = rooming.answered(asked, ann, TELLING, at=NOW + HOUR)
    delay, task = delay_of(accepted), working.now_of(accepted)

    assert (delay.told_at, delay.told_by_id, delay.message_id) == (NOW + HOUR, ann.pk, reply.pk)
    assert (task.due_at, task.first_due_at) == (NEW, DUE)
    assert working.data_of(accepted, "DelayTold")["was_late"] is False


def test_told_at_its_due_time_it_is_told_late(
    accepted: Task, asked: Conversation, ann: Person
) -> None:
    noticed(accepted, ann)
    rooming.answered(asked, ann, TELLING, at=DUE)

    assert delay_of(accepted).was_told_late
    assert working.data_of(accepted, "DelayTold")["was_late"] is True


def test_a_reply_that_names_another_time_has_not_told_it(
    accepted: Task, asked: Conversation, ann: Person
) -> None:
    noticed(accepted, ann)
    rooming.answered(asked, ann, TELLING.replace("17時30分", "18時"), at=NOW + HOUR)

    assert delay_of(accepted).told_at is None


def test_a_reply_that_is_recalled_has_told_nothing(
    accepted: Task, asked: Conversation, ann: Person
) -> None:
    noticed(accepted, ann)
    reply = rooming.answered(asked, ann, TELLING, at=NOW)
    with walls.transaction([asked.client_id]):
        recall_reply(message_id=reply.pk, person=ann, now=NOW + timedelta(seconds=2))

    assert delay_of(accepted).told_at is None
    assert working.now_of(accepted).due_at == DUE


def test_it_can_be_told_by_phone(accepted: Task, ann: Person) -> None:
    noticed(accepted, ann)
    with walls.transaction([accepted.client_id]):
        delays.tell_delay(task_id=accepted.pk, person=ann, now=NOW + MINUTE)
        with pytest.raises(delays.NothingToTell):
            delays.tell_delay(task_id=accepted.pk, person=ann, now=NOW + MINUTE)

    assert (delay_of(accepted).message_id, working.now_of(accepted).due_at) == (None, NEW)


def test_noticed_again_it_is_written_anew(accepted: Task, ann: Person) -> None:
    noticed(accepted, ann)
    noticed(accepted, ann, new=NEW + HOUR, why="さらに増えた")

    delay = delay_of(accepted)
    assert (delay.new_due_at, delay.reason) == (NEW + HOUR, "さらに増えた")


def test_it_can_be_in_time_after_all(accepted: Task, ann: Person) -> None:
    noticed(accepted, ann)
    with walls.transaction([accepted.client_id]):
        delays.withdraw_delay(task_id=accepted.pk, person=ann, now=NOW)
        with pytest.raises(delays.NothingToTell):
            delays.withdraw_delay(task_id=accepted.pk, person=ann, now=NOW)
        assert not TaskDelay.objects.exists()


def test_a_notice_needs_reason_a_due_time_and_a_later_one(
    accepted: Task, ann: Person, hikari: Client
) -> None:
    with pytest.raises(NoReason):
        noticed(accepted, ann, why=" ")
    with pytest.raises(delays.NotLater):
        noticed(accepted, ann, new=DUE)
    unnamed = working.accepted(working.made(hikari, ann), ann, due_at=None, due_named_by=DUE)
    with pytest.raises(delays.NoDueToDelay):
        noticed(unnamed, ann)


def test_a_task_without_a_conversation_is_noticed_too(hikari: Client, ann: Person) -> None:
    task = working.accepted(working.made(hikari, ann), ann)

    assert noticed(task, ann).startswith("「在庫の一覧」は")
