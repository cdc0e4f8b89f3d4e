"""Raw mail becomes a message in its conversation."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Ball, Conversation, Customer, Message
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.mail.letters import SENDER, a_letter, arrived, read, stored

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW


def message_of(mail: RawMail) -> Message:
    """The message that the mail became."""
    assert mail.message is not None, mail.reason
    return mail.message


def test_a_mail_becomes_a_message_of_its_customer(hikari: Client, ann: Person) -> None:
    mail = arrived(hikari, a_letter(subject="Order 12", body="届く日を教えてください。"))

    message = message_of(mail)
    conversation = message.conversation
    assert (mail.state, mail.read_at) == (RawMail.State.READ, NOW)
    assert (message.text, message.sender_name) == ("届く日を教えてください。", "Megumi Tanaka")
    assert (conversation.subject, conversation.ball) == ("Order 12", Ball.US)
    assert conversation.customer.email == SENDER
    assert conversation.owner == ann


def test_the_clock_starts_when_the_mail_came_in_not_when_it_was_read(hikari: Client) -> None:
    raw = stored(hikari, a_letter(), now=NOW)

    mail = read(hikari, raw, now=NOW + timedelta(minutes=45))

    assert message_of(mail).conversation.due_at == NOW + timedelta(minutes=60)


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("text/plain; charset=iso-2022-jp", "㈱ひかり①髙橋".encode("cp932"), "㈱ひかり①髙橋"),
        ("text/plain; charset=iso-2022-jp", "実はUTF-8です".encode(), "実はUTF-8です"),
        ("text/plain; charset=windows-31j", "㈱ひかり①髙橋".encode("cp932"), "㈱ひかり①髙橋"),
        ("text/plain; charset=x-sjis", "届きません".encode("cp932"), "届きません"),
        ("text/plain; charset=x-euc-jp", "届きません".encode("euc-jp"), "届きません"),
        ("text/plain", "届きません".encode("iso-2022-jp"), "届きません"),
        ("text/plain; charset=no-such-charset", "届きません".encode(), "届きません"),
        ("text/plain; charset=iso-2022-jp", b"\x1b$B-j-!|b\x1b(B", "㈱①髙"),
        ("text/plain; charset=utf-8", "絵文字😂と\0ヌル".encode(), "絵文字😂とヌル"),
    ],
)
def test_what_people_write_arrives_as_they_wrote_it(
    hikari: Client, content_type: str, body: bytes, expected: str
) -> None:
    head = a_letter(body="", headers={"Content-Type": content_type}).rstrip(b"\r\n")

    mail = arrived(hikari, head + b"\r\n\r\n" + body + b"\r\n")

    assert Message.objects.get(pk=message_of(mail).pk).text == expected


def test_a_raw_shift_jis_subject_is_read(hikari: Client) -> None:
    raw = a_letter(subject="SUBJECT").replace(b"SUBJECT", "加湿器の表示が消える".encode("cp932"))

    mail = arrived(hikari, raw)

    assert message_of(mail).conversation.subject == "加湿器の表示が消える"


def test_the_quoted_part_is_kept_apart(hikari: Client) -> None:
    body = "はい、お願いします。\r\n\r\n2026年11月17日(火) 14:00 ひかり <support@hikari.example>:\r\n> よろしいですか。"

    message = message_of(arrived(hikari, a_letter(body=body)))

    assert message.text == "はい、お願いします。"
    assert "> よろしいですか。" in message.quoted_text


def test_a_mail_of_nothing_but_a_quote_shows_the_quote(hikari: Client) -> None:
    message = message_of(arrived(hikari, a_letter(body="> よろしいですか。")))

    assert message.text == "> よろしいですか。"
    assert message.quoted_text == ""


def test_files_are_recorded_with_their_own_names(hikari: Client) -> None:
    body = (
        "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n写真です。\r\n"
        '--x\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename="a.png"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x--"
    )
    raw = a_letter(body=body, headers={"Content-Type": 'multipart/mixed; boundary="x"'})

    message = message_of(arrived(hikari, raw))

    file = message.attachments.get()
    assert (file.name, file.content_type, file.size) == ("a.png", "image/png", 8)


def test_a_mail_joins_by_references_to_any_ancestor(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.replied(conversation, ann)
    references = f"<lost@x.example> {reply.mail_id} <another@x.example>"

    mail = arrived(hikari, a_letter(headers={"References": references}))

    assert message_of(mail).conversation_id == conversation.pk


def test_a_mail_to_the_signed_address_joins_without_any_header(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari)
    signed = addresses.reply_address("support@hikari.example", conversation.pk)

    mail = arrived(hikari, a_letter(to=signed), to=signed)

    assert message_of(mail).conversation_id == conversation.pk


def test_the_signed_address_may_stand_in_the_header_alone(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari)
    signed = addresses.reply_address("support@hikari.example", conversation.pk)

    mail = arrived(hikari, a_letter(headers={"Cc": signed}))

    assert message_of(mail).conversation_id == conversation.pk


def test_a_forged_signature_never_joins(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari)
    forged = f"support+r{conversation.pk}.aaaaaaaaaaaaaaaa@hikari.example"

    mail = arrived(hikari, a_letter(to=forged), to=forged)

    assert message_of(mail).conversation_id != conversation.pk


def test_a_signed_address_of_one_client_opens_nothing_at_another(
    hikari: Client, tsubame: Client
) -> None:
    theirs = builders.a_conversation(tsubame)
    signed = addresses.reply_address("support@tsubame.example", theirs.pk)

    mail = arrived(hikari, a_letter(headers={"Cc": signed}))

    assert message_of(mail).client_id == hikari.pk
    assert message_of(mail).conversation_id != theirs.pk


def test_the_same_mail_delivered_twice_is_a_duplicate(hikari: Client) -> None:
    raw = a_letter()
    first = arrived(hikari, raw)

    second = arrived(hikari, raw)

    assert (first.state, second.state) == (RawMail.State.READ, RawMail.State.DUPLICATE)
    assert first.message == second.message
    assert Message.objects.count() == 1


def test_a_mail_without_an_id_is_known_by_its_bytes(hikari: Client) -> None:
    nameless = a_letter(headers={"Message-ID": ""})

    first, second = arrived(hikari, nameless), arrived(hikari, nameless)
    other = arrived(hikari, a_letter(headers={"Message-ID": ""}, body="別の話です。"))

    assert first.message == second.message
    assert second.state == RawMail.State.DUPLICATE
    assert other.message != first.message


@pytest.mark.parametrize("mail_id", ["<1>", f"<{'x' * 600}@customer.example>"])
def test_an_id_that_no_answer_could_name_is_replaced(hikari: Client, mail_id: str) -> None:
    mail = arrived(hikari, a_letter(headers={"Message-ID": mail_id}))

    assert message_of(mail).mail_id == f"<sha256-{mail.sha256}>"


def test_reading_twice_changes_nothing(hikari: Client) -> None:
    mail = arrived(hikari, a_letter())

    again = read(hikari, mail, now=NOW + timedelta(hours=1))

    assert again.read_at == NOW
    assert Message.objects.count() == 1


def test_a_mail_without_a_sender_is_known_by_its_envelope(hikari: Client) -> None:
    mail = arrived(hikari, a_letter(sender=""))

    assert message_of(mail).conversation.customer.email == SENDER


def test_an_automatic_answer_starts_no_clock(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.replied(conversation, ann)
    headers = {"In-Reply-To": reply.mail_id or "", "Auto-Submitted": "auto-replied"}

    mail = arrived(hikari, a_letter(subject="不在", headers=headers))

    conversation.refresh_from_db()
    assert message_of(mail).kind == Message.Kind.NOTICE
    assert (conversation.ball, conversation.due_at) == (Ball.THEM, None)


def test_nothing_of_it_is_seen_from_another_client(hikari: Client, tsubame: Client) -> None:
    arrived(hikari, a_letter())

    with walls.transaction([tsubame.pk]):
        for table in (RawMail, Message, Conversation, Customer):
            assert not table._default_manager.exists()
