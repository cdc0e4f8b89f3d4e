"""What a member sees of their client: the threads of their room, and nothing that is ours alone."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.notes import write_note
from madoguchi.desk.conversations.models import Attachment, Conversation, Customer, Message
from madoguchi.desk.files.taking import take
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.walls import Side
from madoguchi.desk.rooms.actions import threads
from madoguchi.desk.rooms.actions.speaking import Saying, SharedFile, say_in_thread
from madoguchi.desk.rooms.models import Reaction, ReadMark
from tests import builders


@pytest.fixture
def as_cora(hikari: Client) -> walls.Scope:
    """How the database is asked while Cora works."""
    return walls.Scope(frozenset({hikari.pk}), side=Side.CLIENT)


def _seen(scope: walls.Scope) -> tuple[set[int], set[str]]:
    with walls.transaction(scope.client_ids, side=Side.CLIENT):
        conversations = set(Conversation.objects.values_list("pk", flat=True))
        return conversations, set(Message.objects.values_list("text", flat=True))


def test_a_member_reads_the_threads_and_no_mail(
    hikari: Client, thread: Conversation, as_cora: walls.Scope
) -> None:
    builders.a_conversation(hikari)

    conversations, texts = _seen(as_cora)

    assert conversations == {thread.pk}
    assert texts == {"年末の出荷日を、11月25日の15時までに教えてください。"}


def test_a_note_in_a_thread_is_ours_alone(
    hikari: Client, thread: Conversation, ann: Person, as_cora: walls.Scope
) -> None:
    with walls.transaction([hikari.pk]):
        write_note(conversation_id=thread.pk, author=ann, text="社内の話です。", now=builders.NOW)

    assert "社内の話です。" not in _seen(as_cora)[1]


def test_a_thread_in_which_nothing_was_said_is_ours_alone(
    hikari: Client, ann: Person, as_cora: walls.Scope
) -> None:
    with walls.transaction([hikari.pk]):
        threads.begin(client_id=hikari.pk, title="下書き", by=ann, now=builders.NOW)

    assert _seen(as_cora)[0] == set()


def test_a_member_sees_the_own_side_and_no_customer(
    hikari: Client, thread: Conversation, as_cora: walls.Scope
) -> None:
    builders.a_conversation(hikari)

    with walls.transaction(as_cora.client_ids, side=Side.CLIENT):
        assert set(Customer.objects.values_list("kind", flat=True)) == {"client"}


def test_a_member_of_another_client_sees_nothing(thread: Conversation, tsubame: Client) -> None:
    with walls.transaction([tsubame.pk], side=Side.CLIENT):
        assert not Conversation.objects.filter(pk=thread.pk).exists()
        assert not Message.objects.filter(conversation=thread.pk).exists()
        assert not ReadMark.objects.exists()
        assert not Reaction.objects.exists()


def test_a_member_reads_the_files_of_the_room_and_no_others(
    hikari: Client, thread: Conversation, cora: Person, as_cora: walls.Scope
) -> None:
    with walls.transaction([hikari.pk]):
        kept = take(client_id=hikari.pk, name="手順.txt", declared="text/plain", data=b"1")
        saying = Saying(text="手順です。", draft_key=uuid.uuid4(), files=(SharedFile(file=kept),))
        say_in_thread(conversation_id=thread.pk, member=cora, saying=saying, now=builders.NOW)
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

    with walls.transaction(as_cora.client_ids, side=Side.CLIENT):
        assert set(Attachment.objects.values_list("name", flat=True)) == {"手順.txt"}


def test_a_member_writes_nothing_past_the_actions(
    hikari: Client, thread: Conversation, as_cora: walls.Scope
) -> None:
    with (
        walls.transaction(as_cora.client_ids, side=Side.CLIENT),
        connection.cursor() as database,
    ):
        database.execute("delete from rooms_readmark")
        assert database.rowcount == 0


def test_the_desks_answer_is_read_at_once(
    thread: Conversation, ann: Person, as_cora: walls.Scope
) -> None:
    sent = builders.replied(thread, ann, after=timedelta(minutes=1))

    assert sent.text in _seen(as_cora)[1]
