"""Work is asked for: in a message by one key, by hand, by one of the client's own people."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.tasks.actions import requesting
from madoguchi.desk.tasks.actions.accepting import decline_task
from madoguchi.desk.tasks.actions.admission import CannotWork, NotTheirs
from madoguchi.desk.tasks.models import Task
from tests import builders
from tests.desk.tasks import working

pytestmark = pytest.mark.django_db


def test_a_message_becomes_a_task_with_what_its_words_tell(
    asked: Conversation, ann: Person
) -> None:
    task = working.made_of(asked, ann)

    assert task.number == f"T-{task.pk}"
    assert task.title == "欠けや割れの報告をロット別に集計"
    assert task.purpose == "窯元との打ち合わせで、返品基準を見直す資料に使うためです"
    assert (task.state, task.owner_id, task.due_at) == (Task.State.REQUESTED, ann.pk, None)
    assert (task.is_internal, task.is_clear) == (True, True)
    assert working.events_of(task) == ["TaskRequested"]


def test_a_due_time_in_the_words_is_the_wish(hikari: Client, ann: Person) -> None:
    asked = working.a_request(hikari, "料金表を20日(金)の15時までに差し替えてください。")

    assert working.made_of(asked, ann).due_at == working.at(15, day=20)


def test_what_is_no_request_becomes_a_task_of_its_first_words_and_unclear(
    hikari: Client, ann: Person
) -> None:
    asked = working.a_request(hikari, "昨日の件です。\n写真を見ました。")
    task = working.made_of(asked, ann)

    assert (task.title, task.is_clear) == ("昨日の件です。 写真を見ました", False)


def test_one_message_is_one_task_however_often_the_key_is_pressed(
    asked: Conversation, ann: Person
) -> None:
    assert working.made_of(asked, ann) == working.made_of(asked, ann)


def test_after_it_was_declined_a_message_can_become_a_task_anew(task: Task, ann: Person) -> None:
    with walls.transaction([task.client_id]):
        decline_task(task_id=task.pk, person=ann, reason="契約の外です", now=working.NOW)
        again = requesting.request_from_message(
            message_id=task.message_id or 0, person=ann, now=working.NOW
        )

    assert again != task


def test_our_own_words_are_no_request(asked: Conversation, ann: Person) -> None:
    reply = builders.replied(asked, ann)

    with walls.transaction([asked.client_id]), pytest.raises(requesting.NotARequest):
        requesting.request_from_message(message_id=reply.pk, person=ann, now=working.NOW)


def test_somebody_elsewhere_makes_no_task_of_it(asked: Conversation, otto: Person) -> None:
    message = working.message_of(asked)

    with walls.transaction([asked.client_id]), pytest.raises(CannotWork):
        requesting.request_from_message(message_id=message.pk, person=otto, now=working.NOW)
    with walls.transaction([]), pytest.raises(requesting.NotARequest):
        requesting.request_from_message(message_id=message.pk, person=otto, now=working.NOW)


def test_by_hand_it_needs_words(hikari: Client, ann: Person) -> None:
    with pytest.raises(requesting.CannotRequest):
        working.made(hikari, ann, title="  ")


def test_by_hand_it_can_be_given_to_somebody_at_once(
    hikari: Client, ann: Person, dai: Person
) -> None:
    task = working.made(hikari, ann, owner=dai, estimate_minutes=30)

    assert (task.owner_id, task.remaining_minutes, task.requested_by_id) == (dai.pk, 30, ann.pk)


def test_it_is_given_to_nobody_who_cannot_see_it(hikari: Client, ann: Person, otto: Person) -> None:
    with pytest.raises(NotTheirs):
        working.made(hikari, ann, owner=otto)


def test_a_person_elsewhere_makes_none_by_hand(hikari: Client, otto: Person) -> None:
    with pytest.raises(CannotWork):
        working.made(hikari, otto)


def test_what_a_member_asks_for_is_nobodys_and_never_internal(hikari: Client) -> None:
    cora = builders.a_member("cora", hikari)
    wanted = requesting.Wanted(title="週報に欠けの数を入れる", is_internal=True, owner=cora)

    with walls.transaction([hikari.pk], side=walls.Side.CLIENT):
        made = requesting.request_task(
            client_id=hikari.pk, requester=cora, wanted=wanted, now=working.NOW
        )

    assert (made.is_internal, made.owner_id, made.is_clear) == (False, None, False)


def test_a_member_asks_for_no_other_client(hikari: Client, tsubame: Client) -> None:
    cora = builders.a_member("cora", hikari)

    with (
        walls.transaction([hikari.pk, tsubame.pk], side=walls.Side.CLIENT),
        pytest.raises(CannotWork),
    ):
        requesting.request_task(
            client_id=tsubame.pk,
            requester=cora,
            wanted=requesting.Wanted(title="のぞき見"),
            now=working.NOW,
        )


def test_a_title_that_is_too_long_is_cut(hikari: Client, ann: Person) -> None:
    text = "".join(["あ" * 300, "を集計していただけますか。"])

    assert len(working.made_of(working.a_request(hikari, text), ann).title) == 120


def test_nothing_is_kept_of_a_message_that_is_not_there(ann: Person, hikari: Client) -> None:
    with walls.transaction([hikari.pk]), pytest.raises(requesting.NotARequest):
        requesting.request_from_message(message_id=1, person=ann, now=working.NOW)

    assert not Message.objects.filter(pk=1).exists()
