"""The client is reminded in their room, in their hours, through the guard; and their answer goes on."""

from datetime import UTC, datetime, timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.models import Conversation, ScheduledReply
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks import reminders
from madoguchi.desk.tasks.actions import moving
from madoguchi.desk.tasks.actions.reminding import remind
from madoguchi.desk.tasks.models import Task
from tests import builders
from tests.desk.tasks import rooming, working
from tests.desk.tasks.working import NOW
from tests.engines.businesstime.hours import ALWAYS, OFFICE, jst

pytestmark = pytest.mark.django_db
REMIND_AT = datetime(2026, 11, 19, 1, 30, tzinfo=UTC)  # Thursday, 10:30
ASKING = "包装のFAQを3本書いてください。包装の質問を減らすためです。"
ANSWER = "承知しました。のしの種類は、紅白の蝶結びと結び切りのどちらがよろしいですか。"


@pytest.fixture
def cora(hikari: Client) -> Person:
    return builders.a_member("cora", hikari)


@pytest.fixture
def thread(hikari: Client, ann: Person, cora: Person) -> Conversation:
    return rooming.a_thread(hikari, ASKING, member=cora)


@pytest.fixture
def waiting(thread: Conversation, ann: Person) -> Task:
    """Ann asked about the ribbon, and waits."""
    task = working.accepted(working.made_of(thread, ann), ann)
    rooming.answered(thread, ann, ANSWER)
    return wait(task, ann)


def wait(task: Task, person: Person, remind_days: int | None = 2) -> Task:
    with walls.transaction([task.client_id]):
        return moving.wait_for_client(
            task_id=task.pk,
            person=person,
            asked="のしの種類は、紅白の蝶結びと結び切りのどちらがよろしいですか。",
            remind_days=remind_days,
            now=NOW,
        )


def reminded(task: Task, at: datetime = REMIND_AT) -> None:
    with walls.transaction([task.client_id]):
        remind(task_id=task.pk, now=at)


def scheduled(client: Client) -> list[ScheduledReply]:
    with walls.transaction([client.pk]):
        return list(ScheduledReply.objects.order_by("pk"))


def test_a_reminder_is_scheduled_as_its_owners_with_time_to_look(
    waiting: Task, hikari: Client, ann: Person
) -> None:
    assert waiting.remind_at == REMIND_AT
    reminded(waiting)
    [reply] = scheduled(hikari)

    assert (reply.author_id, reply.send_at) == (ann.pk, REMIND_AT + timedelta(minutes=30))
    assert reply.body.startswith("Cora 桜様")
    assert "紅白の蝶結び" in reply.body
    assert working.data_of(waiting, "TaskReminded")["is_scheduled"] is True
    assert working.now_of(waiting).remind_at == datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def test_it_is_reminded_once_a_time_and_not_before(waiting: Task, hikari: Client) -> None:
    reminded(waiting, NOW)
    reminded(waiting)
    reminded(waiting)

    assert len(scheduled(hikari)) == 1


def test_while_a_reminder_waits_to_leave_no_second_is_written(
    waiting: Task, hikari: Client
) -> None:
    reminded(waiting)
    reminded(waiting, datetime(2026, 11, 24, 1, 30, tzinfo=UTC))

    assert len(scheduled(hikari)) == 1
    assert working.data_of(waiting, "TaskReminded")["is_scheduled"] is False


def test_what_the_guard_stops_is_a_draft_instead(
    waiting: Task, thread: Conversation, hikari: Client, ann: Person
) -> None:
    builders.with_severity(hikari, "concrete-wording", "block")
    with walls.transaction([hikari.pk]):
        Task.objects.filter(pk=waiting.pk).update(reason="なるべく早めにお願いします。")
    reminded(waiting)

    assert scheduled(hikari) == []
    with walls.transaction([hikari.pk]):
        assert "なるべく早めに" in drafts.draft_body(conversation=thread, person=ann)


def test_a_customer_is_never_reminded_of_what_the_client_owes(
    accepted: Task, hikari: Client, ann: Person
) -> None:
    task = wait(accepted, ann, remind_days=None)
    with walls.transaction([hikari.pk]):
        Task.objects.filter(pk=task.pk).update(remind_at=REMIND_AT, remind_days=2)
    reminded(task)

    assert scheduled(hikari) == []
    assert working.data_of(task, "TaskReminded")["is_scheduled"] is False


def test_what_does_not_wait_any_more_is_not_reminded(waiting: Task, ann: Person) -> None:
    with walls.transaction([waiting.client_id]):
        moving.start_task(task_id=waiting.pk, person=ann, now=NOW)
    reminded(waiting)

    assert "TaskReminded" not in working.events_of(waiting)


def test_the_clients_answer_sets_the_task_going_again(
    waiting: Task, thread: Conversation, cora: Person
) -> None:
    rooming.said(thread, cora, "紅白の蝶結びでお願いします。", NOW + timedelta(hours=1))
    task = working.now_of(waiting)

    assert (task.state, task.remind_at, task.state_by_id) == (Task.State.DOING, None, None)
    assert working.events_of(waiting)[-1] == "TaskAnswered"


def test_a_customers_mail_is_not_the_clients_answer(
    accepted: Task, asked: Conversation, ann: Person
) -> None:
    task = wait(accepted, ann, remind_days=None)
    builders.received(asked, text="まだですか。", whole_text="まだですか。")

    assert working.now_of(task).state == Task.State.WAITING


def test_the_hours_are_those_of_whoever_asked(waiting: Task, cora: Person, hikari: Client) -> None:
    with walls.transaction([hikari.pk]):
        week = {"weekly": {"5": [["13:00", "15:00"]]}}
        Contact.objects.filter(person=cora).update(calendar=week)
        task = Task.objects.get(pk=waiting.pk)
        calendar = reminders.calendar_of(task)

    assert reminders.next_moment(NOW, 1, calendar) == jst("2026-11-20 13:30")


def test_a_desk_that_never_closes_is_reminded_in_the_morning() -> None:
    assert reminders.next_moment(NOW, 1, ALWAYS) == jst("2026-11-18 09:30")
    assert reminders.next_moment(jst("2026-11-20 14:36"), 1, OFFICE) == jst("2026-11-24 10:30")
