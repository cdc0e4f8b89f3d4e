"""Mail never joins, finds or marks anything across clients, whatever its headers say."""

import pytest

from madoguchi.desk.clients.models import Address, Client
from madoguchi.desk.conversations.models import Customer, Message
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.actions.delivery import deliver
from madoguchi.desk.mail.actions.reading import read_raw
from madoguchi.desk.mail.models import OutgoingMail, RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.walls.belongings import CUSTOMER, Belongings, raw_mail, read, stored

SUPPORT = "support@tsubame.example"


def _received(raw: bytes, *recipients: str) -> list[Message]:
    messages = [read(mail) for mail in stored(raw, *(recipients or (SUPPORT,)))]
    assert None not in messages
    return [message for message in messages if message is not None]


@pytest.mark.parametrize("header", ["In_Reply_To", "References", "Message_ID"])
def test_another_clients_message_id_joins_nothing(
    header: str, hikaris: Belongings, tsubame: Client, otto: Person
) -> None:
    known = hikaris.question.mail_id or ""

    [message] = _received(raw_mail(SUPPORT, **{header: known}))

    assert message.client_id == tsubame.pk
    assert message.conversation_id != hikaris.conversation.pk
    assert message.conversation.client_id == tsubame.pk


def test_our_own_message_id_of_another_client_joins_nothing(
    hikaris: Belongings, tsubame: Client
) -> None:
    [message] = _received(raw_mail(SUPPORT, In_Reply_To=hikaris.reply.mail_id or ""))

    assert message.conversation.client_id == tsubame.pk


def test_the_signed_address_of_another_clients_conversation_joins_nothing(
    hikaris: Belongings, tsubame: Client
) -> None:
    foreign = addresses.reply_address("support@hikari.example", hikaris.conversation.pk)
    [message] = _received(raw_mail(foreign), SUPPORT)

    assert message.conversation.client_id == tsubame.pk
    assert message.conversation_id != hikaris.conversation.pk


def test_a_signature_of_another_clients_conversation_on_ones_own_address_joins_nothing(
    hikaris: Belongings, tsubame: Client
) -> None:
    mixed = addresses.reply_address(SUPPORT, hikaris.conversation.pk)
    [message] = _received(raw_mail(mixed), mixed)

    assert message.conversation.client_id == tsubame.pk


def test_the_same_signed_address_joins_inside_of_the_wall(hikaris: Belongings) -> None:
    signed = addresses.reply_address("support@hikari.example", hikaris.conversation.pk)
    [message] = _received(raw_mail(signed), signed)

    assert message.conversation_id == hikaris.conversation.pk


def test_one_mail_to_two_clients_is_two_mails_two_conversations_and_two_customers(
    hikari: Client, tsubame: Client
) -> None:
    both = ("support@hikari.example", SUPPORT)
    messages = _received(raw_mail(", ".join(both), Message_ID="<one@x.example>"), *both)

    assert {one.client_id for one in messages} == {hikari.pk, tsubame.pk}
    assert len({one.conversation_id for one in messages}) == 2
    assert len({one.conversation.customer_id for one in messages}) == 2
    assert {one.mail_id for one in messages} == {"<one@x.example>"}


def test_the_same_address_at_two_clients_is_two_customers_who_do_not_share_a_name(
    hikari: Client, tsubame: Client
) -> None:
    builders.a_conversation(hikari, sender_email=CUSTOMER, sender_name="田中 恵")
    builders.a_conversation(tsubame, sender_email=CUSTOMER, sender_name="")

    with walls.transaction([tsubame.pk]):
        assert Customer.objects.get().name == ""
    with walls.transaction([hikari.pk, tsubame.pk]):
        assert Customer.objects.filter(email=CUSTOMER).count() == 2


def test_a_forged_bounce_marks_no_reply_of_another_client(
    hikaris: Belongings, tsubame: Client
) -> None:
    [mail] = stored(_bounce_of(hikaris.reply), SUPPORT)
    read(mail)

    with walls.transaction([hikaris.client.pk]):
        reply = Message.objects.get(pk=hikaris.reply.pk)
    assert reply.delivery == Message.Delivery.QUEUED


def test_the_same_bounce_to_the_right_client_does_mark_it(hikaris: Belongings) -> None:
    [mail] = stored(_bounce_of(hikaris.reply), "support@hikari.example")
    read(mail)

    with walls.transaction([hikaris.client.pk]):
        reply = Message.objects.get(pk=hikaris.reply.pk)
    assert reply.delivery == Message.Delivery.BOUNCED


def test_a_job_that_names_another_clients_mail_finds_none(
    hikaris: Belongings, tsubame: Client
) -> None:
    with walls.within([tsubame.pk]), pytest.raises(RawMail.DoesNotExist):
        read_raw(client_id=tsubame.pk, raw_mail_id=hikaris.quarantined.pk, now=builders.NOW)


def test_a_job_that_names_another_clients_outgoing_mail_sends_none(
    hikaris: Belongings, tsubame: Client
) -> None:
    with walls.transaction([hikaris.client.pk]):
        outgoing = OutgoingMail.objects.get()

    with walls.within([tsubame.pk]), pytest.raises(OutgoingMail.DoesNotExist):
        deliver(client_id=tsubame.pk, outgoing_mail_id=outgoing.pk)


def test_a_client_cannot_take_over_another_clients_address(hikari: Client, tsubame: Client) -> None:
    with walls.transaction([tsubame.pk]):
        assert Address.objects.filter(address="support@hikari.example").update(client=tsubame) == 0


def _bounce_of(reply: Message) -> bytes:
    return "\r\n".join(
        (
            "From: MAILER-DAEMON@mx.example",
            f"To: {SUPPORT}",
            "Subject: Undelivered Mail Returned to Sender",
            "Auto-Submitted: auto-replied",
            "MIME-Version: 1.0",
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "I'm sorry.",
            "--b",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; mx.example",
            "",
            f"Final-Recipient: rfc822; {CUSTOMER}",
            "Action: failed",
            "Status: 5.1.1",
            "",
            "--b",
            "Content-Type: text/rfc822-headers",
            "",
            f"Message-ID: {reply.mail_id}",
            "Subject: Re",
            "",
            "--b--",
            "",
        )
    ).encode()
