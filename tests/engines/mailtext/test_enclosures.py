"""Files that we send come back as they were given: name, type and bytes."""

import email
import email.policy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.engines.mailtext import Outgoing, OutgoingFile, compose, parse
from tests.engines.mailtext.test_compose import REPLY

PDF = OutgoingFile("見積書（ひかり文具店）.pdf", "application/pdf", b"%PDF-1.4\n\x00\xff")


def _with(*files: OutgoingFile) -> Outgoing:
    return replace(REPLY, files=files)


def test_a_file_comes_back_with_its_name_its_type_and_its_bytes() -> None:
    mail = parse(compose(_with(PDF)))

    [file] = mail.attachments
    assert (file.name, file.content_type, file.content) == (PDF.name, PDF.content_type, PDF.content)
    assert mail.text == parse(compose(REPLY)).text
    assert mail.defects == ()


def test_programs_with_the_old_and_with_the_new_way_read_the_same_name() -> None:
    mail = email.message_from_bytes(compose(_with(PDF)), policy=email.policy.default)

    [part] = mail.iter_attachments()
    assert part.get_filename() == PDF.name
    assert part["Content-Type"].params["name"] == PDF.name
    assert part.get_content() == PDF.content


def test_a_short_name_needs_no_pieces() -> None:
    raw = compose(_with(OutgoingFile("図.pdf", "application/pdf", b"1")))

    assert b" filename*=UTF-8''%E5%9B%B3.pdf\r\n" in raw
    assert parse(raw).attachments[0].name == "図.pdf"


def test_a_plain_name_stands_as_it_is() -> None:
    raw = compose(_with(OutgoingFile('say "hi".txt', "text/plain", b"hi")))

    assert b'filename="say \\"hi\\".txt"' in raw
    assert parse(raw).attachments[0].name == 'say "hi".txt'


def test_a_long_name_is_written_in_pieces_and_read_whole() -> None:
    name = "見積書と請求書と納品書" * 12 + ".xlsx"

    raw = compose(_with(OutgoingFile(name, "application/pdf", b"1")))

    assert b"filename*1*=" in raw
    assert parse(raw).attachments[0].name == name
    assert max(map(len, raw.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    "kind", ["", "no type", "message/rfc822", "multipart/mixed", "a/b\r\nX: y"]
)
def test_a_type_that_cannot_stand_there_is_bytes_without_a_type(kind: str) -> None:
    [file] = parse(compose(_with(OutgoingFile("a.bin", kind, b"1")))).attachments

    assert (file.content_type, file.content) == ("application/octet-stream", b"1")


def test_several_files_keep_their_order() -> None:
    files = tuple(OutgoingFile(f"{n}.bin", "application/pdf", bytes([n])) for n in range(5))

    read = parse(compose(_with(*files))).attachments

    assert [file.content for file in read] == [file.content for file in files]


def test_the_same_mail_is_the_same_bytes() -> None:
    assert compose(_with(PDF)) == compose(_with(PDF))


@settings(max_examples=60)
@given(st.text(max_size=120), st.binary(max_size=400), st.text(max_size=300))
def test_no_name_and_no_bytes_break_a_mail(name: str, content: bytes, text: str) -> None:
    readable = "".join(ch for ch in text if ch.isprintable())
    mail = parse(compose(replace(REPLY, text=readable, files=(OutgoingFile(name, "", content),))))

    [file] = mail.attachments
    assert file.content == content
    assert mail.defects == ()
