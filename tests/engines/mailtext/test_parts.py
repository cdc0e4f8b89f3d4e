"""The parts of a mail are found, named and decoded, however broken the mail is."""

import base64
import hashlib

import pytest

from madoguchi.engines.mailtext import Mail, parse
from tests.engines.mailtext.builders import encoded_word, joined, mail, multipart, part, text_mail

PDF = part("application/pdf", base64.b64encode(b"%PDF-1"), "Content-Transfer-Encoding: base64")


def file_name(*headers: str | bytes) -> str:
    raw = multipart("mixed", part("text/plain", "x"), part("application/pdf", "x", *headers))
    return parse(raw).attachments[0].name


def body_of(
    raw: bytes | str, encoding: str, content_type: str = "text/plain; charset=utf-8"
) -> Mail:
    return parse(
        mail(f"Content-Type: {content_type}", f"Content-Transfer-Encoding: {encoding}", body=raw)
    )


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
    ("header", "name"),
    [
        ("Content-Disposition: attachment; filename=見積.pdf", "見積.pdf"),
        ('Content-Disposition: attachment; filename="a;b, c.pdf"', "a;b, c.pdf"),
        ('Content-Disposition: attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'),
        ("Content-Disposition: attachment; filename*=UTF-8''%E8%A6%8B%E7%A9%8D.pdf", "見積.pdf"),
        (
            "Content-Disposition: attachment; filename*=iso-2022-jp'ja'%1B$B8%2B@Q%1B%28B.pdf",
            "見積.pdf",
        ),
        (
            "Content-Disposition: attachment; filename=x.pdf; filename*=utf-8''%E8%A6%8B.pdf",
            "見.pdf",
        ),
        (
            "Content-Disposition: attachment; filename*0*=utf-8''%E8%A6;\r\n filename*1*=%8B%E7%A9%8D; filename*2=.pdf",
            "見積.pdf",
        ),
        ("Content-Disposition: attachment; filename*1=b.pdf; filename*0=a", "ab.pdf"),
        ("Content-Disposition: attachment; filename*=utf-8''a.pdf; filename*0=b", "a.pdf"),
        ("Content-Disposition: attachment; filename*=%E8%A6%8B.pdf", "見.pdf"),
        (
            f'Content-Disposition: attachment; filename="{encoded_word("見積", "iso-2022-jp")}.pdf"',
            "見積.pdf",
        ),
        (
            f"Content-Disposition: attachment; filename={encoded_word('見積.pdf', 'utf-8')}",
            "見積.pdf",
        ),
        ("Content-Disposition: attachment; filename=%E8%A6%8B%E7%A9%8D.pdf", "見積.pdf"),
        ("Content-Disposition: attachment; filename=100%E9.pdf", "100%E9.pdf"),
        ("Content-Disposition: attachment; filename=../../etc/passwd", "passwd"),
        ("Content-Disposition: attachment; filename=C:\\Users\\taro\\a.pdf", "a.pdf"),
        ('Content-Disposition: attachment; filename="C:\\\\Users\\\\a.pdf"', "a.pdf"),
        ("Content-Disposition: attachment; filename=..", "attachment-1.pdf"),
        ("Content-Disposition: attachment; filename=a\u202efdp.exe", "afdp.exe"),
        ("Content-Disposition: attachment; filename=か\u3099.pdf", "が.pdf"),
        ('Content-Disposition: attachment; filename="open', "open"),
        ("Content-Disposition: attachment; *=x; filename=a.pdf", "a.pdf"),
        ("Content-Disposition: attachment", "attachment-1.pdf"),
    ],
)
def test_file_names_are_decoded_and_made_safe(header: str, name: str) -> None:
    assert file_name(header) == name


@pytest.mark.parametrize("codec", ["cp932", "iso2022_jp", "euc_jp"])
def test_raw_file_names_are_read(codec: str) -> None:
    assert (
        file_name('Content-Disposition: attachment; filename="表示一覧ソ.pdf"'.encode(codec))
        == "表示一覧ソ.pdf"
    )


def test_the_name_of_the_content_type_stands_in() -> None:
    raw = multipart(
        "mixed", part("text/plain", "x"), part('application/pdf; name="=?utf-8?B?6KaL?=.pdf"', "x")
    )
    assert parse(raw).attachments[0].name == "見.pdf"


def test_long_file_names_keep_their_extension() -> None:
    assert (
        file_name(f"Content-Disposition: attachment; filename={'a' * 300}.pdf")
        == "a" * 176 + ".pdf"
    )
    assert file_name(f"Content-Disposition: attachment; filename={'a' * 300}") == "a" * 180


def test_parameters_without_end_are_borne() -> None:
    assert (
        file_name("Content-Disposition: attachment" + "; a=1" * 300 + "; filename=late.pdf")
        == "attachment-1.pdf"
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


def test_dates_keep_the_zone_they_were_written_in() -> None:
    dates = {
        "Fri, 20 Nov 2026 14:36:00 +0900 (JST)": "2026-11-20T14:36:00+09:00",
        "Fri, 20 Nov 2026 14:36:00 JST": "2026-11-20T14:36:00+09:00",
        "20 Nov 26 14:36 +0900": "2026-11-20T14:36:00+09:00",
        "Fri, 20 Nov 2026 05:36:00 GMT": "2026-11-20T05:36:00+00:00",
        "Fri, 20 Nov 2026 05:36:60 +0000": "2026-11-20T05:36:59+00:00",
        "2026-11-20T14:36:00+09:00": "2026-11-20T14:36:00+09:00",
        "2026-11-20 14:36:00 +09:00": "2026-11-20T14:36:00+09:00",
    }
    for written, expected in dates.items():
        read = parse(mail(f"Date: {written}"))
        assert read.date is not None
        assert read.date.isoformat() == expected
        assert read.defects == ()


def test_a_date_without_a_zone_is_taken_as_utc_and_said_so() -> None:
    for written in ("Fri, 20 Nov 2026 14:36:00", "2026-11-20 14:36:00"):
        read = parse(mail(f"Date: {written}"))
        assert read.date is not None
        assert read.date.isoformat() == "2026-11-20T14:36:00+00:00"
        assert read.defects == ("date: no zone, taken as UTC",)


@pytest.mark.parametrize(
    "written",
    [
        "yesterday",
        "Fri, 99 Nov 2026 14:36:00 +0900",
        "2026-13-45T10:00",
        "1 Jan 2026 10:00:00 +9999",
        "令和八年",
    ],
)
def test_an_unreadable_date_is_none(written: str) -> None:
    read = parse(mail(f"Date: {written} x"))
    assert read.date is None
    assert parse(mail()).date is None
