"""Builds raw mails for these tests: header lines and body as bytes, joined as they stand."""

import base64

FROM = "From: Cora <cora@example.jp>"
TO = "To: support@hikari.example"


def mail(
    *headers: str | bytes, body: str | bytes = "", charset: str = "utf-8", line_end: bytes = b"\r\n"
) -> bytes:
    """A mail with the given header lines (From and To are put before when absent); text in `charset` bytes."""
    names = {_bytes(header).split(b":")[0].lower() for header in headers}
    lines = [
        _bytes(line) for line in (FROM, TO) if _bytes(line).split(b":")[0].lower() not in names
    ]
    lines += [_bytes(header) for header in headers]
    encoded = body if isinstance(body, bytes) else _with_line_ends(body.encode(charset), line_end)
    return line_end.join([*lines, b"", b""]) + encoded


def _with_line_ends(body: bytes, line_end: bytes) -> bytes:
    return body.replace(b"\r\n", b"\n").replace(b"\n", line_end)


def text_mail(body: str, *headers: str, charset: str = "utf-8") -> bytes:
    """A plain-text mail that declares its charset honestly."""
    return mail(
        *headers, f"Content-Type: text/plain; charset={charset}", body=body, charset=charset
    )


def multipart(
    subtype: str, *parts: bytes, boundary: str = "=_b", headers: tuple[str, ...] = ()
) -> bytes:
    """A whole multipart mail out of whole parts (headers, blank line, body)."""
    content_type = f'Content-Type: multipart/{subtype}; boundary="{boundary}"'
    return mail(*headers, content_type, body=joined(*parts, boundary=boundary))


def joined(*parts: bytes, boundary: str) -> bytes:
    """Parts between their boundary lines."""
    line = f"--{boundary}".encode()
    return b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def part(content_type: str, body: str | bytes, *headers: str | bytes) -> bytes:
    """One part; text is UTF-8."""
    lines = [f"Content-Type: {content_type}".encode(), *map(_bytes, headers), b"", b""]
    return b"\r\n".join(lines) + _bytes(body)


def encoded_word(text: str, charset: str, codec: str = "") -> str:
    """An RFC 2047 word in base64."""
    return f"=?{charset}?B?{base64.b64encode(text.encode(codec or charset)).decode('ascii')}?="


def windows_jis(text: str) -> bytes:
    """ISO-2022-JP as Windows writes it, with NEC row 13 and IBM extensions, from cp932's bytes."""
    written = bytearray()
    shifted = False
    for ch in text:
        data = ch.encode("cp932")
        if (len(data) == 2) != shifted:
            shifted = not shifted
            written += b"\x1b$B" if shifted else b"\x1b(B"
        written += _jis_pair(data) if shifted else data
    return bytes(written + (b"\x1b(B" if shifted else b""))


def _jis_pair(data: bytes) -> bytes:
    lead, trail = data
    row = (lead - (0xC1 if lead >= 0xE0 else 0x81)) * 2 + 0x21
    trail -= trail > 0x7F
    return bytes((row + 1, trail - 0x7D)) if trail >= 0x9E else bytes((row, trail - 0x1F))


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value
