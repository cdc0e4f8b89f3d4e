"""Bytes become the text that was typed, whatever the label says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.engines.mailtext import parse
from madoguchi.engines.mailtext.charsets import decode, plausibility
from madoguchi.engines.mailtext.labels import codec_for
from tests.engines.mailtext.builders import mail, windows_jis

LETTER = "お世話になっております。髙橋です。①ご注文の件、㈱ひかり商店あて№１２３"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("1B24422D212D221B2842", "①②"),
        ("1B24427C621B2842", "髙"),
        ("1B284936451B2842", "ｶﾅ"),
        ("1B2440467C4B5C1B284A", "日本"),
    ],
)
def test_windows_iso_2022_jp_bytes_are_read(data: str, text: str) -> None:
    assert decode(bytes.fromhex(data), "iso-2022-jp").text == text


@pytest.mark.parametrize(
    "label",
    [
        "iso-2022-jp",
        "ISO-2022-JP",
        "iso-2022-jp-ms",
        "cp50220",
        "cp50221",
        "CP50222",
        "csISO2022JP",
        '"iso-2022-jp"',
    ],
)
def test_every_label_of_iso_2022_jp_reads_windows_characters(label: str) -> None:
    assert decode(windows_jis(LETTER), label).text == LETTER


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("windows-31j", "cp932"),
        ("x-sjis", "cp932"),
        ("MS_Kanji", "cp932"),
        ("Shift_JIS", "cp932"),
        ("SHIFT-JIS", "cp932"),
        ("cp932", "cp932"),
        (" utf-8 ", "utf-8"),
        ("utf8", "utf-8"),
        ("UTF_8", "utf-8"),
        ("unicode-1-1-utf-8", "utf-8"),
    ],
)
def test_labels_in_any_spelling_find_their_codec(label: str, codec: str) -> None:
    assert decode(LETTER.encode(codec), label).text == LETTER
    assert decode(LETTER.encode(codec), label).repair == ""


@pytest.mark.parametrize("label", ["euc-jp", "x-euc-jp", "eucjp-ms", "cp51932", "EUCJP", "ujis"])
def test_euc_is_read_with_the_rows_that_windows_adds(label: str) -> None:
    data = bytes(byte | 0x80 for byte in b"-!-b") + "と社名".encode("euc_jp")
    assert decode(data, label).text == "①№と社名"


def test_euc_reads_half_width_kana_and_supplementary_kanji() -> None:
    data = b"\xad\xa1\x8e\xb6\x8e\xc5\x8f\xb0\xa1\xff"
    assert decode(data, "cp51932").text == "①ｶﾅ丂\ufffd"


@pytest.mark.parametrize(
    "label", ["us-ascii", "unknown-8bit", "", "x-unknown", "no-such-charset", "utf-8", "iso-8859-1"]
)
@pytest.mark.parametrize("codec", ["utf-8", "cp932", "iso2022_jp", "euc_jp"])
def test_false_and_empty_labels_are_seen_through(label: str, codec: str) -> None:
    text = "ご注文の品がまだ届きません。いつ届きますか？"
    read = decode(text.encode(codec), label)
    assert read.text == text
    honest = (label, codec) == ("utf-8", "utf-8")
    assert (read.repair == "") is honest


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("iso-2022-jp", "utf-8"),
        ("iso-2022-jp", "cp932"),
        ("utf-8", "cp932"),
        ("shift_jis", "utf-8"),
        ("shift_jis", "iso2022_jp"),
        ("shift_jis", "euc_jp"),
        ("euc-jp", "cp932"),
        ("euc-jp", "utf-8"),
    ],
)
@pytest.mark.parametrize(
    "text", ["注文の確認をお願いします", "領収書の件について", "こんにちは、山田です。"]
)
def test_japanese_under_another_japanese_label_is_repaired(
    label: str, codec: str, text: str
) -> None:
    read = decode(text.encode(codec), label)
    assert read.text == text
    assert read.repair.startswith(f"declared {label} read as ")


def test_shift_jis_keeps_the_windows_wave_dash_and_honest_jis_the_standard_one() -> None:
    assert decode(b"\x81\x60", "shift_jis").text == "～"
    assert decode(b"\x81\x60", "windows-31j").text == "～"
    assert decode(b"\x1b$B!A\x1b(B", "iso-2022-jp").text == "〜"
    assert decode(b"\x1b$B!A\x1b(B", "cp50221").text == "～"


def test_jis_roman_does_not_turn_tilde_and_backslash_into_other_characters() -> None:
    assert decode(b"\x1b$BF|\x1b(Jhttp://a/~b\\", "iso-2022-jp").text == "日http://a/~b\\"


def test_half_width_kana_declared_as_shift_jis_stays_half_width_kana() -> None:
    assert decode("ﾃｽﾄ".encode("cp932"), "shift_jis").text == "ﾃｽﾄ"
    assert decode("ﾃｽ".encode("cp932"), "shift_jis").text == "ﾃｽ"


def test_a_hint_decides_what_is_plausible_in_two_charsets() -> None:
    data = "ﾔﾏﾀﾞ ﾀﾛｳ".encode("cp932")
    assert decode(data, "", "shift_jis").text == "ﾔﾏﾀﾞ ﾀﾛｳ"


def test_escape_characters_that_a_gateway_removed_are_put_back() -> None:
    read = decode(b"$BJ8;z2=$1%F%9%H(B")
    assert read.text == "文字化けテスト"
    assert read.repair == "iso-2022-jp with its escape characters put back"
    assert decode(b"Re: $B8f8+@Q(B", "iso-2022-jp").text == "Re: 御見積"
    assert decode(b"$B8f8+@Q(B").text == "御見積"


@pytest.mark.parametrize(
    "text", ["echo $BASE(B", "price $B12(B or so", "$B!!(", "cost: $5 (B)", "x $B64$(B"]
)
def test_dollar_signs_of_a_writer_are_left_alone(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("gb2312", "gb18030", "您好，订单"),
        ("big5", "big5", "您好，訂單"),
        ("euc-kr", "cp949", "안녕하세요"),
        ("koi8-r", "koi8-r", "Здравствуйте"),
        ("iso-8859-1", "cp1252", "für Müller, déjà vu – “x”"),
        ("windows-1252", "cp1252", "naïve café"),
        ("iso-8859-15", "iso8859-15", "10 € für größere"),
        ("utf-7", "utf-7", "日本語"),
        ("utf-16", "utf-16", "日本語です"),
        ("utf-16le", "utf-16-le", "日本語です"),
        ("hz-gb-2312", "hz", "您好"),
    ],
)
def test_foreign_mail_is_read_as_declared(label: str, codec: str, text: str) -> None:
    assert decode(text.encode(codec), label).text == text


def test_utf8_under_a_latin_label_is_read_as_utf8() -> None:
    assert decode("café".encode(), "iso-8859-1").text == "café"


def test_ascii_under_a_utf16_label_is_read_as_ascii() -> None:
    assert decode(b"hello", "utf-16").text == "hello"


def test_a_character_cut_at_the_end_costs_only_itself() -> None:
    whole = "これは途中で切れてしまったとても長い文章です。" * 3
    read = decode(whole.encode()[:-1], "utf-8")
    assert read.text == whole[:-1] + "\ufffd"
    assert read.repair == "declared utf-8 read as utf-8, some characters are lost"


def test_labels_never_reach_odd_codecs() -> None:
    assert [
        codec_for(label) for label in ("rot13", "idna", "zlib", "punycode", "unicode_escape", "\0")
    ] == [""] * 6


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b$BF|\n\x1b$BK\\\x1b(B", "日\n本"),
        (b"\x1b$BF| K\\\x1b(B-!", "日 本-!"),
        (b"\x1b$B-!F\x1b(B", "①\ufffd"),
        (b"\x1b$B-!F|\x80\x1b(B", "①日\ufffd"),
        (b"\x1b$B-!\x1b$(D0!\x1b(B", "①丂"),
        (b"\x1b$B-!\x1b$(O!!\x1b(B", "①\u3000"),
        (b"\x1b$B-!\x1b$AF|\x1b(B", "①泣"),
        (b"\x1b$B-!\x0e6E\x0fx", "①ｶﾅx"),
        (b"\x1b(I6 \x1b(Bx", "ｶ x"),
    ],
)
def test_jis_variants_and_accidents_are_read_or_marked(data: bytes, text: str) -> None:
    assert decode(data, "iso-2022-jp-ms").text == text


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="あいうアイウ漢字注文①髙㈱～abc 123、。", min_size=1, max_size=60))
def test_windows_jis_comes_back_as_it_was_typed(text: str) -> None:
    assert decode(windows_jis(text), "cp50221").text == text


@settings(deadline=None)  # the machine may be busy
@given(
    st.binary(max_size=80),
    st.sampled_from(
        ["", "utf-8", "iso-2022-jp", "shift_jis", "euc-jp", "utf-7", "utf-16", "gb2312"]
    ),
)
def test_no_bytes_under_no_label_raise(data: bytes, label: str) -> None:
    assert isinstance(decode(data, label).text, str)


def test_mojibake_is_less_plausible_than_what_was_typed() -> None:
    typed = "文字化けテスト"
    assert plausibility(typed) > plausibility(typed.encode().decode("cp932", "replace"))
    assert plausibility("plain") == 1.0


def test_a_mail_names_what_was_repaired_and_where() -> None:
    raw = mail(
        b"Subject: " + "ご注文".encode("cp932"),
        "Content-Type: text/plain; charset=iso-2022-jp",
        body="本文です".encode(),
    )
    mail_read = parse(raw)
    assert mail_read.subject == "ご注文"
    assert mail_read.text == "本文です"
    assert mail_read.charset_repairs == (
        "subject: undeclared charset read as cp932",
        "text: declared iso-2022-jp read as utf-8",
    )
