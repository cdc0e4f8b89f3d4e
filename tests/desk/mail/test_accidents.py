"""Accidents that happened to other desks, one test each, from the bytes to what the operator sees."""

import base64
import time
from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Attachment, Ball, Conversation, Message, ReplyClock
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.mail.letters import a_letter, arrived, read, stored

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW
ENTIRE_MAIL_SECONDS = 3  # on a busy machine; 27 s elsewhere

HOPELESS = (
    b"",
    b"\x00\xff\xfe",
    b"From: =?unknown-8bit?B?////?= <\xff@\xff>\r\nContent-Type: text/plain; charset=x-nobody\r\n\r\n\xff",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n--x",
)


@pytest.mark.parametrize("bad", HOPELESS, ids=range(len(HOPELESS)))
def test_one_bad_message_does_not_stop_the_mailbox(hikari: Client, bad: bytes) -> None:
    first, second = stored(hikari, bad), stored(hikari, a_letter())

    states = [read(hikari, mail).state for mail in (first, second)]

    assert states[0] in {RawMail.State.READ, RawMail.State.QUARANTINED}
    assert states[1] == RawMail.State.READ
    assert bytes(RawMail.objects.get(pk=first.pk).raw) == bad


def test_the_same_mail_for_ever_is_one_message(hikari: Client) -> None:
    raw = a_letter()

    states = [arrived(hikari, raw, now=NOW + timedelta(days=day)).state for day in range(4)]

    assert states == [RawMail.State.READ, *[RawMail.State.DUPLICATE] * 3]
    assert Message.objects.count() == 1


def test_a_phone_that_forgets_the_reply_header_threads_by_any_ancestor(
    hikari: Client, ann: Person
) -> None:
    reply = builders.replied(builders.a_conversation(hikari), ann)
    ancestors = f"<x@phone.example> {reply.mail_id} <y@phone.example>"

    mail = arrived(hikari, a_letter(headers={"References": ancestors}))

    assert mail.message is not None
    assert mail.message.conversation_id == reply.conversation_id


def test_an_equal_subject_alone_joins_nothing(hikari: Client, ann: Person) -> None:
    builders.replied(builders.a_conversation(hikari, subject="注文について"), ann)

    arrived(hikari, a_letter(subject="Re: 注文について"))

    assert Conversation.objects.count() == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Subject": "不在のお知らせ"},
        {
            "Return-Path": "<>",
            "From": "MAILER-DAEMON@mx.example",
            "Subject": "Warning: message delayed",
        },
    ],
    ids=["vacation", "absence", "delay"],
)
def test_a_machine_opens_nothing_again_and_starts_no_clock(
    hikari: Client, ann: Person, headers: dict[str, str]
) -> None:
    reply = builders.replied(builders.a_conversation(hikari), ann)
    running = ReplyClock.objects.filter(stopped_at__isnull=True).count()

    mail = arrived(hikari, a_letter(headers={**headers, "In-Reply-To": reply.mail_id or ""}))

    assert mail.message is not None
    assert mail.message.kind == Message.Kind.NOTICE
    assert mail.message.conversation.ball == Ball.THEM
    assert ReplyClock.objects.filter(stopped_at__isnull=True).count() == running


JIS_ROUND = b"\x1b$B-!\x1b(B\x1b$B|b\x1b(B"  # ① and 髙 in rows that Python's codec lacks


@pytest.mark.parametrize("label", ["iso-2022-jp", "iso-2022-jp-ms", "cp50221", "utf-8", ""])
def test_characters_of_the_machine_room_are_read(hikari: Client, label: str) -> None:
    kind = f"text/plain; charset={label}" if label else "text/plain"
    raw = a_letter(headers={"Content-Type": kind}, body="BODY").replace(b"BODY", JIS_ROUND)

    mail = arrived(hikari, raw)

    assert mail.message is not None
    assert "①" in mail.message.text
    assert "髙" in mail.message.text


def test_forty_three_logos_take_no_time(hikari: Client) -> None:
    logo = base64.encodebytes(bytes(range(256)) * 400).replace(b"\n", b"\r\n")
    parts = [
        b"--x\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo%d>\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n%s" % (number, logo)
        for number in range(43)
    ]
    text = b"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nlogos\r\n"
    head = a_letter(headers={"Content-Type": 'multipart/related; boundary="x"'}, body="")
    raw = head + text + b"".join(parts) + b"--x--\r\n"

    began = time.process_time()
    mail = arrived(hikari, raw)

    assert time.process_time() - began < ENTIRE_MAIL_SECONDS
    assert Attachment.objects.filter(message=mail.message).count() == 43


@pytest.mark.parametrize(
    "separator",
    [
        "山田 花子 <hanako@example.jp> のメール:",
        "-----元のメッセージ-----",
        "2026年11月20日(金) 14:36 山田 <yamada@example.jp>:",
        "差出人: 山田\r\n送信日時: 2026年11月20日 14:36\r\n宛先: 窓口\r\n件名: 注文",
    ],
)
def test_what_stands_below_a_japanese_reply_header_is_a_quotation(
    hikari: Client, separator: str
) -> None:
    mail = arrived(hikari, a_letter(body=f"了解しました。\r\n\r\n{separator}\r\n> 以前の文面\r\n"))

    assert mail.message is not None
    assert mail.message.text == "了解しました。"
    assert "以前の文面" in mail.message.quoted_text
