"""A task is taken on with a due time and knowing what it is for; what is unclear is asked first."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.models import Conversation, SavedDraft
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.tasks.actions import accepting, asking
from madoguchi.desk.tasks.actions.admission import CannotWork, NotTheirs, TaskIsOver
from madoguchi.desk.tasks.models import Task
from tests.desk.tasks import working
from tests.desk.tasks.working import DUE, NOW

pytestmark = pytest.mark.django_db

UNCLEAR = "お客様の声を一覧にしておいてください。"


@pytest.fixture
def unclear(hikari: Client, ann: Person) -> Task:
    """A request that tells neither what for nor by when."""
    return working.made_of(working.a_request(hikari, UNCLEAR), ann)


def test_it_is_taken_on_with_due_time_owner_and_estimate(task: Task, ann: Person) -> None:
    taken = working.accepted(task, ann)

    assert (taken.state, taken.due_at, taken.first_due_at) == (Task.State.ACCEPTED, DUE, DUE)
    assert (taken.owner_id, taken.estimate_minutes, taken.remaining_minutes) == (ann.pk, 120, 120)
    assert working.events_of(task) == ["TaskRequested", "TaskAccepted"]


def test_instead_of_a_due_time_it_can_be_said_by_when_it_is_named(task: Task, ann: Person) -> None:
    taken = working.accepted(task, ann, due_at=None, due_named_by=DUE)

    assert (taken.due_at, taken.due_named_by, taken.first_due_at) == (None, DUE, None)


def test_with_a_due_time_nothing_is_left_to_be_named(task: Task, ann: Person) -> None:
    assert working.accepted(task, ann, due_named_by=DUE).due_named_by is None


def test_without_either_it_is_refused_kindly(task: Task, ann: Person) -> None:
    with pytest.raises(accepting.NoDue, match="期限を知らせる日時"):
        working.accepted(task, ann, due_at=None)

    assert working.now_of(task).state == Task.State.REQUESTED


@pytest.mark.parametrize("field", ["due_at", "due_named_by"])
def test_a_time_that_is_over_is_no_due_time(task: Task, ann: Person, field: str) -> None:
    with pytest.raises(accepting.DueIsPast):
        working.accepted(task, ann, **{"due_at": None, field: NOW})


def test_an_unclear_request_is_not_taken_on_before_its_purpose_is_known(
    unclear: Task, ann: Person
) -> None:
    with pytest.raises(accepting.NoPurpose):
        working.accepted(unclear, ann)

    assert working.accepted(unclear, ann, purpose="朝礼で話すため").purpose == "朝礼で話すため"


def test_a_clear_request_needs_no_purpose_in_words(hikari: Client, ann: Person) -> None:
    asked = working.a_request(hikari, "明日の予約を取り消してください。")
    task = working.made_of(asked, ann)

    assert (task.purpose, working.accepted(task, ann).state) == ("", Task.State.ACCEPTED)


def test_it_is_taken_on_once(accepted: Task, ann: Person) -> None:
    with pytest.raises(accepting.CannotAccept):
        working.accepted(accepted, ann)


def test_it_is_given_to_nobody_elsewhere(task: Task, ann: Person, otto: Person) -> None:
    with pytest.raises(NotTheirs):
        working.accepted(task, ann, owner=otto)
    with pytest.raises(CannotWork):
        working.accepted(task, otto)


def test_a_due_time_that_was_told_is_a_promise(task: Task, ann: Person) -> None:
    working.accepted(task, ann, is_told=True)

    with walls.transaction([task.client_id]):
        promise = Promise.objects.get()
    assert (promise.task_id, promise.due_at, promise.owner_id) == (task.pk, DUE, ann.pk)
    assert promise.what == task.title


def test_a_time_that_only_names_the_due_is_no_promise_of_the_work(task: Task, ann: Person) -> None:
    working.accepted(task, ann, due_at=None, due_named_by=DUE, is_told=True)

    with walls.transaction([task.client_id]):
        assert not Promise.objects.exists()


def test_it_is_declined_with_the_reason(task: Task, ann: Person) -> None:
    with walls.transaction([task.client_id]):
        with pytest.raises(accepting.NoReason):
            accepting.decline_task(task_id=task.pk, person=ann, reason=" ", now=NOW)
        over = accepting.decline_task(task_id=task.pk, person=ann, reason="契約の外", now=NOW)
        with pytest.raises(TaskIsOver):
            accepting.decline_task(task_id=task.pk, person=ann, reason="また", now=NOW)

    assert (over.state, over.reason, over.closed_at) == (Task.State.DECLINED, "契約の外", NOW)


def test_what_is_open_is_asked_in_one_message_in_the_composer(unclear: Task, ann: Person) -> None:
    with walls.transaction([unclear.client_id]):
        written = asking.ask_about(task_id=unclear.pk, person=ann, now=NOW)
        draft = SavedDraft.objects.get(person=ann)

    assert written.is_drafted
    assert draft.body == written.text
    assert written.text.startswith("田中 恵様")
    assert "①何にお使いに" in written.text
    assert "②どこまでを対象に" in written.text
    assert "③期限は11月17日(火)18時でよろしいですか" in written.text


def test_what_was_typed_is_never_written_over(unclear: Task, ann: Person, hikari: Client) -> None:
    with walls.transaction([hikari.pk]):
        conversation = Conversation.objects.get(pk=unclear.conversation_id or 0)
        drafts.save_draft(conversation=conversation, person=ann, body="書きかけ", now=NOW)
        written = asking.ask_about(task_id=unclear.pk, person=ann, now=NOW)

        assert drafts.draft_body(conversation=conversation, person=ann) == "書きかけ"
    assert not written.is_drafted


def test_what_was_made_by_hand_has_nowhere_to_ask(hikari: Client, ann: Person) -> None:
    made = working.made(hikari, ann, purpose="")
    with walls.transaction([hikari.pk]):
        written = asking.ask_about(task_id=made.pk, person=ann, now=NOW)

    assert not written.is_drafted
    assert written.text.startswith("ご依頼ありがとうございます。")


def test_with_purpose_and_due_time_there_is_nothing_to_ask(
    hikari: Client, ann: Person, accepted: Task
) -> None:
    known = working.made(hikari, ann, due_at=DUE)
    with walls.transaction([hikari.pk]):
        for pk in (known.pk, accepted.pk):
            with pytest.raises(asking.NothingToAsk):
                asking.ask_about(task_id=pk, person=ann, now=NOW)


def test_the_proposed_due_time_leaves_as_much_again_on_the_half_hour(
    hikari: Client, ann: Person
) -> None:
    made = working.made(hikari, ann, purpose="", estimate_minutes=50)
    with walls.transaction([hikari.pk]):
        text = asking.ask_about(task_id=made.pk, person=ann, now=NOW + timedelta(minutes=3)).text

    assert "期限は11月17日(火)16時でよろしいですか" in text
