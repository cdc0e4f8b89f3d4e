"""The parts of a mail are found, named and decoded, however broken the mail is."""

import base64
import hashlib

import pytest

from madoguchi.engines.mailtext import parse
from tests.engines.mailtext.builders import joined, mail, multipart, part, text_mail

PDF = part("application/pdf", base64.b64encode(b"%PDF-1"), "Content-Transfer-Encoding: base64")


def test_text_and_attachment_of_a_mixed_mail() -> None:
    read = parse(multipart("mixed", part("text/plain; charset=utf-8", "本文"), PDF))
    assert (read.text, read.html, len(read.attachments)) == ("本文", None, 1)
    found = read.attachments[0]
    assert (found.content, found.size, found.sha256) == (
        b"%PDF-1",
        6,
        hashlib.sha256(b"%PDF-1").hexdigest(),
    )
    assert (found.name, found.content_type, found.inline, found.content_id) == (
        "attachment-1.pdf",
        "application/pdf",
        False,
        None,
    )


def test_the_plain_form_of_an_alternative_is_the_text_and_the_rich_one_the_html() -> None:
    related = multipart_part(
        "related",
        part("text/html", "<p>rich <img src='cid:a@b'></p>"),
        image("<a@b>"),
        boundary="r",
    )
    read = parse(multipart("alternative", part("text/plain", "plain"), related))
    assert read.text == "plain"
    assert read.html == '<p>rich <img src="cid:a@b"></p>'
    assert [(file.content_id, file.inline) for file in read.attachments] == [("a@b", True)]


def multipart_part(subtype: str, *parts: bytes, boundary: str) -> bytes:
    return part(f"multipart/{subtype}; boundary={boundary}", joined(*parts, boundary=boundary))


def image(content_id: str) -> bytes:
    return part("image/png", "x", f"Content-ID: {content_id}", "Content-Disposition: inline")


def test_an_image_with_an_id_is_inline_unless_it_says_attachment() -> None:
    raw = multipart(
        "mixed",
        part("image/png", "x", "Content-ID: <a>"),
        part("image/png", "x", "Content-ID: <b>", "Content-Disposition: attachment"),
        part("image/png", "x", "Content-Disposition: inline"),
    )
    assert [file.inline for file in parse(raw).attachments] == [True, False, True]


def test_text_is_made_from_html_where_there_is_no_text() -> None:
    only = parse(mail("Content-Type: text/html; charset=utf-8", body="<p>こんにちは<br>山田</p>"))
    blank = parse(
        multipart("alternative", part("text/plain", " \r\n"), part("text/html", "<p>rich</p>"))
    )
    assert (only.text, blank.text) == ("こんにちは\n山田", "rich")


def test_texts_around_attachments_are_joined_in_both_forms() -> None:
    raw = multipart("mixed", part("text/plain", "one <1>"), PDF, part("text/html", "<p>two</p>"))
    read = parse(raw)
    assert read.text == "one <1>\n\ntwo"
    assert read.html == "<pre>one &lt;1&gt;</pre>\n<p>two</p>"


def test_an_alternative_of_attachments_only_has_no_text() -> None:
    read = parse(multipart("alternative", part("text/calendar; method=REQUEST", "BEGIN:VCALENDAR")))
    assert (read.text, read.html) == ("", None)
    assert read.attachments[0].name == "attachment-1.ics"


def test_an_alternative_within_an_alternative_keeps_its_plain_lines_in_the_html() -> None:
    inner = multipart_part(
        "mixed", part("text/html", "<p>rich</p>"), part("text/plain", "tail"), boundary="i"
    )
    read = parse(multipart("alternative", part("text/plain", "plain"), inner))
    assert (read.text, read.html) == ("plain", "<p>rich</p>\n<pre>tail</pre>")


def test_an_alternative_of_html_alone_is_read() -> None:
    assert parse(multipart("alternative", part("text/html", "<p>rich</p>"))).text == "rich"


def test_a_forwarded_mail_is_an_attachment_and_not_taken_apart() -> None:
    inner = multipart("mixed", part("text/plain", "inside"), PDF, boundary="in")
    read = parse(multipart("mixed", part("text/plain", "outside"), part("message/rfc822", inner)))
    assert read.text == "outside"
    assert [(file.name, file.content) for file in read.attachments] == [("attachment-1.eml", inner)]


def test_a_digest_holds_mails_by_default() -> None:
    read = parse(multipart("digest", b"\r\nSubject: a\r\n\r\nx", b"\r\nSubject: b\r\n\r\ny"))
    assert [file.content_type for file in read.attachments] == ["message/rfc822"] * 2


def test_winmail_and_named_text_are_files() -> None:
    raw = multipart(
        "mixed",
        part("text/plain; name=body.txt", "本文"),
        part("application/ms-tnef; name=winmail.dat", "x"),
        part("text/plain; name=log.txt", "log"),
        part("text/html", "<p>x</p>", "Content-Disposition: attachment"),
    )
    read = parse(raw)
    assert read.text == "本文"
    assert [file.name for file in read.attachments] == [
        "winmail.dat",
        "log.txt",
        "attachment-3.html",
    ]


def test_a_mail_that_is_a_file_has_no_text() -> None:
    read = parse(
        mail(
            "Content-Type: text/plain", "Content-Disposition: attachment; filename=a.txt", body="x"
        )
    )
    assert (read.text, read.attachments[0].name) == ("", "a.txt")
    assert parse(mail("Content-Disposition: attachment", body="x")).text == "x"


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("text", "text/plain"),
        ("nonsense", "text/plain"),
        ("TEXT/PLAIN", "text/plain"),
        ("no/such thing", "application/octet-stream"),
    ],
)
def test_unreadable_content_types_are_borne(content_type: str, kind: str) -> None:
    read = parse(mail(f"Content-Type: {content_type}", body="x"))
    assert (read.text == "x") is (kind == "text/plain")


def test_a_missing_boundary_is_guessed() -> None:
    body = joined(part("text/plain; charset=utf-8", "本文"), PDF, boundary="xyz")
    for header in (
        "Content-Type: multipart/mixed",
        "Content-Type: multipart/mixed; boundary=wrong",
        "Content-Type: multipart",
    ):
        read = parse(mail(header, body=body))
        assert (read.text, len(read.attachments)) == ("本文", 1)
        assert "boundary guessed" in read.defects


def test_a_multipart_without_parts_is_text() -> None:
    read = parse(mail("Content-Type: multipart/mixed; boundary=b", body="only text"))
    assert (read.text, read.defects) == ("only text", ("multipart without parts, read as text",))


def test_a_boundary_that_is_never_closed_ends_with_the_mail() -> None:
    read = parse(
        mail("Content-Type: multipart/mixed; boundary=b", body="--b\r\n\r\none\r\n--b\r\n\r\ntwo")
    )
    assert (read.text, read.defects) == ("one\n\ntwo", ("boundary never closed",))


def test_boundaries_that_begin_alike_and_stand_inside_of_lines_are_no_delimiters() -> None:
    body = "preamble --b\r\n--b\r\n\r\none --b\r\n--bc\r\n--b--x\r\n--b-- \r\nepilogue"
    assert (
        parse(mail("Content-Type: multipart/mixed; boundary=b", body=body)).text
        == "one --b\n--bc\n--b--x"
    )


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
def test_any_line_end_is_read(line_end: bytes) -> None:
    raw = b"From: a@b.jp\nSubject: x\n y\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\ntwo\n--b--\n"
    read = parse(raw.replace(b"\n", line_end))
    assert (read.subject, read.text, read.sender.email) == ("x y", "one\ntwo", "a@b.jp")


def test_mixed_line_ends_of_a_text_become_newlines() -> None:
    assert parse(mail(body=b"a\r\nb\nc\rd")).text == "a\nb\nc\nd"


def test_flowed_text_is_joined_and_japanese_without_the_added_blank() -> None:
    raw = mail(
        "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes",
        body="これは長い \n文です。\n> 引用の \n> 続き\n 空白から\n-- \n署名",
    )
    assert parse(raw).text == "これは長い文です。\n> 引用の続き\n空白から\n-- \n署名"
    plain = parse(mail("Content-Type: text/plain; format=flowed", body="one \ntwo"))
    assert plain.text == "one two"


def test_nul_in_the_text_is_removed_and_named() -> None:
    read = parse(text_mail("a\0b"))
    assert (read.text, read.defects) == ("ab", ("text: NUL characters removed",))


def test_a_byte_order_mark_is_no_text() -> None:
    assert parse(text_mail("\ufeffa")).text == "a"


def test_html_names_its_own_charset() -> None:
    page = '<html><head><meta charset="shift_jis"></head><body>日本</body></html>'.encode("cp932")
    assert parse(mail("Content-Type: text/html", body=page)).text == "日本"


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", b"\0", b":", b"x", b"From", b" \n \n"])
def test_hardly_anything_is_a_mail_too(raw: bytes) -> None:
    read = parse(raw)
    assert read.sender.email == ""
    assert "from: nobody" in read.defects


def test_a_body_without_headers_is_text() -> None:
    assert parse("こんにちは。\n注文です。".encode()).text == "こんにちは。\n注文です。"


def test_headers_that_lost_their_blank_line_or_their_indent() -> None:
    no_blank = parse(b"From: a@b.jp\nSubject: x\nHello there\nSecond line")
    assert (no_blank.subject, no_blank.text) == ("x", "Hello there\nSecond line")
    assert "headers: no blank line before the body" in no_blank.defects
    no_indent = parse(b"Subject: one\ntwo\nFrom: a@b.jp\n\nbody")
    assert (no_indent.subject, no_indent.text) == ("one two", "body")
    assert "headers: a line is neither a header nor indented" in no_indent.defects


def test_an_mbox_line_and_blank_lines_before_the_headers_are_skipped() -> None:
    assert parse(b"\r\n\nFrom cora Fri Nov 20\nSubject : x\n\nbody").subject == "x"


def test_a_multipart_starting_at_once_and_an_empty_part() -> None:
    read = parse(
        mail("Content-Type: multipart/mixed; boundary=b", body="--b\r\n--b\r\n\r\nx\r\n--b--")
    )
    assert read.text == "x"
