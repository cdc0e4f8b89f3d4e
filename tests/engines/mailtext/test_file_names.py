"""The names of files are decoded, and cannot lead out of a folder."""

import pytest

from madoguchi.engines.mailtext import parse
from tests.engines.mailtext.builders import encoded_word, multipart, part


def file_name(*headers: str | bytes) -> str:
    raw = multipart("mixed", part("text/plain", "x"), part("application/pdf", "x", *headers))
    return parse(raw).attachments[0].name


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
