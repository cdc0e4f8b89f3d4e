"""Which conversation a customer's message belongs to."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import closing
from madoguchi.desk.conversations.actions.receiving import receive_message
from madoguchi.desk.conversations.models import Ball, Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW


def test_a_mail_joins_what_it_answers(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari, mail_id="<first@x.example>")

    message, _ = receive_message(builders.an_incoming(hikari, thread_keys=("<first@x.example>",)))

    assert message.conversation_id == conversation.pk


def test_a_mail_joins_by_any_ancestor_that_we_know(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari, mail_id="<first@x.example>")
    keys = ("<lost@x.example>", "<unknown@x.example>", "<first@x.example>")

    message, _ = receive_message(builders.an_incoming(hikari, thread_keys=keys))

    assert message.conversation_id == conversation.pk


def test_the_nearest_ancestor_decides(hikari: Client) -> None:
    builders.a_conversation(hikari, mail_id="<older@x.example>")
    nearest = builders.a_conversation(hikari, mail_id="<nearer@x.example>")
    keys = ("<nearer@x.example>", "<older@x.example>")

    message, _ = receive_message(builders.an_incoming(hikari, thread_keys=keys))

    assert message.conversation_id == nearest.pk


def test_a_mail_joins_by_our_own_reply(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.replied(conversation, ann)

    message, _ = receive_message(builders.an_incoming(hikari, thread_keys=(reply.mail_id,)))

    assert message.conversation_id == conversation.pk


def test_a_mail_joins_by_its_signed_address_when_no_mail_id_is_known(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari)
    incoming = builders.an_incoming(
        hikari, thread_keys=("<unknown@x.example>",), conversation_token=conversation.pk
    )

    message, _ = receive_message(incoming)

    assert message.conversation_id == conversation.pk


def test_mail_ids_go_before_the_signed_address(hikari: Client) -> None:
    by_mail = builders.a_conversation(hikari, mail_id="<known@x.example>")
    by_address = builders.a_conversation(hikari)
    incoming = builders.an_incoming(
        hikari, thread_keys=("<known@x.example>",), conversation_token=by_address.pk
    )

    message, _ = receive_message(incoming)

    assert message.conversation_id == by_mail.pk


def test_an_equal_subject_alone_never_joins(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari, subject="注文について")

    message, _ = receive_message(builders.an_incoming(hikari, subject="Re: 注文について"))

    assert message.conversation_id != conversation.pk


def test_nothing_joins_across_clients(hikari: Client, tsubame: Client) -> None:
    theirs = builders.a_conversation(tsubame, mail_id="<theirs@x.example>")
    incoming = builders.an_incoming(
        hikari, thread_keys=("<theirs@x.example>",), conversation_token=theirs.pk
    )

    message, _ = receive_message(incoming)

    assert message.conversation_id != theirs.pk
    assert message.client_id == hikari.pk


def test_the_same_mail_to_two_clients_is_two_messages(hikari: Client, tsubame: Client) -> None:
    body = {"mail_id": "<both@x.example>", "body_hash": "0" * 64}

    one = builders.a_conversation(hikari, **body)
    other = builders.a_conversation(tsubame, **body)

    assert one.pk != other.pk
    with walls.transaction([tsubame.pk]):
        assert Conversation.objects.get().pk == other.pk


def test_a_message_takes_a_closed_conversation_up_again(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann)
    closing.close_conversation(conversation_id=conversation.pk, person=ann, now=NOW)
    before = len(builders.kinds_of_events(conversation.pk))

    builders.received(conversation, received_at=NOW + timedelta(hours=1))

    conversation.refresh_from_db()
    assert (conversation.state, conversation.ball) == (Conversation.State.OPEN, Ball.US)
    assert conversation.due_at == NOW + timedelta(hours=2)
    assert builders.kinds_of_events(conversation.pk)[before:] == ["MessageReceived"]
