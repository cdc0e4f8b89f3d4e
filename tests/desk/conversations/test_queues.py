"""The queues: nothing that needs a person is in nobody's list."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.conversations.actions.delivery import record_delivery
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.conversations.listing import listed

pytestmark = pytest.mark.usefixtures("in_hikari")
LATER = builders.NOW + timedelta(minutes=20)


def test_a_conversation_whose_owner_has_left_the_client_is_without_an_owner(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    assert conversation.pk not in listed(dai, "unassigned", now=LATER)

    Assignment.objects.filter(person=ann).update(ends_at=builders.NOW)

    assert conversation.pk in listed(dai, "unassigned", now=LATER)


@pytest.mark.parametrize("delivery", [Message.Delivery.FAILED, Message.Delivery.BOUNCED])
def test_a_reply_that_never_arrived_is_shown_until_another_is_sent(
    hikari: Client, ann: Person, delivery: Message.Delivery
) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.replied(conversation, ann)
    assert conversation.pk not in listed(ann, "undelivered", now=LATER)

    record_delivery(message_id=reply.pk, delivery=delivery, note="550 unknown", now=LATER)
    assert conversation.pk in listed(ann, "undelivered", now=LATER)

    builders.replied(conversation, ann)
    assert conversation.pk not in listed(ann, "undelivered", now=LATER)


def test_a_reply_that_was_tried_in_vain_is_shown_until_it_leaves(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.replied(conversation, ann)
    queued = Message.Delivery.QUEUED

    record_delivery(message_id=reply.pk, delivery=queued, note="421 try later", now=LATER)
    assert conversation.pk in listed(ann, "undelivered", now=LATER)

    record_delivery(message_id=reply.pk, delivery=Message.Delivery.SENT, note="", now=LATER)
    assert conversation.pk not in listed(ann, "undelivered", now=LATER)
