"""The mail we send: readable again by ourselves and by the standard library, and impossible to inject into."""

import email
import email.policy
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.engines.mailtext import (
    Address,
    Outgoing,
    compose,
    header_address,
    parse,
    reply_subject,
)

REPLY = Outgoing(
    sender=Address("ひかり商店 カスタマーサポート", "support@hikari.example"),
    to=(Address("山田 太郎", "taro..x.@docomo.ne.jp"),),
    subject="注文の件",
    text="山田様\n\nお世話になっております。",
    signature="━━━━━━\nひかり商店\n",
    date=datetime(2026, 11, 20, 14, 36, tzinfo=timezone(timedelta(hours=9))),
    message_id="<20261120053600.k3v9x2aa@hikari.example>",
    in_reply_to="<parent@docomo.ne.jp>",
    references=("<first@docomo.ne.jp>", "<parent@docomo.ne.jp>"),
    reply_to=Address("", "support+r42.k3v@hikari.example"),
    cc=(Address("Yamada, Jiro", "jiro@example.jp"), Address("", "plain@example.jp")),
)


def test_a_reply_comes_back_as_it_was_given() -> None:
    read = parse(compose(REPLY))
    assert (read.sender, read.to, read.cc) == (REPLY.sender, REPLY.to, REPLY.cc)
    assert read.reply_to == (REPLY.reply_to,)
    assert (read.subject, read.date, read.message_id) == (
        "Re: 注文の件",
        REPLY.date,
        REPLY.message_id,
    )
    assert read.in_reply_to == ("<parent@docomo.ne.jp>",)
    assert read.references == REPLY.references
    assert read.text == "山田様\n\nお世話になっております。\n\n━━━━━━\nひかり商店\n"
    assert (read.kind.value, read.defects, read.charset_repairs) == ("message", (), ())


def test_the_standard_library_reads_the_same() -> None:
    # A short name: Python 3.11 puts a blank between the words of a long one.
    reply = replace(REPLY, sender=Address("ひかり商店", "support@hikari.example"))
    read = email.message_from_bytes(compose(reply), policy=email.policy.default)
    assert read["subject"] == "Re: 注文の件"
    assert read["to"].addresses[0].display_name == "山田 太郎"
    assert read["to"].addresses[0].username == "taro..x."
    assert read["from"].addresses[0].display_name == "ひかり商店"
    assert read.get_content().replace("\r\n", "\n").startswith("山田様\n\nお世話に")
    assert read["auto-submitted"] is None


def test_the_same_input_gives_the_same_seven_bit_bytes_in_short_lines() -> None:
    raw = compose(REPLY)
    assert raw == compose(REPLY)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_awkward_local_parts_are_quoted() -> None:
    assert b'<"taro..x."@docomo.ne.jp>' in compose(REPLY)
    assert header_address(".x@ezweb.ne.jp") == '".x"@ezweb.ne.jp'
    assert header_address('"taro..x."@docomo.ne.jp') == '"taro..x."@docomo.ne.jp'
    assert header_address('a"b@x.jp') == '"a\\"b"@x.jp'
    assert header_address("a.b+c@x.jp") == "a.b+c@x.jp"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@",
        "@b",
        "a@b c",
        "a b@c.jp",
        "a@b\r\nX: y",
        "あ@b.jp",
        "x" * 65 + "@b.jp",
        "a@-b.jp",
        "a@例.jp",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        header_address(address)


@pytest.mark.parametrize(
    "outgoing",
    [
        replace(REPLY, subject="x\r\nBcc: a@b.jp"),
        replace(REPLY, subject="x\ny"),
        replace(REPLY, sender=Address("x\rBcc: a@b.jp", "a@b.jp")),
        replace(REPLY, to=(Address("x\ud800", "a@b.jp"),)),
        replace(REPLY, to=(Address("x", "a@b.jp\nBcc: c@d.jp"),)),
        replace(REPLY, to=()),
        replace(REPLY, message_id="<a@b>\r\nX: y"),
        replace(REPLY, message_id="a@b"),
        replace(REPLY, in_reply_to="<a b@c>"),
        replace(REPLY, references=("<>",)),
        replace(REPLY, text="a\0b"),
        replace(REPLY, signature="\ud83d"),
        replace(REPLY, date=datetime(2026, 11, 20)),  # noqa: DTZ001  # a date without a zone is the point
    ],
)
def test_values_that_could_add_a_header_or_cannot_be_written_are_refused(
    outgoing: Outgoing,
) -> None:
    with pytest.raises(ValueError, match=r".+"):
        compose(outgoing)


def test_references_keep_the_first_and_the_last_ones() -> None:
    chain = tuple(f"<{number}@x>" for number in range(50))
    read = parse(compose(replace(REPLY, references=chain, in_reply_to="<49@x>")))
    assert read.references == ("<0@x>", *(f"<{number}@x>" for number in range(31, 50)))


def test_a_first_mail_has_no_thread_and_its_own_subject() -> None:
    first = replace(REPLY, in_reply_to=None, references=(), reply_to=None, cc=(), signature="")
    raw = compose(first)
    assert b"References" not in raw
    assert b"In-Reply-To" not in raw
    assert b"Reply-To" not in raw
    assert parse(raw).subject == "注文の件"
    assert parse(compose(replace(first, references=("<a@b>",)))).references == ("<a@b>",)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("注文", "Re: 注文"),
        ("Re: 注文", "Re: 注文"),
        ("RE: re：Re[2]: 返信: 注文", "Re: 注文"),
        ("Reの意味", "Re: Reの意味"),
        ("", "Re: "),
    ],
)
def test_a_reply_begins_with_re_once(subject: str, expected: str) -> None:
    assert reply_subject(subject) == expected


@pytest.mark.parametrize(
    "subject", ["", "x" * 200, "Re: =?utf-8?B?eA==?=", "ASCII only", "長い件名" * 40, "a  b"]
)
def test_subjects_of_any_kind_come_back(subject: str) -> None:
    raw = compose(replace(REPLY, subject=subject, in_reply_to=None))
    found = email.message_from_bytes(raw, policy=email.policy.default)["subject"]
    assert " ".join(found.split()) == " ".join(subject.split())


def test_japanese_is_base64_and_english_stays_readable() -> None:
    assert b"Transfer-Encoding: base64" in compose(REPLY)
    english = compose(
        replace(REPLY, text="Hello Müller,\n\n.\n" + "x" * 2000, signature="", subject="x")
    )
    assert b"Transfer-Encoding: quoted-printable" in english
    assert parse(english).text == "Hello Müller,\n\n.\n" + "x" * 2000 + "\n"
    assert max(map(len, english.split(b"\r\n"))) <= 78


@settings(deadline=None)  # the machine may be busy
@given(
    st.text(
        alphabet=st.characters(
            blacklist_categories=["Cs", "Cc"], blacklist_characters="\u2028\u2029\ufeff"
        ),
        max_size=80,
    ),
    st.text(
        alphabet=st.characters(
            blacklist_categories=["Cs", "Cc"], blacklist_characters="\u2028\u2029\ufeff"
        ),
        max_size=300,
    ),
)
def test_any_subject_name_and_text_come_back(words: str, text: str) -> None:
    raw = compose(
        replace(
            REPLY, subject=words, text=text, signature="", sender=Address(words.strip(), "a@b.jp")
        )
    )
    read = parse(raw)
    assert read.text.rstrip() == text.rstrip()
    assert raw.isascii()
