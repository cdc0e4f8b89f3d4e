"""What members miss is written to them, and their answer by mail is said in the room."""

from datetime import UTC, datetime, timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.actions.receiving import receive_message
from madoguchi.desk.conversations.models import Ball, Conversation
from madoguchi.desk.mail.actions import missed
from madoguchi.desk.people.models import Person
from madoguchi.desk.rooms.actions.by_mail import say_by_mail
from madoguchi.desk.rooms.actions.missing import write_of_missed
from madoguchi.desk.rooms.actions.reading import mark_read
from madoguchi.desk.rooms.models import Told
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
AT_WORK = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # a Tuesday, 14:00
AT_NIGHT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def _said_at(thread: Conversation, ann: Person, at: datetime) -> int:
    return builders.replied(thread, ann, after=at - thread.opened_at).pk


def test_what_was_not_read_for_a_while_is_written_once(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    sent = _said_at(thread, ann, AT_WORK - timedelta(minutes=20))

    assert [write_of_missed(client_id=hikari.pk, now=AT_WORK) for _ in range(2)] == [1, 0]
    assert Told.objects.get(person=cora).up_to == sent


def test_what_may_still_be_read_is_not_written(
    hikari: Client, thread: Conversation, ann: Person
) -> None:
    _said_at(thread, ann, AT_WORK - timedelta(minutes=5))

    assert write_of_missed(client_id=hikari.pk, now=AT_WORK) == 0


def test_what_was_read_is_not_written(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    sent = _said_at(thread, ann, AT_WORK - timedelta(minutes=20))
    mark_read(conversation=thread, person=cora, up_to=sent, now=AT_WORK)

    assert write_of_missed(client_id=hikari.pk, now=AT_WORK) == 0


def test_nobody_is_written_to_at_night(hikari: Client, thread: Conversation, ann: Person) -> None:
    _said_at(thread, ann, AT_WORK - timedelta(minutes=20))

    assert write_of_missed(client_id=hikari.pk, now=AT_NIGHT) == 0


def test_who_left_is_not_written_to(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    _said_at(thread, ann, AT_WORK - timedelta(minutes=20))
    Contact.objects.filter(person=cora).update(left_at=AT_WORK, is_owner=False)

    assert write_of_missed(client_id=hikari.pk, now=AT_WORK) == 0


def test_a_letter_says_what_was_said_and_can_be_answered(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    sent = _said_at(thread, ann, AT_WORK)

    envelope = missed._envelope(hikari.pk, thread.pk, cora.pk, 0, sent, builders.NOW)

    assert envelope is not None
    assert envelope.recipients == (cora.email,)
    assert b"Reply-To" in envelope.raw


def test_a_members_answer_by_mail_is_said_in_the_thread(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    answer = builders.an_incoming(
        hikari, conversation_token=thread.pk, sender_email=cora.email, text="承知しました。"
    )

    for _ in range(2):
        assert say_by_mail(answer) is not None

    said = thread.messages.order_by("pk").last()
    assert said is not None
    assert (said.text, said.author_id, said.channel) == ("承知しました。", cora.pk, "room")
    assert thread.messages.count() == 2
    thread.refresh_from_db()
    assert thread.ball == Ball.US


def test_a_strangers_mail_to_the_threads_address_opens_a_conversation_of_its_own(
    hikari: Client, thread: Conversation
) -> None:
    strange = builders.an_incoming(hikari, conversation_token=thread.pk)

    assert say_by_mail(strange) is None
    message, _ = receive_message(strange)
    assert message.conversation_id != thread.pk


def test_another_clients_member_says_nothing_by_mail(
    hikari: Client, thread: Conversation, mika: Person
) -> None:
    foreign = builders.an_incoming(hikari, conversation_token=thread.pk, sender_email=mika.email)

    assert say_by_mail(foreign) is None


def test_a_machines_answer_is_not_said(hikari: Client, thread: Conversation, cora: Person) -> None:
    away = builders.an_incoming(
        hikari, conversation_token=thread.pk, sender_email=cora.email, notice="auto_reply"
    )

    assert say_by_mail(away) is None
