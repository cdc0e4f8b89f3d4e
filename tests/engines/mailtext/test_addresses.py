"""Names and addresses of people, phones and old programs."""

import pytest

from madoguchi.engines.mailtext import Address, parse
from tests.engines.mailtext.builders import encoded_word, mail

YAMADA = encoded_word("山田, 太郎", "utf-8")


def people(header: str | bytes, *more: str) -> list[tuple[str, str]]:
    raw = header if isinstance(header, bytes) else header.encode()
    return [(address.name, address.email) for address in parse(mail(b"To: " + raw, *more)).to]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("taro@example.jp", [("", "taro@example.jp")]),
        ("<taro@example.jp>", [("", "taro@example.jp")]),
        ("Taro Yamada <taro@example.jp>", [("Taro Yamada", "taro@example.jp")]),
        (
            '"Yamada, Taro" <taro@example.jp>, b@example.jp',
            [("Yamada, Taro", "taro@example.jp"), ("", "b@example.jp")],
        ),
        ("Yamada, Taro <taro@example.jp>", [("Yamada, Taro", "taro@example.jp")]),
        ("A, B, C <taro@example.jp>", [("A, B, C", "taro@example.jp")]),
        (f"{YAMADA} <taro@example.jp>", [("山田, 太郎", "taro@example.jp")]),
        (f'"{YAMADA}" <taro@example.jp>', [("山田, 太郎", "taro@example.jp")]),
        ("=?utf-8?Q?Yamada,_Taro?= <taro@example.jp>", [("Yamada, Taro", "taro@example.jp")]),
        (f"{encoded_word('山田', 'utf-8')}<taro@example.jp>", [("山田", "taro@example.jp")]),
        ("taro@example.jp (Taro)", [("Taro", "taro@example.jp")]),
        ("'taro@example.jp' <taro@example.jp>", [("taro@example.jp", "taro@example.jp")]),
        ("a@example.jp; b@example.jp", [("", "a@example.jp"), ("", "b@example.jp")]),
        ("team: a@example.jp, B <b@example.jp>;", [("", "a@example.jp"), ("B", "b@example.jp")]),
        ("undisclosed-recipients:;", []),
        ("", []),
        (",,;", []),
        ("taro..x.@docomo.ne.jp", [("", "taro..x.@docomo.ne.jp")]),
        ('"taro..x."@docomo.ne.jp', [("", "taro..x.@docomo.ne.jp")]),
        ("X <.x@ezweb.ne.jp>", [("X", ".x@ezweb.ne.jp")]),
        ('"a b"@example.jp', [("", '"a b"@example.jp')]),
        ("<<taro@example.jp>>", [("", "taro@example.jp")]),
        ("<mailto:taro@example.jp>", [("", "taro@example.jp")]),
        ("<@relay.example:taro@example.jp>", [("", "taro@example.jp")]),
        ("Re: Taro <taro@example.jp>", [("Re: Taro", "taro@example.jp")]),
        ("Taro taro@example.jp", [("Taro", "taro@example.jp")]),
        ("taro＠example.jp", [("", "taro@example.jp")]),
        (f"<{encoded_word('taro@example.jp', 'utf-8')}>", [("", "taro@example.jp")]),
        ('Taro "the "Man" <taro@example.jp>', [('Taro the Man"', "taro@example.jp")]),
        ('"Taro \\"T\\" Y" <taro@example.jp>', [('Taro "T" Y', "taro@example.jp")]),
        ('"Taro <taro@example.jp>', [('"Taro', "taro@example.jp")]),
        ("Taro (T) <taro@example.jp>", [("Taro", "taro@example.jp")]),
        ("(T) <taro@example.jp>", [("T", "taro@example.jp")]),
    ],
)
def test_address_headers_as_they_are_written(header: str, expected: list[tuple[str, str]]) -> None:
    assert people(header) == expected


@pytest.mark.parametrize("codec", ["cp932", "iso2022_jp", "euc_jp", "utf-8"])
def test_raw_names_are_read_before_they_are_taken_apart(codec: str) -> None:
    header = '"表示、ソフト・山田" <taro@example.jp>, 予約係 <b@example.jp>'.encode(codec)
    assert people(header) == [("表示、ソフト・山田", "taro@example.jp"), ("予約係", "b@example.jp")]


def test_raw_names_lean_on_the_charset_of_the_body() -> None:
    header = "ﾔﾏﾀﾞ <taro@example.jp>".encode("cp932")
    assert people(header, "Content-Type: text/plain; charset=shift_jis") == [
        ("ﾔﾏﾀﾞ", "taro@example.jp")
    ]


def test_cc_reply_to_and_delivered_to_are_read_from_every_field() -> None:
    read = parse(
        mail(
            "Cc: a@example.jp",
            "Cc: b@example.jp",
            "Reply-To: R <r@example.jp>",
            "Delivered-To: d@example.jp",
        )
    )
    assert [address.email for address in read.cc] == ["a@example.jp", "b@example.jp"]
    assert read.reply_to == (Address("R", "r@example.jp"),)
    assert read.delivered_to == (Address("", "d@example.jp"),)


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("From: MAILER-DAEMON", Address("MAILER-DAEMON", "")),
        ("From: ", Address("", "")),
        ("From: <>", Address("", "")),
        (f"From: {encoded_word('窓口', 'utf-8')} <a@example.jp>", Address("窓口", "a@example.jp")),
    ],
)
def test_a_sender_may_be_only_a_name_or_nobody(header: str, sender: Address) -> None:
    read = parse(mail(header))
    assert read.sender == sender
    assert ("from: nobody" in read.defects) is (sender == Address("", ""))


def test_sender_stands_in_for_a_missing_from() -> None:
    assert parse(b"Sender: a@example.jp\r\n\r\nx").sender == Address("", "a@example.jp")


def test_line_ends_and_invisible_characters_cannot_hide_in_an_address() -> None:
    assert people("<ta\r\n ro\u200b@exa\tmple.jp>") == [("", "taro@example.jp")]


def test_a_monstrous_address_and_too_many_addresses_are_left_out() -> None:
    read = parse(mail("Cc: " + "a" * 400 + "@example.jp"))
    assert read.cc == ()
    assert "cc: an address longer than 320 characters is left out" in read.defects
    many = parse(mail("Cc: " + "a@b.jp," * 2500))
    assert len(many.cc) == 2000
    assert "cc: more than 2000 addresses, the rest is left out" in many.defects


def test_a_return_path_may_be_null_absent_or_an_address() -> None:
    assert parse(mail("Return-Path: <>")).return_path == ""
    assert parse(mail()).return_path is None
    assert parse(mail("Return-Path: <a@example.jp>")).return_path == "a@example.jp"
