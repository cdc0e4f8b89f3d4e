"""In a room, too: what is taken back was read by nobody, and what was read is not taken back."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.walls import Side
from madoguchi.desk.rooms.actions.gathering import ReadAlready
from madoguchi.desk.rooms.actions.missing import write_of_missed
from madoguchi.desk.rooms.actions.reading import mark_read
from madoguchi.desk.rooms.models import ReadMark
from tests import builders

pytestmark = pytest.mark.usefixtures("transactional_db")
MOMENT = 0.4  # seconds: somebody waits for what is not committed yet


@pytest.fixture
def said(thread: Conversation, ann: Person) -> Message:
    return builders.replied(thread, ann, after=timedelta(minutes=5))


def beside(do: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    """In a connection of its own; what it gave, or the error."""
    given: list[object] = []

    def run() -> None:
        try:
            given.append(do())
        except Exception as error:  # noqa: BLE001 (told to the test)
            given.append(error)
        finally:
            connection.close()

    return threading.Thread(target=run), given


def recall(said: Message, person: Person) -> object:
    with walls.transaction([said.client_id]):
        return recall_reply(message_id=said.pk, person=person, now=said.at)


def test_a_member_who_comes_while_it_is_taken_back_does_not_read_it(
    said: Message, ann: Person, cora: Person
) -> None:
    browser = builders.signed_in(cora)
    address = reverse("portal-room-thread", args=[said.conversation_id])

    def read() -> str:
        return browser.get(address).content.decode()

    reader, page = beside(read)

    with walls.transaction([said.client_id]):
        recall_reply(message_id=said.pk, person=ann, now=said.at)
        reader.start()
        time.sleep(MOMENT)
        assert reader.is_alive()
    reader.join(20)

    assert isinstance(page[0], str)
    assert "年末の出荷日を" in page[0]
    assert said.text.splitlines()[-1] not in page[0]


def test_what_a_member_is_reading_is_not_taken_back(
    said: Message, ann: Person, cora: Person
) -> None:
    thread = said.conversation
    person, ended = beside(lambda: recall(said, ann))

    with walls.transaction([said.client_id], side=Side.CLIENT):
        mark_read(conversation=thread, person=cora, up_to=said.pk, now=said.at)
        person.start()
        time.sleep(MOMENT)
        assert person.is_alive()
    person.join(20)

    assert isinstance(ended[0], ReadAlready)
    with walls.transaction([said.client_id]):
        assert Message.objects.get(pk=said.pk).kind == Message.Kind.REPLY


def test_what_we_read_ourselves_keeps_nobody_waiting(
    said: Message, ann: Person, dai: Person
) -> None:
    person, ended = beside(lambda: recall(said, ann))

    with walls.transaction([said.client_id]):
        mark_read(conversation=said.conversation, person=dai, up_to=said.pk, now=said.at)
        person.start()
        person.join(10)
        assert not person.is_alive()

    assert isinstance(ended[0], Message)
    with walls.transaction([said.client_id]):
        assert ReadMark.objects.filter(person=dai, up_to=said.pk).exists()


def test_what_a_member_is_being_written_of_is_not_taken_back(
    said: Message, ann: Person, cora: Person
) -> None:
    person, ended = beside(lambda: recall(said, ann))

    with walls.transaction([said.client_id]):
        assert write_of_missed(client_id=said.client_id, now=said.at + timedelta(minutes=20)) == 1
        person.start()
        time.sleep(MOMENT)
        assert person.is_alive()
    person.join(20)

    assert isinstance(ended[0], ReadAlready)
