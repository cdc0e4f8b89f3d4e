"""A reply as the mail that leaves."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import merging, notes
from madoguchi.desk.conversations.actions.replies import NobodyToReplyTo
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.mail import addresses, composing
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.engines import mailtext
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW


def envelope_of(message: Message) -> composing.Envelope:
    return composing.envelope_of(OutgoingMail.objects.get(message=message))


def mail_of(message: Message) -> mailtext.Mail:
    """The mail as the customer's program reads it."""
    return mailtext.parse(envelope_of(message).raw)


def answered(conversation: Conversation, author: Person, *, minutes: int = 10) -> Message:
    return builders.replied(conversation, author, after=timedelta(minutes=minutes))


def test_it_comes_from_the_client_and_goes_to_the_customer(hikari: Client, ann: Person) -> None:
    message = answered(builders.a_conversation(hikari), ann)

    mail, envelope = mail_of(message), envelope_of(message)
    assert mail.sender == mailtext.Address("ひかり文具店 お客様窓口", "support@hikari.example")
    assert mail.to == (mailtext.Address("田中 恵", "megumi@customer.example"),)
    assert (envelope.sender, envelope.recipients[0]) == (
        "support@hikari.example",
        "megumi@customer.example",
    )


def test_nothing_in_it_names_the_provider_or_its_people(hikari: Client, ann: Person) -> None:
    raw = envelope_of(answered(builders.a_conversation(hikari), ann)).raw

    assert b"provider.example" not in raw
    assert "Ann" not in mailtext.parse(raw).text


def test_the_text_stands_above_the_clients_signature(hikari: Client, ann: Person) -> None:
    message = answered(builders.a_conversation(hikari), ann)

    assert mail_of(message).text.strip() == f"{message.text}\n\nひかり文具店\nお客様窓口"


def test_the_reply_address_reads_back_to_the_conversation(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    [reply_to] = mail_of(answered(conversation, ann)).reply_to

    assert addresses.conversation_token((reply_to.email,)) == conversation.pk
    assert addresses.base_of(reply_to.email) == "support@hikari.example"


def test_it_answers_the_newest_mail_and_names_all_before(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari, mail_id="<first@x.example>")
    first = answered(conversation, ann)
    builders.received(conversation, mail_id="<second@x.example>")

    mail = mail_of(answered(conversation, ann, minutes=40))

    assert mail.in_reply_to == ("<second@x.example>",)
    assert mail.references == ("<first@x.example>", first.mail_id, "<second@x.example>")


def test_notices_and_notes_are_no_part_of_the_chain(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari, mail_id="<first@x.example>")
    builders.received(conversation, mail_id="<away@x.example>", notice="auto_reply")

    assert mail_of(answered(conversation, ann)).references == ("<first@x.example>",)


def test_no_word_of_a_note_leaves_not_even_after_a_merge(hikari: Client, ann: Person) -> None:
    source, target = builders.a_conversation(hikari), builders.a_conversation(hikari)
    for one in (source, target):
        notes.write_note(conversation_id=one.pk, author=ann, text="社内だけの話", now=NOW)
    merging.merge_conversations(
        source_id=source.pk, target_id=target.pk, person=ann, now=NOW + timedelta(minutes=5)
    )

    reply = answered(target, ann)

    mail = mail_of(reply)
    assert "社内だけの話" not in f"{mail.subject}{mail.text}{mail.html}"
    ids = target.messages.filter(kind=Message.Kind.NOTE).values_list("mail_id", flat=True)
    assert len(ids) == 2
    assert {one for one in ids if one} & {*mail.references, *mail.in_reply_to} == set()


@pytest.mark.parametrize("subject", ["注文について", "Re: 注文について", "RE: Re: 注文について"])
def test_the_subject_has_one_re(hikari: Client, ann: Person, subject: str) -> None:
    conversation = builders.a_conversation(hikari, subject=subject)

    assert mail_of(answered(conversation, ann)).subject == "Re: 注文について"


def test_it_is_dated_in_the_clients_zone_when_it_was_sent(hikari: Client, ann: Person) -> None:
    message = answered(builders.a_conversation(hikari), ann)

    assert mail_of(message).date == NOW + timedelta(minutes=10)
    assert b"Date: Tue, 17 Nov 2026 14:10:00 +0900" in envelope_of(message).raw


def test_it_carries_the_message_id_made_when_it_was_written(hikari: Client, ann: Person) -> None:
    message = answered(builders.a_conversation(hikari), ann)

    assert mail_of(message).message_id == message.mail_id


def test_every_try_is_the_same_bytes(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    message = answered(conversation, ann)
    before = envelope_of(message)

    builders.received(conversation, received_at=NOW + timedelta(hours=1))

    assert envelope_of(message) == before


def test_an_old_phones_address_is_quoted_for_the_mail_server(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari, sender_email="taro..x.@docomo.example")

    envelope = envelope_of(answered(conversation, ann))

    assert envelope.recipients == ('"taro..x."@docomo.example',)


def test_an_id_that_no_mail_can_carry_is_left_out_of_the_thread(
    hikari: Client, ann: Person
) -> None:
    message = answered(builders.a_conversation(hikari, mail_id="<no id>"), ann)

    assert mailtext.parse(envelope_of(message).raw).in_reply_to == ()


def test_an_address_that_no_mail_can_reach_is_refused_before_sending(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari, sender_email="nobody")

    with pytest.raises(NobodyToReplyTo):
        answered(conversation, ann)
