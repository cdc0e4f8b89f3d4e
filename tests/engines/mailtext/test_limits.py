"""However large or crooked a mail is, reading it stays quick and what is left out is named."""

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from madoguchi.engines.mailtext import parse
from tests.engines.mailtext.builders import joined, mail, multipart, part

MIXED = "Content-Type: multipart/mixed; boundary=b"


@contextmanager
def within(seconds: float) -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


def test_forty_three_images_take_no_time() -> None:
    picture = part(
        "image/png", base64.encodebytes(b"x" * 200_000), "Content-Transfer-Encoding: base64"
    )
    raw = multipart("related", part("text/html", "<p>x</p>"), *[picture] * 43)
    with within(3):
        read = parse(raw)
    assert [file.size for file in read.attachments] == [200_000] * 43


def test_fifty_megabytes_are_read_in_seconds() -> None:
    raw = multipart(
        "mixed", part("application/zip", b"QUFB" * 12_500_000, "Content-Transfer-Encoding: base64")
    )
    with within(5):
        assert parse(raw).attachments[0].size == 37_500_000


@pytest.mark.parametrize(
    ("raw", "defect"),
    [
        (mail(*["X-A: b"] * 1500, body="x"), "headers: more than 1000, the rest is left out"),
        (
            mail(*["X-A: b" + "c" * 1000] * 700, body="x"),
            "headers: more than 512 kB, the rest is left out",
        ),
        (
            mail("Subject: " + "x" * 70_000, body="x"),
            "subject: longer than 64 kB, the rest is left out",
        ),
        (
            mail(MIXED, body=b"--b\r\n\r\nx\r\n" * 3000),
            "more than 1000 parts, the rest is left out",
        ),
        (
            mail(MIXED, body=b"\n--bx" * 40_000),
            "too many lines that look like boundaries, the rest is left out",
        ),
        (mail(body="x" * 2_000_001), "text longer than 2 MB, the rest is left out"),
        (
            mail("Content-Type: text/html", body="<!--" + "x" * 1_000_000 + "-->"),
            "HTML longer than 1 MB, the rest is left out",
        ),
    ],
)
def test_what_is_beyond_a_limit_is_left_out_and_named(raw: bytes, defect: str) -> None:
    with within(5):
        assert defect in parse(raw).defects


def test_parts_within_parts_end_at_twenty() -> None:
    body = part("text/plain", "innermost")
    for level in range(40):
        body = part(f"multipart/mixed; boundary=b{level}", joined(body, boundary=f"b{level}"))
    read = parse(body)
    assert "parts nested more than 20 deep, the rest is left as text" in read.defects
    assert "innermost" in read.text


def test_a_part_that_opens_itself_again_and_again_comes_to_an_end() -> None:
    with within(5):
        read = parse(
            mail(MIXED, body=b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 20_000)
        )
    assert "more than 1000 parts, the rest is left out" in read.defects


def test_notes_come_to_an_end_too() -> None:
    parts = [
        part(f"text/plain; charset=x{number}", "あ", f"Content-Transfer-Encoding: x{number}")
        for number in range(200)
    ]
    read = parse(multipart("mixed", *parts))
    assert len(read.defects) == len(read.charset_repairs) == 50


@pytest.mark.parametrize(
    "raw",
    [
        mail("To: " + '"\\' * 30_000),
        mail("To: " + "(\\" * 30_000),
        mail("To: " + "<" * 60_000),
        mail("To: " + ":<" * 30_000 + ";"),
        mail("Subject: " + "=?utf-8?B?" * 6_000),
        mail("Subject: " + "$B$$" * 15_000),
        mail("References: " + "<" * 60_000),
        mail("Content-Type: text/plain" + '; a*0="' * 8_000),
        mail(body=b"$B$$" * 120_000),
        mail(body=b"On 2026-01-01 a\n" * 31_000),
        mail(body=b"2026/1/1 a@" * 45_000),
        mail(body=b"From: x\n" * 55_000),
        mail(body=b"-------\nTEL 03-1234-5678\n" * 20_000),
        mail(body=b" \n" * 240_000 + b"x"),
        mail("From: mailer-daemon@x.jp", body=b"a@a." * 120_000),
        mail("Content-Type: text/plain; format=flowed", body=b">a \n" * 100_000),
        mail("Content-Type: text/html", body=b"<ul><li>" * 100_000),
        mail("Content-Type: text/html", body=b"<" * 300_000),
        mail("Content-Transfer-Encoding: quoted-printable", body=b"= " * 240_000),
    ],
    ids=lambda raw: raw[-40:].decode("ascii"),
)
def test_crooked_mails_are_read_in_seconds(raw: bytes) -> None:
    with within(6):
        parse(raw)
