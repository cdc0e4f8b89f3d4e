"""Transfer encodings are undone, however broken they are."""

import base64

import pytest

from madoguchi.engines.mailtext import Mail, parse
from tests.engines.mailtext.builders import mail


def body_of(
    raw: bytes | str, encoding: str, content_type: str = "text/plain; charset=utf-8"
) -> Mail:
    return parse(
        mail(f"Content-Type: {content_type}", f"Content-Transfer-Encoding: {encoding}", body=raw)
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("44GC44GE", "あい"),
        ("44GC\r\n44GE\r\n", "あい"),
        ("44GC44GE4", "あい"),
        ("44GCQQ", "あA"),
        ("44GCQQ==44GEQQ==", "あAいA"),
        ("44GCQQ==\r\n44GEQQ==\r\n", "あAいA"),
        (
            "44GC" * 19
            + "\r\n-- footer of a list, as long as it may be, after the text has ended\r\n",
            "あ" * 19,
        ),
        ("44GC44GE44GC\r\n-- x\r\n", "あいあ"),
        ("ただの日本語です", "ただの日本語です"),
        ("", ""),
    ],
)
def test_base64_is_read_however_broken(body: str, expected: str) -> None:
    assert body_of(body, "base64").text == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("=E3=81=82=\r\n=e3=81=84", "あい"),
        ("=E3=81=82= \t\r\nx", "あx"),
        ("a=ZZb=", "a=ZZb"),
        ("生の日本語=3D", "生の日本語="),
    ],
)
def test_quoted_printable_is_read_however_broken(body: str, expected: str) -> None:
    assert body_of(body, "Quoted-Printable").text == expected


def test_uuencoded_text_is_read_and_its_broken_lines_left_out() -> None:
    read = body_of("begin 644 a.txt\r\n#0V%T\r\n\x7f\x7f\x7f\r\n`\r\nend\r\n", "x-uuencode")
    assert read.text == "Cat"
    assert "uuencoded line is broken" in read.defects
    assert body_of("#0V%T\r\n", "uue").text == "Cat"


def test_unknown_transfer_encodings_are_noted_and_passed_through() -> None:
    read = body_of("あ", "x-magic")
    assert (read.text, read.defects) == ("あ", ("unknown transfer encoding x-magic",))


def test_a_lost_transfer_encoding_is_seen_only_when_certain() -> None:
    quoted = "=E3=81=82=E3=81=84=E3=81=86=E3=81=88=E3=81=8A"
    packed = base64.b64encode("あいうえおかきくけこさしすせそたち".encode()).decode("ascii")
    assert body_of(quoted, "7bit").text == "あいうえお"
    assert body_of(packed, "8bit").text == "あいうえおかきくけこさしすせそたち"
    assert body_of("=FF=FF=FF=FF=FF=FF=FF=FF=FF", "7bit").text == "=FF=FF=FF=FF=FF=FF=FF=FF=FF"
    assert body_of("QUFB" * 20, "7bit").text == "QUFB" * 20
    assert body_of("x" * 61, "7bit").text == "x" * 61
