"""A bounce is shown on the very message that did not arrive."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Ball, Message
from madoguchi.desk.mail.actions.delivery import record_sent
from madoguchi.desk.mail.models import OutgoingMail, RawMail
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.mail.letters import a_letter, arrived

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW
CUSTOMER = "megumi@customer.example"


@pytest.fixture
def reply(hikari: Client, ann: Person) -> Message:
    """A reply that was sent."""
    message = builders.replied(builders.a_conversation(hikari), ann)
    outgoing = OutgoingMail.objects.get(message=message)
    record_sent(outgoing_mail_id=outgoing.pk, now=NOW + timedelta(minutes=11))
    return message


def a_report(original: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A delivery status notification (RFC 3464) about our message."""
    body = (
        "--x\r\nContent-Type: text/plain\r\n\r\nundeliverable\r\n"
        "--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.customer.example\r\n\r\n"
        f"Final-Recipient: rfc822; {CUSTOMER}\r\nAction: {action}\r\nStatus: {status}\r\n"
        "--x\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {original}\r\n--x--"
    )
    headers = {
        "Return-Path": "<>",
        "Content-Type": 'multipart/report; report-type=delivery-status; boundary="x"',
    }
    return a_letter(
        sender="MAILER-DAEMON@mx.customer.example",
        subject="Undelivered Mail",
        body=body,
        headers=headers,
    )


def told(hikari: Client, reply: Message, raw: bytes) -> RawMail:
    mail = arrived(hikari, raw, now=NOW + timedelta(minutes=12))
    reply.refresh_from_db()
    return mail


def test_a_bounce_marks_the_message_that_did_not_arrive(hikari: Client, reply: Message) -> None:
    told(hikari, reply, a_report(reply.mail_id or ""))

    assert reply.delivery == Message.Delivery.BOUNCED
    assert reply.delivery_note == f"{CUSTOMER} には届きません（5.1.1）。宛先を確かめてください。"


def test_a_bounce_joins_the_conversation_and_passes_no_ball(hikari: Client, reply: Message) -> None:
    mail = told(hikari, reply, a_report(reply.mail_id or ""))

    assert mail.message is not None
    assert mail.message.kind == Message.Kind.NOTICE
    assert mail.message.conversation_id == reply.conversation_id
    assert mail.message.conversation.ball == Ball.THEM


def test_nothing_overwrites_a_bounce(hikari: Client, reply: Message) -> None:
    told(hikari, reply, a_report(reply.mail_id or ""))

    record_sent(
        outgoing_mail_id=OutgoingMail.objects.get(message=reply).pk,
        now=NOW + timedelta(minutes=20),
    )

    reply.refresh_from_db()
    assert reply.delivery == Message.Delivery.BOUNCED


def test_a_delay_marks_nothing(hikari: Client, reply: Message) -> None:
    told(hikari, reply, a_report(reply.mail_id or "", action="delayed", status="4.4.1"))

    assert reply.delivery == Message.Delivery.SENT


def test_a_bounce_of_what_we_never_sent_marks_nothing(hikari: Client, reply: Message) -> None:
    mail = told(hikari, reply, a_report("<somebody-elses@x.example>"))

    assert mail.state == RawMail.State.READ
    assert reply.delivery == Message.Delivery.SENT


def test_a_bounce_that_names_a_customers_mail_marks_nothing(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari, mail_id="<theirs@customer.example>")

    arrived(hikari, a_report("<theirs@customer.example>"))

    message = conversation.messages.get(kind=Message.Kind.CUSTOMER)
    assert message.delivery == Message.Delivery.NONE


def test_a_person_who_writes_about_a_bounce_marks_nothing(hikari: Client, reply: Message) -> None:
    headers = {"In-Reply-To": reply.mail_id or ""}

    told(hikari, reply, a_letter(subject="Undelivered Mail", headers=headers))

    assert reply.delivery == Message.Delivery.SENT
