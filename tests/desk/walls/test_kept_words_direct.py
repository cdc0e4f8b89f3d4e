"""What hangs on a direct thread is there for nobody but who takes part and the directors, either."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.drafts import save_draft
from madoguchi.desk.conversations.models import Attachment, Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.given import Given
from madoguchi.desk.rooms.actions.calls import CallTyped, note_call
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from madoguchi.desk.tasks.actions.requesting import request_from_message
from tests import builders
from tests.desk.walls.marks import SECRET

WORDS = "お加減はいかがでしょうか。どうぞお大事になさってください。"
HANGING = (
    ("conversations_attachment", "true"),
    ("promises_promise", "conversation_id is not null"),
    ("tasks_task", "conversation_id is not null"),
    ("rooms_call", "true"),
    ("rooms_directthread", "true"),
    ("conversations_saveddraft", "true"),
)


@pytest.fixture
def kei(hikari: Client) -> Person:
    """Works for Hikari, and takes no part."""
    return builders.assigned(builders.a_person("kei"), hikari)


@pytest.fixture
def direct(hikari: Client, ann: Person, cora: Person) -> Conversation:
    """A thread between Ann and Cora, with everything that hangs on a thread."""
    opening = DirectOpening(
        title=SECRET,
        body=WORDS,
        matter="health",
        reason=SECRET,
        person_ids=[cora.pk],
        draft_key=uuid.uuid4(),
    )
    with walls.transaction([hikari.pk]):
        opened = open_direct(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)
    direct = opened.conversation
    form = {"text": f"{SECRET}を送ってください。", "file": ContentFile(b"hello", name="secret.txt")}
    builders.signed_in(cora).post(reverse("portal-room-messages", args=[direct.pk]), form)
    with walls.transaction([hikari.pk]):
        _hang_on(direct, ann)
    return direct


def _hang_on(direct: Conversation, ann: Person) -> None:
    given = Given(what=SECRET, span=SECRET, due_at=builders.NOW + timedelta(hours=3))
    give_promises(
        client_id=direct.client_id,
        conversation_id=direct.pk,
        given=[given],
        given_at=builders.NOW,
        given_by=ann,
        owner=ann,
    )
    said = Message.objects.get(conversation=direct.pk, kind=Message.Kind.CUSTOMER)
    request_from_message(message_id=said.pk, person=ann, now=builders.NOW)
    typed = CallTyped(
        contact_id=Contact.objects.get(client=direct.client_id).pk,
        began_at=builders.NOW,
        ended_at=builders.NOW,
        decided=[SECRET],
    )
    note_call(conversation_id=direct.pk, person=ann, typed=typed, now=builders.NOW)
    save_draft(conversation=direct, person=ann, body=SECRET, now=builders.NOW)


def _counts(client: Client, person: Person, table: str, which: str) -> int:
    with (
        walls.within([client.pk], side=walls.Side.PROVIDER, person_id=person.pk),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"select count(*) from {table} where {which}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(("table", "which"), HANGING)
@pytest.mark.usefixtures("direct")
def test_its_rows_are_seen_by_who_takes_part_and_by_no_colleague(
    hikari: Client, ann: Person, kei: Person, table: str, which: str
) -> None:
    assert _counts(hikari, ann, table, which) > 0
    assert _counts(hikari, kei, table, which) == 0


def test_its_files_are_not_there_for_a_colleague(
    hikari: Client, direct: Conversation, ann: Person, kei: Person, cora: Person
) -> None:
    with walls.transaction([hikari.pk]):
        file = Attachment.objects.get(message__conversation=direct.pk)
    address = reverse("attachment", args=[file.pk])

    assert builders.signed_in(kei).get(address).status_code == 404
    assert [builders.signed_in(one).get(address).status_code for one in (ann, cora)] == [200, 200]


@pytest.mark.usefixtures("direct")
@pytest.mark.parametrize("page", ["promises", "tasks", "tasks-list"])
def test_a_colleagues_lists_say_nothing_of_it(kei: Person, page: str) -> None:
    answer = builders.signed_in(kei).get(f"{reverse(page)}?owner=all&who=all")

    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()
