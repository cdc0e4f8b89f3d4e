"""What a file is, by its bytes, whatever its name and its sender say."""

import pytest

from madoguchi.desk.files import sniffing
from tests.desk.files.attaching import PDF, a_picture

WEBP = b"RIFF\x24\0\0\0WEBPVP8 "


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (a_picture(), "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"GIF89a\x01\0", "image/gif"),
        (WEBP, "image/webp"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", ""),
        (PDF, ""),
        (b"RIFF\x24\0\0\0WAVE", ""),
        (b"", ""),
    ],
)
def test_only_pictures_without_scripts_are_pictures(data: bytes, kind: str) -> None:
    assert sniffing.picture_type(data) == kind


@pytest.mark.parametrize(
    ("name", "declared", "data", "kind"),
    [
        ("a.pdf", "application/pdf", PDF, "application/pdf"),
        ("invoice.pdf", "application/pdf", a_picture(), "image/png"),
        ("a.png", "image/png", b"<html><script>", "text/html"),
        ("a.txt", "text/plain", "届く日".encode(), "text/plain"),
        ("a.csv", "text/csv", b"a,b\n1,2", "text/csv"),
        ("a.png", "image/png", b"no picture", "application/octet-stream"),
        ("a", "", b"", "application/octet-stream"),
    ],
)
def test_the_bytes_say_what_a_file_is(name: str, declared: str, data: bytes, kind: str) -> None:
    assert sniffing.type_of(name, declared, data) == kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("setup.exe", b""),
        ("見積書.pdf.EXE", b""),
        ("a.js. ", b""),
        ("見積書.pdf", b"MZ\x90\0"),
        ("a", b"\x7fELF\x02"),
    ],
)
def test_what_runs_when_it_is_opened_is_known(name: str, data: bytes) -> None:
    assert sniffing.is_runnable(name, data)


@pytest.mark.parametrize("name", ["見積書.pdf", "a.exe.txt", "app", "a.docx"])
def test_what_is_only_read_is_not(name: str) -> None:
    assert not sniffing.is_runnable(name, PDF)
