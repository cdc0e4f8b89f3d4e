"""A told delay puts off what was promised of the task: one promise with its reason, never two."""

from datetime import timedelta

import pytest

from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.tasks.actions import delays
from madoguchi.desk.tasks.models import Task
from tests.desk.tasks import rooming, working
from tests.desk.tasks.test_delays import HOUR, NEW, TELLING, noticed
from tests.desk.tasks.working import DUE, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def promised(asked: Conversation, ann: Person) -> Task:
    """Accepted, and the other side was told by when."""
    return working.accepted(working.made_of(asked, ann), ann, is_told=True, purpose="棚卸し")


def of_task(task: Task) -> list[tuple[str, object, int]]:
    """Each promise's state, due time, and how often that was mended."""
    with walls.transaction([task.client_id]):
        rows = Promise.objects.filter(client=task.client_id).order_by("pk")
        return [(one.state, one.due_at, one.mended) for one in rows]


def test_the_notice_mends_the_promise_with_its_reason(
    promised: Task, asked: Conversation, ann: Person
) -> None:
    noticed(promised, ann)
    rooming.answered(asked, ann, TELLING, at=NOW + HOUR)

    assert of_task(promised) == [("open", NEW, 1)]
    with walls.transaction([asked.client_id]):
        told = Event.objects.get(kind="PromiseMended")
    assert (told.data["reason"], told.actor_id) == ("件数が多い", ann.pk)


def test_told_after_the_due_time_the_first_promise_was_broken(
    promised: Task, asked: Conversation, ann: Person
) -> None:
    noticed(promised, ann)
    rooming.answered(asked, ann, TELLING, at=DUE + timedelta(minutes=1))

    assert of_task(promised) == [("broken", DUE, 0), ("open", NEW, 1)]


def test_told_by_phone_it_is_mended_too(promised: Task, ann: Person) -> None:
    noticed(promised, ann)
    with walls.transaction([promised.client_id]):
        delays.tell_delay(task_id=promised.pk, person=ann, now=NOW + HOUR)

    assert of_task(promised) == [("open", NEW, 1)]


def test_what_else_the_notice_promises_is_promised_anew(
    promised: Task, asked: Conversation, ann: Person
) -> None:
    noticed(promised, ann)
    rooming.answered(asked, ann, f"{TELLING}\n見積書は明日12時までにお送りします。", at=NOW + HOUR)

    assert [one[0] for one in of_task(promised)] == ["open", "open"]


def test_a_task_of_which_nothing_was_promised_is_promised_by_the_notice(
    accepted: Task, asked: Conversation, ann: Person
) -> None:
    noticed(accepted, ann)
    rooming.answered(asked, ann, TELLING, at=NOW + HOUR)

    assert of_task(accepted) == [("open", NEW, 0)]


def test_a_notice_that_is_recalled_leaves_the_promise_as_it_was(
    promised: Task, asked: Conversation, ann: Person
) -> None:
    noticed(promised, ann)
    reply = rooming.answered(asked, ann, TELLING, at=NOW + HOUR)
    with walls.transaction([asked.client_id]):
        recall_reply(message_id=reply.pk, person=ann, now=NOW + HOUR)

    assert of_task(promised) == [("open", DUE, 0)]
