"""Nobody gets into a room by mail but its members: not by naming a mail of theirs, either."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import threading
from madoguchi.desk.conversations.actions.receiving import receive_message
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.rooms.actions.by_mail import say_by_mail
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")


def test_who_answers_a_members_mail_opens_a_conversation_of_their_own(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    own = builders.an_incoming(
        hikari, sender_email=cora.email, mail_id="m1@hikari", conversation_token=thread.pk
    )
    assert say_by_mail(own) is not None
    answer = builders.an_incoming(
        hikari, sender_email="stranger@example.com", mail_id="m2@x", thread_keys=("m1@hikari",)
    )

    message, _ = receive_message(answer)

    assert message.conversation_id != thread.pk
    assert message.channel == "mail"
    assert threading.clear_places([answer]) in ({}, {"m2@x": None})


def test_the_same_mail_of_a_member_is_said_once_however_it_comes(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    own = builders.an_incoming(
        hikari, sender_email=cora.email, mail_id="m1@hikari", conversation_token=thread.pk
    )
    said = say_by_mail(own)
    assert said is not None

    assert say_by_mail(own) == (said[0], False)
    assert threading.clear_places([own]) == {}
