"""Ten thousand mutated mails: none raises, and every result can be stored and printed."""

import dataclasses
import random
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.engines.mailtext import Mail, parse, thread_keys
from tests.engines.mailtext.builders import encoded_word, joined, mail, multipart, part, windows_jis

LETTER = "お世話になっております。髙橋です。\n①返品したいです。\n\n2026/11/20 14:36、山田 <a@b.jp>のメール:\n> 承りました\n"
HTML = "<html><head><meta charset=utf-8></head><body><p>返品</p><blockquote>承りました</blockquote></body></html>"
SEEDS = (
    mail(
        f"Subject: {encoded_word('返品の件', 'iso-2022-jp')}",
        "Content-Type: text/plain; charset=iso-2022-jp",
        body=windows_jis(LETTER),
    ),
    mail(
        b"Subject: " + "返品の件".encode("cp932"),
        "Content-Type: text/plain; charset=shift_jis",
        body=LETTER,
        charset="cp932",
    ),
    mail(
        "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes",
        "Content-Transfer-Encoding: base64",
        body="44GC44GE",
    ),
    multipart(
        "mixed",
        part(
            "multipart/alternative; boundary=a",
            joined(part("text/plain", LETTER), part("text/html", HTML), boundary="a"),
        ),
        part("image/png", "aGVsbG8=", "Content-ID: <x@y>", "Content-Transfer-Encoding: base64"),
        part(
            "application/pdf",
            "x",
            "Content-Disposition: attachment; filename*0*=utf-8''%E8; filename*1*=%A6%8B.pdf",
        ),
        headers=(
            "Date: Fri, 20 Nov 2026 14:36:00 +0900",
            "Message-ID: <a@b>",
            "References: <c@d> <e@f>",
            'Cc: "Y, T" <t@x.jp>, g: a@b;',
        ),
    ),
    multipart(
        "report; report-type=delivery-status",
        part("text/plain", "failed"),
        part(
            "message/delivery-status",
            "Reporting-MTA: x\r\n\r\nFinal-Recipient: rfc822; a@b.jp\r\nAction: failed\r\nStatus: 5.1.1\r\n",
        ),
        part("message/rfc822", mail("Message-ID: <o@x>", body="x")),
        headers=("From: MAILER-DAEMON@x.jp", "Return-Path: <>", "Auto-Submitted: auto-replied"),
    ),
)
TOKENS = (
    b"\r\n", b"\n", b"\r", b"\0", b"\x1b$B", b"\x1b(B", b"\x1b(I", b"\x1b$(D", b"=?utf-8?B?", b"=?iso-2022-jp?Q?", b"?=", b'"', b"<", b">",
    b";", b":", b",", b"--=_b", b"--", b"Content-Type: ", b"multipart/mixed; boundary=", b"charset=utf-7", b"charset=utf-16", b"filename*0*=",
    b"%", b"=", b"\x80", b"\xe3\x81", b"\xff\xfe", b"\xed\xa0\x80", b"&#xD800;", b"<div>", b"<pre>", b"base64", b"x-uuencode", b"(", b"\\", b"Date: ",
)  # fmt: skip


def mutations(count: int, seed: int) -> Iterator[bytes]:
    """Seeds with bytes changed, cut, doubled, and tokens put in; the same ones for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        raw = bytearray(chance.choice(SEEDS))
        for _ in range(chance.randint(1, 8)):
            _mutate(raw, chance)
        yield bytes(raw)


def _mutate(raw: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(raw) + 1)
    other = min(len(raw), place + chance.randint(0, 60))
    kind = chance.randrange(5)
    if kind == 0:
        raw[place:other] = b""
    elif kind == 1:
        raw[place:place] = chance.choice(TOKENS) * chance.randint(1, 3)
    elif kind == 2:
        raw[place:place] = raw[place:other] * chance.randint(1, 4)
    elif kind == 3:
        raw[place:other] = chance.randbytes(other - place)
    else:
        raw[place : place + 1] = bytes([chance.randrange(256)])


def assert_storable(read: Mail) -> None:
    for value in _strings(read):
        value.encode()
        assert "\0" not in value
    assert all(key.startswith("<") for key in thread_keys(read))
    assert all("/" not in file.name and file.name for file in read.attachments)
    assert read.date is None or read.date.tzinfo is not None


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _strings(getattr(value, field.name))


def test_ten_thousand_mutated_mails_are_read_without_raising() -> None:
    for raw in mutations(10_000, seed=20261120):
        assert_storable(parse(raw))


@settings(deadline=None)  # the machine may be busy
@given(st.binary(max_size=600))
def test_any_bytes_are_a_mail(raw: bytes) -> None:
    assert_storable(parse(raw))


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.sampled_from((*TOKENS, *SEEDS)), max_size=12))
def test_any_mixture_of_pieces_is_a_mail(pieces: list[bytes]) -> None:
    assert_storable(parse(b"".join(pieces)))
