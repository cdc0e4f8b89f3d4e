"""A customer's message comes in: it finds its conversation or opens one, and the ball is ours."""

from django.db import transaction

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import clocks, threading
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.events import (
    ConversationOpened,
    MessageReceived,
    NoticeReceived,
)
from madoguchi.desk.conversations.incoming import Incoming
from madoguchi.desk.conversations.models import (
    Attachment,
    Ball,
    Conversation,
    Customer,
    Message,
)
from madoguchi.desk.platform import events

SNIPPET_CHARACTERS = 120
LONGEST_NAME = 200


@transaction.atomic
def receive_message(incoming: Incoming) -> tuple[Message, bool]:
    """Record a message once; returns it, and whether it is new.

    The same mail twice (Message-ID and body) is the first message. Never joins across clients:
    every look-up runs inside the client's wall.
    """
    threading.one_at_a_time(incoming.client_id)
    known = threading.same_mail(incoming)
    if known is not None:
        return known, False
    conversation = _conversation_for(incoming)
    message = _keep(conversation, incoming)
    if incoming.notice:
        events.record(
            NoticeReceived(
                client_id=incoming.client_id,
                conversation_id=conversation.pk,
                message_id=message.pk,
                notice=incoming.notice,
            ),
            at=incoming.received_at,
        )
    else:
        _pass_ball_to_us(conversation, message, incoming)
    return message, True


def _conversation_for(incoming: Incoming) -> Conversation:
    found = threading.conversation_of(incoming)
    return _open(incoming) if found is None else Conversation.objects.lock(found)


def _open(incoming: Incoming) -> Conversation:
    customer = _customer(incoming)
    conversation = Conversation.objects.create(
        client_id=incoming.client_id,
        customer=customer,
        subject=incoming.subject,
        # A machine's mail starts no clock, but a person sees it among those without an owner.
        ball=Ball.NOBODY if incoming.notice else Ball.US,
        opened_at=incoming.received_at,
        last_message_at=incoming.received_at,
        snippet=snippet_of(incoming.text),
    )
    events.record(
        ConversationOpened(
            client_id=incoming.client_id,
            conversation_id=conversation.pk,
            customer_id=customer.pk,
        ),
        at=incoming.received_at,
    )
    return conversation


def _customer(incoming: Incoming) -> Customer:
    customer, _ = Customer.objects.get_or_create(
        client_id=incoming.client_id,
        email=incoming.sender_email.lower(),
        defaults={"name": incoming.sender_name, "first_seen_at": incoming.received_at},
    )
    customer.name = customer.name or incoming.sender_name
    customer.first_seen_at = min(customer.first_seen_at, incoming.received_at)
    customer.save(update_fields=["name", "first_seen_at"])
    return customer


def _keep(conversation: Conversation, incoming: Incoming) -> Message:
    message = Message.objects.create(
        client_id=incoming.client_id,
        conversation=conversation,
        kind=Message.Kind.NOTICE if incoming.notice else Message.Kind.CUSTOMER,
        sender_name=(incoming.sender_name or incoming.sender_email)[:LONGEST_NAME],
        sender_address=incoming.sender_email,
        at=incoming.received_at,
        text=incoming.text,
        quoted_text="" if incoming.whole_text == incoming.text else incoming.whole_text,
        mail_id=incoming.mail_id,
        body_hash=incoming.body_hash,
        notice=incoming.notice,
    )
    Attachment.objects.bulk_create(
        Attachment(
            client_id=incoming.client_id,
            message=message,
            position=position,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
        )
        for position, file in enumerate(incoming.files)
    )
    return message


def _pass_ball_to_us(conversation: Conversation, message: Message, incoming: Incoming) -> None:
    conversation.state = Conversation.State.OPEN
    conversation.ball = Ball.US
    conversation.last_message_at = max(conversation.last_message_at, incoming.received_at)
    conversation.snippet = snippet_of(incoming.text)
    conversation.newest_customer_message_id = message.pk
    conversation.save(
        update_fields=["state", "ball", "last_message_at", "snippet", "newest_customer_message_id"]
    )
    ownership.find_owner(conversation, at=incoming.received_at)
    policy = policies.current(conversation.client_id)
    happened = events.record(
        MessageReceived(
            client_id=conversation.client_id,
            conversation_id=conversation.pk,
            message_id=message.pk,
            policy_id=policy.pk,
        ),
        at=incoming.received_at,
    )
    clocks.advance(conversation, happened)


def snippet_of(text: str) -> str:
    """The first words of a message on one line, for the list."""
    return " ".join(text.split())[:SNIPPET_CHARACTERS]
