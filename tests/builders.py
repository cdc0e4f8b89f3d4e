"""Small builders: a client, a person, a conversation, a reply; plain values, through the real actions."""

import os
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.test import Client as Browser

from madoguchi.desk.clients.actions import give_reason
from madoguchi.desk.clients.models import (
    Address,
    Assignment,
    Client,
    ReplyPolicy,
    RuleSeverity,
)
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.actions.receiving import receive_message
from madoguchi.desk.conversations.actions.replies import Reply, send_reply
from madoguchi.desk.conversations.incoming import Incoming
from madoguchi.desk.conversations.models import Conversation, DraftFile, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.launcher import FAST_AND_FORGETFUL, Postgres
from madoguchi.desk.platform.models import Event
from madoguchi.desk.rulebook.chapters import first_book
from madoguchi.desk.rulebook.contents import as_data
from madoguchi.desk.rulebook.models import BookVersion
from madoguchi.engines.rulebook import RULES

# A Tuesday, 14:00 in Tokyo: inside everybody's desk hours.
NOW = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
WEEKDAYS_10_TO_19: dict[str, Any] = {
    "tz": "Asia/Tokyo",
    "weekly": {day: [["10:00", "19:00"]] for day in "12345"},
    "holidays": "JP",
    "closed": [],
    "open_extra": {},
}
_numbers = iter(range(1, 1_000_000))


def a_server(home: Path) -> Postgres:
    """A PostgreSQL that is thrown away: the embedded one, or that of `bin/test --postgres15`."""
    given = os.environ.get("MADOGUCHI_POSTGRES_BIN")
    return Postgres(home=home, binaries=Path(given) if given else None, settings=FAST_AND_FORGETFUL)


def the_first_book() -> None:
    """Published as the migration does it, where a test that committed emptied the table."""
    if not BookVersion.objects.exists():
        book = first_book()
        BookVersion.objects.create(
            number=1,
            content=as_data(book),
            changed=[one.slug for one in book.rules],
            published_at=clock.now(),
        )


def a_person(key: str, *, is_admin: bool = False) -> Person:
    """Somebody who can sign in."""
    return Person.objects.create(
        email=f"{key}@provider.example", name=f"{key.title()} 花子", is_admin=is_admin
    )


def a_member(key: str, client: Client, *, is_owner: bool = False) -> Person:
    """One of the client's own people, who signs in."""
    person = Person.objects.create(
        email=f"{key}@{client.key}.example",
        name=f"{key.title()} 桜",
        side="client",
        member_of=client.pk,
    )
    with walls.transaction([client.pk]):
        Contact.objects.create(
            client=client,
            name=person.name,
            email=person.email,
            person=person,
            is_owner=is_owner,
            added_at=LONG_AGO,
        )
    return person


def a_client(key: str, *, name: str = "", calendar: dict[str, Any] | None = None) -> Client:
    """A client with an address (support@KEY.example), hours and the usual reply targets."""
    with walls.transaction([], provider_wide=True):
        client = Client.objects.create(
            key=key,
            name=name or key,
            hue=1,
            sender_name=f"{name or key} お客様窓口",
            signature=f"{name or key}\nお客様窓口",
        )
        Address.objects.create(client=client, address=f"support@{key}.example", is_default=True)
        ReplyPolicy.objects.create(
            client=client, version=1, calendar=calendar or WEEKDAYS_10_TO_19, valid_from=LONG_AGO
        )
    return client


def assigned(
    person: Person,
    client: Client,
    *,
    role: str = "operator",
    takes_new: bool = False,
    starts_at: datetime = LONG_AGO,
    ends_at: datetime | None = None,
) -> Person:
    """The person, assigned to the client."""
    with walls.transaction([client.pk], provider_wide=True):
        Assignment.objects.create(
            client=client,
            person=person,
            role=role,
            takes_new=takes_new,
            starts_at=starts_at,
            ends_at=ends_at,
        )
    return person


def an_incoming(client: Client, **changes: Any) -> Incoming:
    """A customer's message for a client; each one is another mail."""
    number = next(_numbers)
    plain: dict[str, Any] = {
        "client_id": client.pk,
        "received_at": NOW,
        "sender_name": "田中 恵",
        "sender_email": "megumi@customer.example",
        "subject": "注文について",
        "text": "届く日を教えてください。",
        "whole_text": "届く日を教えてください。",
        "mail_id": f"<mail-{number}@customer.example>",
        "body_hash": f"{number:064d}",
        "own_text": changes.get("text", "届く日を教えてください。"),
        "from_email": changes.get("sender_email", "megumi@customer.example"),
    }
    return Incoming(**{**plain, **changes})


def a_conversation(client: Client, **changes: Any) -> Conversation:
    """A conversation that a customer's message opened."""
    with walls.transaction([client.pk]):
        message, _ = receive_message(an_incoming(client, **changes))
        return Conversation.objects.select_related("client", "customer", "owner").get(
            pk=message.conversation_id
        )


def a_reply(conversation: Conversation, **changes: Any) -> Reply:
    """A text that the guard has nothing against, written after seeing everything."""
    plain: dict[str, Any] = {
        "body": "田中様\nお問い合わせありがとうございます。11月19日(木)に届きます。",
        "draft_key": uuid.uuid4(),
        "last_seen_id": 2**62,
    }
    return Reply(**{**plain, **changes})


def replied(
    conversation: Conversation, author: Person, *, after: timedelta = timedelta(minutes=10)
) -> Message:
    """Our answer, sent some time after the conversation opened."""
    with walls.transaction([conversation.client_id]):
        return send_reply(
            conversation_id=conversation.pk,
            author=author,
            reply=a_reply(conversation),
            now=conversation.opened_at + after,
        )


def signed_in(person: Person) -> Browser:
    """A test browser in which the person is signed in."""
    browser = Browser()
    browser.force_login(person)
    return browser


def received(conversation: Conversation, **changes: Any) -> Message:
    """One more message of the customer in the conversation; by default ten minutes later."""
    plain: dict[str, Any] = {
        "conversation_token": conversation.pk,
        "received_at": conversation.opened_at + timedelta(minutes=10),
    }
    with walls.transaction([conversation.client_id]):
        message, _ = receive_message(an_incoming(conversation.client, **{**plain, **changes}))
    return message


def a_policy(
    client: Client, *, version: int, calendar: dict[str, Any] | None = None, due_minutes: int = 60
) -> ReplyPolicy:
    """One more version of a client's hours and targets."""
    with walls.transaction([client.pk]):
        return ReplyPolicy.objects.create(
            client=client,
            version=version,
            calendar=calendar or WEEKDAYS_10_TO_19,
            due_minutes=due_minutes,
            valid_from=LONG_AGO,
        )


def with_severity(client: Client, rule: str, severity: str) -> None:
    """The client finds this rule harder, or milder, than the rulebook does."""
    with walls.transaction([client.pk]):
        RuleSeverity.objects.update_or_create(
            client=client, rule=rule, defaults={"severity": severity}
        )


def with_only(client: Client, rule: str, *, severity: str) -> None:
    """This rule weighs so much for the client, and all others are off: whatever rules there are."""
    for slug in RULES:
        with_severity(client, slug, severity if slug == rule else RuleSeverity.OFF)


def a_draft_file(
    conversation: Conversation,
    person: Person,
    *,
    name: str = "見積.pdf",
    confidentiality: str = "public",
    draft_key: uuid.UUID | None = None,
) -> DraftFile:
    """A file beside an unsent reply; its bytes are kept nowhere."""
    return DraftFile.objects.create(
        client_id=conversation.client_id,
        conversation=conversation,
        person=person,
        name=name,
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        confidentiality=confidentiality,
        draft_key=draft_key,
        at=NOW,
    )


def with_a_reason(person: Person, client: Client, *, now: datetime) -> Person:
    """The admin, who wrote why they must look inside."""
    give_reason(client_id=client.pk, person=person, reason="問い合わせの調査", now=now)
    return person


def kinds_of_events(conversation_id: int) -> list[str]:
    """What happened to the conversation, in order."""
    log = Event.objects.filter(conversation_id=conversation_id).order_by("pk")
    return list(log.values_list("kind", flat=True))


def an_event(client_id: int, conversation_id: int, *, kind: str, **data: Any) -> Event:
    """A line of the log that was never written."""
    return Event(at=NOW, kind=kind, client_id=client_id, conversation_id=conversation_id, data=data)
