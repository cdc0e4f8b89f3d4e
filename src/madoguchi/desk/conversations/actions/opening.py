"""Messages that answer nothing that we know: each opens a conversation, many of one client at once."""

from collections.abc import Sequence
from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import clocks_together
from madoguchi.desk.conversations.actions import keeping, ownership
from madoguchi.desk.conversations.events import ConversationOpened
from madoguchi.desk.conversations.incoming import Incoming
from madoguchi.desk.conversations.models import (
    Ball,
    Conversation,
    Customer,
    Message,
    ReplyClock,
)
from madoguchi.desk.platform import events
from madoguchi.desk.platform.numbers import next_numbers
from madoguchi.desk.platform.postgresql import instances, many

OF_ADDRESSES = """client_id = %(client)s::bigint and email = any(%(emails)s::text[])
  and kind = 'customer'"""
Told = tuple[events.Happening, datetime]


def open_conversations(incoming: Sequence[Incoming]) -> list[Message]:
    """Record messages of one client, each in a conversation of its own, inside a running action.

    The numbers are drawn beforehand and each row is written once, as it stays: however many there
    are, it costs the same number of statements.
    """
    if not incoming:
        return []
    customers = _customers(incoming)
    opened = [_conversation(one, customers[one.sender_email.lower()]) for one in incoming]
    messages = [keeping.message_of(where, one) for where, one in zip(opened, incoming, strict=True)]
    _number(opened, messages)
    told, running = _begun(messages)
    many.insert(opened)
    many.insert(messages)
    files = zip(messages, incoming, strict=True)
    many.insert([row for pair in files for row in keeping.files_of(*pair)])
    many.insert(running)
    events.record_all(told)
    return messages


def _customers(incoming: Sequence[Incoming]) -> dict[str, Customer]:
    """Who wrote, by address: those that are known, with a name and a first day where these were missing."""
    client_id = incoming[0].client_id
    written = {one.sender_email.lower() for one in incoming}
    given = {"client": client_id, "emails": list(written)}
    known = {one.email: one for one in instances.found(Customer, OF_ADDRESSES, given)}
    fresh: dict[str, Customer] = {}
    changed: dict[str, Customer] = {}
    for one in incoming:
        email = one.sender_email.lower()
        customer = known.get(email) or fresh.setdefault(
            email, Customer(client_id=client_id, email=email, first_seen_at=one.received_at)
        )
        if (not customer.name and one.sender_name) or one.received_at < customer.first_seen_at:
            customer.name = customer.name or one.sender_name
            customer.first_seen_at = min(customer.first_seen_at, one.received_at)
            changed[email] = customer
    many.insert(list(fresh.values()))
    many.update(
        [customer for email, customer in changed.items() if email in known],
        ["name", "first_seen_at"],
    )
    return known | fresh


def _conversation(incoming: Incoming, customer: Customer) -> Conversation:
    return Conversation(
        client_id=incoming.client_id,
        customer=customer,
        subject=incoming.subject,
        # A machine's mail starts no clock, but a person sees it among those without an owner.
        ball=Ball.NOBODY if incoming.notice else Ball.US,
        opened_at=incoming.received_at,
        last_message_at=incoming.received_at,
        snippet=keeping.snippet_of(incoming.text),
    )


def _number(opened: Sequence[Conversation], messages: Sequence[Message]) -> None:
    conversation_ids = next_numbers(Conversation, len(opened))
    message_ids = next_numbers(Message, len(messages))
    for conversation, message, pk, message_pk in zip(
        opened, messages, conversation_ids, message_ids, strict=True
    ):
        conversation.pk = pk
        message.pk = message_pk
        message.conversation = conversation  # again: its number is known only now


def _begun(messages: Sequence[Message]) -> tuple[list[Told], list[ReplyClock]]:
    """What happened in each conversation, in its order, and the clocks that run from it."""
    client_id = messages[0].client_id
    waits = any(not message.notice for message in messages)
    policy = policies.in_force(client_id) if waits else None
    terms = ownership.terms_of(client_id)
    told: list[Told] = []
    running: list[ReplyClock] = []
    for message in messages:
        conversation = message.conversation
        told.append((_opened(conversation), message.at))
        if policy is None or message.notice:
            told.append((keeping.noticed(message), message.at))
            continue
        conversation.newest_customer_message_id = message.pk
        conversation.owner_id = terms.owner_at(message.at, of_now=None)
        if conversation.owner_id is not None:
            told.append((ownership.owned(conversation), message.at))
        received = keeping.received(message, policy.version)
        told.append((received, message.at))
        running += clocks_together.begin(conversation, events.told(received, at=message.at), policy)
    return told, running


def _opened(conversation: Conversation) -> ConversationOpened:
    return ConversationOpened(
        client_id=conversation.client_id,
        conversation_id=conversation.pk,
        customer_id=conversation.customer_id,
    )
