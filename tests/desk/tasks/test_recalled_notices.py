"""A notice of a delay is taken back before it left: promise, task, alerts and figures are as before it."""

from datetime import timedelta
from typing import Any

import pytest

from madoguchi.desk.alerts.actions.promising import raise_for_promises
from madoguchi.desk.alerts.models import Alert
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import clocks, verification
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.promises.actions import handing, mending, settling
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.promises.queries.rates import kept_rate
from madoguchi.desk.promises.rows import KeptRate
from madoguchi.desk.tasks.actions import delays, moving
from madoguchi.desk.tasks.actions.planning import change_due
from madoguchi.desk.tasks.models import Task, TaskDelay
from madoguchi.desk.tasks.queries.figures import figures_of
from tests.desk.tasks import rooming, working
from tests.desk.tasks.test_delays import HOUR, MINUTE, NEW, TELLING, noticed
from tests.desk.tasks.test_put_off_promises import of_task
from tests.desk.tasks.working import DUE, NOW

pytestmark = pytest.mark.django_db
EARLY, LATE = DUE - 30 * MINUTE, DUE + MINUTE
DONE = "田中 恵様\n集計を終えました。添付の表をご確認ください。"


@pytest.fixture
def promised(asked: Conversation, ann: Person) -> Task:
    """Accepted, the other side told by when, and a delay noticed."""
    task = working.accepted(working.made_of(asked, ann), ann, is_told=True, purpose="棚卸し")
    noticed(task, ann)
    return task


def recalled(message: Message, person: Person, *, after: timedelta = timedelta(seconds=5)) -> None:
    with walls.transaction([message.client_id]):
        recall_reply(message_id=message.pk, person=person, now=message.at + after)


def stands(task: Task, conversation: Conversation) -> dict[str, Any]:
    """Everything that sending the notice sets in motion."""
    with walls.transaction([task.client_id]):
        conversation.refresh_from_db()
        return {
            "promises": list(Promise.objects.order_by("pk").values()),
            "task": Task.objects.values().get(pk=task.pk),
            "delays": list(TaskDelay.objects.order_by("pk").values()),
            "alerts": list(Alert.objects.order_by("pk").values("pk", "level_at", "seen_at")),
            "ball": (conversation.state, conversation.ball, conversation.due_at),
            "clocks": clocks.stored(conversation),
            "differences": verification.verify_all().differences,
        }


def rate(client: Client) -> KeptRate:
    with walls.transaction([client.pk]):
        return kept_rate([client.pk], NOW - HOUR, NOW + 24 * HOUR, now=NOW + 23 * HOUR)


def kinds_since(client: Client, pk: int) -> set[str]:
    with walls.transaction([client.pk]):
        return set(Event.objects.filter(pk__gt=pk).values_list("kind", flat=True))


@pytest.mark.parametrize("at", [EARLY, DUE, LATE])
def test_a_recalled_notice_leaves_everything_as_it_was(
    hikari: Client, promised: Task, asked: Conversation, ann: Person, dai: Person, at: Any
) -> None:
    with walls.transaction([hikari.pk]):
        assert len(raise_for_promises(client_id=hikari.pk, now=at)) == 2
        Alert.objects.filter(person=dai).update(seen_at=at - MINUTE)  # who has looked has looked
    before, kept = stands(promised, asked), rate(hikari)

    notice = rooming.answered(asked, ann, TELLING, at=at)
    assert stands(promised, asked) != before
    recalled(notice, ann)

    assert stands(promised, asked) == before
    assert rate(hikari) == kept == KeptRate(overdue=1)


@pytest.mark.parametrize(("at", "kind"), [(EARLY, "PromiseUnmended"), (LATE, "PromiseReopened")])
def test_the_log_tells_what_came_of_the_recall_and_when(
    hikari: Client, promised: Task, asked: Conversation, ann: Person, at: Any, kind: str
) -> None:
    notice = rooming.answered(asked, ann, TELLING, at=at)
    with walls.transaction([hikari.pk]):
        last = Event.objects.latest("pk").pk
    recalled(notice, ann)

    assert {"ReplyRecalled", "DelayUntold", "TaskDueChanged", kind} <= kinds_since(hikari, last)
    with walls.transaction([hikari.pk]):
        told = Event.objects.filter(pk__gt=last)
        assert {(one.at, one.actor_id) for one in told} == {
            (notice.at + timedelta(seconds=5), ann.pk)
        }


def test_a_promise_that_had_another_time_than_its_task_has_that_again(
    hikari: Client, promised: Task, asked: Conversation, ann: Person
) -> None:
    with walls.transaction([hikari.pk]):
        own = mending.Mending(what="集計", due_at=DUE - 10 * MINUTE, reason="早められるため")
        mending.mend_promise(
            promise_id=Promise.objects.get().pk, mending=own, person=ann, now=NOW + MINUTE
        )
    notice = rooming.answered(asked, ann, TELLING, at=EARLY)

    recalled(notice, ann)

    assert of_task(promised) == [("open", DUE - 10 * MINUTE, 1)]


def test_a_promise_that_the_notice_gave_is_gone_with_it(
    accepted: Task, asked: Conversation, ann: Person
) -> None:
    noticed(accepted, ann)
    notice = rooming.answered(asked, ann, TELLING, at=EARLY)
    assert of_task(accepted) == [("open", NEW, 0)]

    recalled(notice, ann)

    assert of_task(accepted) == []


def test_the_late_notice_gives_the_promise_in_its_own_words(
    hikari: Client, promised: Task, asked: Conversation, ann: Person
) -> None:
    notice = rooming.answered(asked, ann, TELLING, at=LATE)

    with walls.transaction([hikari.pk]):
        broken, other = Promise.objects.order_by("pk")
    assert (other.message_id, other.instead_of_id) == (notice.pk, broken.pk)
    assert "17時30分" in other.span


def test_what_was_kept_since_was_kept_late(
    hikari: Client, promised: Task, asked: Conversation, ann: Person
) -> None:
    notice = rooming.answered(asked, ann, TELLING, at=LATE)
    answer = rooming.answered(asked, ann, DONE, at=LATE + MINUTE)
    assert [one[0] for one in of_task(promised)] == ["broken", "kept"]

    recalled(notice, ann)

    assert of_task(promised) == [("late", DUE, 0)]
    with walls.transaction([hikari.pk]):
        assert Promise.objects.get().kept_by_message_id == answer.pk
        assert Event.objects.filter(kind="PromiseKept").latest("pk").data["was_late"] is True
    assert rate(hikari) == KeptRate(late=1)

    recalled(answer, ann)

    assert of_task(promised) == [("open", DUE, 0)]


def test_kept_after_the_first_time_it_is_late_once_the_other_was_never_told(
    promised: Task, asked: Conversation, ann: Person
) -> None:
    notice = rooming.answered(asked, ann, TELLING, at=EARLY)
    rooming.answered(asked, ann, DONE, at=DUE + MINUTE)
    assert of_task(promised) == [("kept", NEW, 1)]

    recalled(notice, ann)

    assert of_task(promised) == [("late", DUE, 0)]


def test_what_was_handed_over_since_stays_with_whom_it_went_to(
    hikari: Client, promised: Task, asked: Conversation, ann: Person, dai: Person
) -> None:
    notice = rooming.answered(asked, ann, TELLING, at=LATE)
    with walls.transaction([hikari.pk]):
        handing.hand_over_promises(
            promise_ids=[Promise.objects.latest("pk").pk], to=dai, person=ann, now=LATE + MINUTE
        )

    recalled(notice, ann)

    with walls.transaction([hikari.pk]):
        promise = Promise.objects.get()
    assert (promise.state, promise.owner_id) == ("open", dai.pk)


def test_what_was_released_since_is_released(
    hikari: Client, promised: Task, asked: Conversation, ann: Person
) -> None:
    notice = rooming.answered(asked, ann, TELLING, at=LATE)
    with walls.transaction([hikari.pk]):
        settling.release_promise(
            promise_id=Promise.objects.latest("pk").pk, reason="中止", person=ann, now=LATE + MINUTE
        )

    recalled(notice, ann)

    assert of_task(promised) == [("released", DUE, 0)]


def test_put_elsewhere_once_more_since_that_is_what_took_its_place(
    hikari: Client, promised: Task, asked: Conversation, ann: Person
) -> None:
    notice = rooming.answered(asked, ann, TELLING, at=LATE)
    with walls.transaction([hikari.pk]):
        later = mending.Mending(what="集計", due_at=NEW + HOUR, reason="電話で合意")
        mending.mend_promise(
            promise_id=Promise.objects.latest("pk").pk, mending=later, person=ann, now=LATE + MINUTE
        )

    recalled(notice, ann)

    assert of_task(promised) == [("broken", DUE, 0), ("open", NEW + HOUR, 1)]


def test_of_two_late_notices_the_one_that_left_took_its_place(
    hikari: Client, promised: Task, asked: Conversation, ann: Person
) -> None:
    first = rooming.answered(asked, ann, TELLING, at=LATE)
    again = delays.Notice(reason="さらに増えた", new_due_at=NEW + HOUR)
    with walls.transaction([hikari.pk]):
        delays.notice_delay(task_id=promised.pk, person=ann, notice=again, now=NEW)
    second = rooming.answered(asked, ann, TELLING.replace("17時30分", "18時30分"), at=NEW + MINUTE)
    assert [one[0] for one in of_task(promised)] == ["broken", "broken", "open"]

    recalled(first, ann, after=HOUR + MINUTE)

    assert of_task(promised) == [("broken", DUE, 0), ("open", NEW + HOUR, 1)]
    with walls.transaction([hikari.pk]):
        delay = TaskDelay.objects.get()
    assert (delay.due_at, delay.new_due_at, delay.message_id) == (DUE, NEW + HOUR, second.pk)
    assert working.now_of(promised).due_at == NEW + HOUR

    recalled(second, ann, after=2 * MINUTE)

    assert of_task(promised) == [("open", DUE, 0)]
    assert working.now_of(promised).due_at == DUE


def test_noticed_again_before_the_recall_it_waits_once_and_the_first_time_holds(
    hikari: Client, promised: Task, asked: Conversation, ann: Person
) -> None:
    notice = rooming.answered(asked, ann, TELLING, at=EARLY)
    noticed(promised, ann, new=NEW + HOUR)

    recalled(notice, ann)

    with walls.transaction([hikari.pk]):
        delay = TaskDelay.objects.get()
    assert (delay.due_at, delay.new_due_at, delay.told_at) == (DUE, NEW + HOUR, None)
    assert working.now_of(promised).due_at == DUE


@pytest.mark.parametrize("named", [DUE - 10 * MINUTE, DUE + 10 * MINUTE])
def test_a_due_time_that_was_named_since_is_no_later_than_what_is_known(
    hikari: Client, promised: Task, asked: Conversation, ann: Person, named: Any
) -> None:
    notice = rooming.answered(asked, ann, TELLING, at=EARLY)
    with walls.transaction([hikari.pk]):
        change_due(task_id=promised.pk, person=ann, due_at=named, now=EARLY + MINUTE)

    recalled(notice, ann)

    assert working.now_of(promised).due_at == min(named, DUE)


def test_a_task_that_is_done_was_not_told_of_late(
    hikari: Client, promised: Task, asked: Conversation, ann: Person
) -> None:
    notice = rooming.answered(asked, ann, TELLING, at=LATE)
    with walls.transaction([hikari.pk]):
        moving.finish_task(task_id=promised.pk, person=ann, now=LATE + MINUTE)

    recalled(notice, ann)

    with walls.transaction([hikari.pk]):
        figures = figures_of([hikari.pk], NOW, NOW + 24 * HOUR)
    assert (figures.told_late, figures.untold, figures.total) == (0, 1, 1)


def test_sent_again_it_is_told_as_for_the_first_time(
    promised: Task, asked: Conversation, ann: Person
) -> None:
    recalled(rooming.answered(asked, ann, TELLING, at=EARLY), ann)
    rooming.answered(asked, ann, TELLING, at=LATE)

    assert of_task(promised) == [("broken", DUE, 0), ("open", NEW, 1)]
    assert working.data_of(promised, "DelayTold")["was_late"] is True
