"""The files of the room: whose they are and for whom, and none that their reader may not see."""

import uuid

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Attachment, Conversation
from madoguchi.desk.files.taking import take
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.portal.queries import files
from madoguchi.desk.rooms.actions.speaking import Saying, SharedFile, open_as_member, say_in_thread
from tests import builders
from tests.desk.portal import private

pytestmark = pytest.mark.django_db
PAGE = "/portal/files/"


def test_a_file_stands_there_with_who_gave_it_and_for_whom(hikari: Client, cora: Person) -> None:
    _given(hikari, cora, "手順.txt", confidentiality="restricted")

    page = builders.signed_in(cora).get(PAGE).content.decode()

    for told in ("手順.txt", cora.name, "取扱注意・このルームまで", "/attachments/"):
        assert told in page


def test_it_is_downloaded_through_the_door_that_every_file_has(
    hikari: Client, cora: Person, mika: Person
) -> None:
    thread = _given(hikari, cora, "手順.txt")
    with walls.transaction([hikari.pk]):
        pk = Attachment.objects.get(message__conversation=thread).pk

    assert builders.signed_in(cora).get(f"/attachments/{pk}/").status_code == 200
    assert builders.signed_in(mika).get(f"/attachments/{pk}/").status_code == 404


def test_a_customers_file_is_none_of_the_room(hikari: Client, cora: Person) -> None:
    mail = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        Attachment.objects.create(
            client=hikari,
            message=mail.messages.get(),
            position=0,
            name="客の写真.png",
            content_type="image/png",
            size=1,
            sha256="0" * 64,
        )

    assert "客の写真.png" not in builders.signed_in(cora).get(PAGE).content.decode()


def test_a_direct_threads_file_is_there_for_who_takes_part_alone(
    hikari: Client, cora: Person, ann: Person
) -> None:
    other = builders.a_member("miyoshi", hikari)
    thread = private.between(hikari, ann, cora)
    with walls.transaction([hikari.pk]):
        _said(hikari, thread, cora, "診断書.pdf")

    assert "診断書.pdf" in builders.signed_in(cora).get(PAGE).content.decode()
    for path in (PAGE, "/portal/"):
        assert "診断書.pdf" not in builders.signed_in(other).get(path).content.decode()


def test_there_are_so_many_on_a_page_and_the_next_goes_on(hikari: Client, cora: Person) -> None:
    names = [f"表{number}.csv" for number in range(3)]
    for name in names:
        _given(hikari, cora, name)
    browser = builders.signed_in(cora)
    with walls.transaction([hikari.pk]):
        first = files.files_page(hikari.pk, most=2)

    assert [one.name for one in first.rows] == ["表2.csv", "表1.csv"]
    next_page = browser.get(f"{PAGE}?before={first.older}").content.decode()
    assert "表0.csv" in next_page
    assert "表1.csv" not in next_page


@pytest.mark.parametrize("before", ["x", "-1", "9" * 15, "9" * 40])
def test_whatever_the_address_asks_for_the_page_answers(
    before: str, hikari: Client, cora: Person
) -> None:
    assert builders.signed_in(cora).get(f"{PAGE}?before={before}").status_code == 200


def _file(client: Client, name: str, confidentiality: str = "internal") -> SharedFile:
    kept = take(client_id=client.pk, name=name, declared="text/plain", data=b"1")
    return SharedFile(file=kept, confidentiality=confidentiality)


def _given(
    client: Client, person: Person, name: str, confidentiality: str = "internal"
) -> Conversation:
    with walls.transaction([client.pk]):
        saying = Saying(
            text="どうぞ。", draft_key=uuid.uuid4(), files=(_file(client, name, confidentiality),)
        )
        message = open_as_member(
            client_id=client.pk, member=person, title="手順", saying=saying, now=clock.now()
        )
        return message.conversation


def _said(client: Client, thread: Conversation, person: Person, name: str) -> None:
    saying = Saying(text="どうぞ。", draft_key=uuid.uuid4(), files=(_file(client, name),))
    say_in_thread(conversation_id=thread.pk, member=person, saying=saying, now=clock.now())
