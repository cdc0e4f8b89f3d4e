"""What became of a reply's mail, as its message shows it."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.delivery import record_delivery
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
LATER = builders.NOW + timedelta(hours=1)
Delivery = Message.Delivery


@pytest.fixture
def reply(hikari: Client, ann: Person) -> Message:
    """A reply that waits in the outbox."""
    return builders.replied(builders.a_conversation(hikari), ann)


def told(reply: Message, *states: Message.Delivery) -> Message:
    """The message after these reports."""
    for state in states:
        record_delivery(message_id=reply.pk, delivery=state, note=f"{state}の説明", now=LATER)
    reply.refresh_from_db()
    return reply


def test_a_sent_mail_is_shown_with_its_time(reply: Message) -> None:
    message = told(reply, Delivery.SENT)

    assert (message.delivery, message.delivery_at) == (Delivery.SENT, LATER)
    assert builders.kinds_of_events(message.conversation_id)[-1] == "DeliveryRecorded"


def test_a_failure_is_shown_with_its_reason(reply: Message) -> None:
    assert told(reply, Delivery.FAILED).delivery_note == "failedの説明"


def test_the_same_report_twice_is_one_event(reply: Message) -> None:
    told(reply, Delivery.SENT, Delivery.SENT)

    events = builders.kinds_of_events(reply.conversation_id)
    assert events.count("DeliveryRecorded") == 1


@pytest.mark.parametrize("later", [Delivery.SENT, Delivery.FAILED, Delivery.BOUNCED])
def test_a_bounce_is_the_last_word(reply: Message, later: Message.Delivery) -> None:
    message = told(reply, Delivery.BOUNCED, later)

    assert message.delivery == Delivery.BOUNCED
    assert message.delivery_note == "bouncedの説明"
