"""A message of a file without a word: the thread stays with its readers, and the list says what came."""

from datetime import timedelta

import pytest
from django.db import connection

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import joining
from madoguchi.desk.conversations.actions.notes import write_note
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.models import Attachment, Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.walls import Side
from madoguchi.desk.rooms.actions import threads
from madoguchi.desk.rooms.queries.rooms import threads_of
from tests import builders

NOW = builders.NOW


@pytest.fixture
def file_came(hikari: Client, thread: Conversation, cora: Person) -> Message:
    """Cora's mail into the thread: two files and no word."""
    incoming = builders.an_incoming(
        hikari,
        received_at=NOW,
        sender_name=cora.name,
        sender_email=cora.email,
        text="",
        whole_text="",
        author_id=cora.pk,
    )
    with walls.transaction([hikari.pk]):
        [message] = joining.join_conversations([(thread, incoming)])
        for position, name in enumerate(("見積書.pdf", "内訳.xlsx")):
            Attachment.objects.create(
                client=hikari,
                message=message,
                position=position,
                name=name,
                content_type="application/pdf",
                size=1,
                sha256="0" * 64,
            )
    return message


def _threads_seen(*client_ids: int) -> list[int]:
    """As a member's own SQL reads them."""
    with walls.transaction(client_ids, side=Side.CLIENT), connection.cursor() as database:
        database.execute("select id from conversations_conversation order by id")
        return [pk for (pk,) in database.fetchall()]


@pytest.mark.usefixtures("file_came")
def test_the_thread_stays_with_the_members(hikari: Client, thread: Conversation) -> None:
    assert _threads_seen(hikari.pk) == [thread.pk]


@pytest.mark.usefixtures("file_came")
def test_and_with_nobody_elses(tsubame: Client) -> None:
    assert _threads_seen(tsubame.pk) == []


def test_a_note_alone_opens_no_thread_to_members(hikari: Client, ann: Person) -> None:
    with walls.transaction([hikari.pk]):
        begun = threads.begin(client_id=hikari.pk, title="下書き", by=ann, now=NOW)
        write_note(conversation_id=begun.pk, author=ann, text="社内の話です。", now=NOW)
        Conversation.objects.filter(pk=begun.pk).update(snippet="社内の話です。")

    assert _threads_seen(hikari.pk) == []


def test_what_was_taken_back_leaves_nothing_to_read(hikari: Client, ann: Person) -> None:
    with walls.transaction([hikari.pk]):
        begun = threads.begin(client_id=hikari.pk, title="週報", by=ann, now=NOW)
        reply = builders.a_reply(begun, body="今週の週報です。件数は3件でした。", reason="試し")
        said = send_reply(conversation_id=begun.pk, author=ann, reply=reply, now=NOW)
    assert _threads_seen(hikari.pk) == [begun.pk]

    with walls.transaction([hikari.pk]):
        recall_reply(message_id=said.pk, person=ann, now=NOW + timedelta(minutes=1))

    assert _threads_seen(hikari.pk) == []


@pytest.mark.usefixtures("file_came")
def test_both_sides_lists_name_the_file(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    for person in (ann, cora):
        with walls.transaction([hikari.pk], side=Side.CLIENT if person.is_member else None):
            [row] = threads_of(client_id=hikari.pk, person=person).rows
        assert row.files == ("見積書.pdf", "内訳.xlsx")

    page = builders.signed_in(cora).get(f"/portal/room/threads/{thread.pk}/").content.decode()

    assert "見積書.pdf（ファイル2件）" in "".join(page.split())
    assert "まだ何も書かれていません" not in page
