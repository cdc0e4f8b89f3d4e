"""A reply that was taken back never leaves; one that was merged along still goes to its own customer."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.merging import merge_conversations
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail import composing
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.refusals import Refusal
from tests import builders

LATER = builders.NOW + timedelta(minutes=20)


def test_what_was_taken_back_does_not_leave(hikari: Client, ann: Person) -> None:
    message = builders.replied(builders.a_conversation(hikari), ann)

    with walls.transaction([hikari.pk]):
        recall_reply(message_id=message.pk, person=ann, now=LATER)
        assert OutgoingMail.objects.get(message=message).state == OutgoingMail.State.WITHDRAWN


def test_what_a_worker_has_begun_to_hand_over_is_not_taken_back_and_nothing_changes(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    message = builders.replied(conversation, ann)

    with walls.transaction([hikari.pk]):
        OutgoingMail.objects.filter(message=message).update(claimed_until=LATER)
        with pytest.raises(Refusal, match="もう送信されました"):
            recall_reply(message_id=message.pk, person=ann, now=LATER)
        message.refresh_from_db()
        conversation.refresh_from_db()
    assert (message.kind, conversation.ball) == (Message.Kind.REPLY, "them")
    assert "ReplyRecalled" not in builders.kinds_of_events(conversation.pk)


def test_a_reply_that_is_sent_again_after_a_merge_goes_to_whom_it_was_written(
    hikari: Client, ann: Person
) -> None:
    source = builders.a_conversation(hikari)
    target = builders.a_conversation(hikari, sender_email="jiro@customer.example")
    message = builders.replied(source, ann)
    with walls.transaction([hikari.pk]):
        Message.objects.filter(pk=message.pk).update(delivery=Message.Delivery.BOUNCED)
        merge_conversations(source_id=source.pk, target_id=target.pk, person=ann, now=LATER)

        envelope = composing.envelope_of(OutgoingMail.objects.get(message=message))

    assert envelope.recipients == ("megumi@customer.example",)
    assert b"jiro@" not in envelope.raw
