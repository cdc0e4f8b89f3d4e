"""Work that was promised and is done keeps the promise, where no reply can say so."""

from datetime import datetime, timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.tasks.actions import moving
from tests.desk.tasks import working
from tests.desk.tasks.working import DUE

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(("at", "state"), [(DUE - MINUTE, "kept"), (DUE + MINUTE, "late")])
def test_finishing_a_request_of_the_portal_keeps_its_word(
    hikari: Client, ann: Person, cora: Person, at: datetime, state: str
) -> None:
    task = working.accepted(working.made(hikari, cora, is_internal=False), ann, is_told=True)

    with walls.transaction([hikari.pk]):
        moving.finish_task(task_id=task.pk, person=ann, now=at)
        assert Promise.objects.get(task_id=task.pk).state == state


def test_what_was_promised_in_a_conversation_is_kept_by_a_reply_alone(
    hikari: Client, ann: Person
) -> None:
    asked = working.a_request(hikari, "在庫の一覧を送っていただけますか。")
    task = working.accepted(working.made_of(asked, ann), ann, is_told=True, purpose="棚卸し")

    with walls.transaction([hikari.pk]):
        moving.finish_task(task_id=task.pk, person=ann, now=working.NOW)
        assert Promise.objects.get(task_id=task.pk).state == "open"
