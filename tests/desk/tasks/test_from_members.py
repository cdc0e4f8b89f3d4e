"""The list of what the client's own people ask for, over the clients in sight."""

import uuid

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.rooms.actions.speaking import Saying, open_as_member
from madoguchi.desk.tasks.actions import requesting
from madoguchi.desk.tasks.models import Task
from tests import builders
from tests.desk.tasks import working

pytestmark = pytest.mark.django_db
LIST = "/tasks/list/?from=members"


@pytest.fixture
def asked(hikari: Client, cora: Person) -> Task:
    """What Cora asked for in the portal."""
    return working.made(hikari, cora, title="欠けの集計")


def test_it_holds_what_they_asked_for_in_the_portal_and_in_the_room_alone(
    asked: Task, hikari: Client, cora: Person, ann: Person
) -> None:
    working.made(hikari, ann, title="社内の段取り")
    working.made_of(working.a_request(hikari, "お客様からの依頼です。"), ann)
    saying = Saying(text="週報に欠けの数を載せてください。", draft_key=uuid.uuid4())
    with walls.transaction([hikari.pk]):
        said = open_as_member(
            client_id=hikari.pk, member=cora, title="週報", saying=saying, now=clock.now()
        )
        of_room = requesting.request_from_message(message_id=said.pk, person=ann, now=clock.now())

    page = builders.signed_in(ann).get(LIST).content.decode()

    for task in (asked, of_room):
        assert f'/tasks/{task.pk}/"' in page
    assert "社内の段取り" not in page
    assert page.count("item__title") == 2


def test_the_next_page_keeps_asking_for_them(asked: Task, ann: Person) -> None:
    page = builders.signed_in(ann).get(f"{LIST}&state=done").content.decode()

    assert "欠けの集計" not in page
    assert '<option value="members" selected>' in page


def test_otto_sees_none_of_another_clients(asked: Task, otto: Person) -> None:
    assert "欠けの集計" not in builders.signed_in(otto).get(LIST).content.decode()
