"""Small files for the story's attachments, drawn or written here so that none is stored."""

import struct
import zlib
from collections.abc import Callable
from typing import TypeAlias

from madoguchi.desk.demo.story.shapes import Attachment

Colour: TypeAlias = tuple[int, int, int]

_TABLE: Colour = (222, 211, 196)
_GLAZE: Colour = (244, 240, 230)
_INSIDE: Colour = (232, 226, 212)
_CLAY: Colour = (150, 106, 78)
_PLATE: Colour = (205, 210, 214)
_PRINT: Colour = (60, 66, 74)


def png(width: int, height: int, colour_at: Callable[[int, int], Colour]) -> bytes:
    """An 8-bit RGB picture, pixel by pixel (PNG, RFC 2083)."""
    rows = (b"\0" + b"".join(bytes(colour_at(x, y)) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"".join(rows), 9))
        + _chunk(b"IEND", b"")
    )


def photo_of_chipped_bowl(name: str, chip_x: int) -> Attachment:
    """A white bowl from above; its rim is chipped at ``chip_x`` (60 to 180) of 240 pixels."""

    def colour_at(x: int, y: int) -> Colour:
        distance = (x - 120) ** 2 + (y - 90) ** 2
        if (x - chip_x) ** 2 + (y - 22) ** 2 < 14**2:
            return _CLAY if distance < 72**2 else _TABLE
        if distance < 58**2:
            return _INSIDE
        return _GLAZE if distance < 74**2 else _TABLE

    return Attachment(name=name, content_type="image/png", content=png(240, 180, colour_at))


def photo_of_type_plate(name: str) -> Attachment:
    """A metal plate with three lines of print that cannot be read."""

    def colour_at(x: int, y: int) -> Colour:
        if not (20 < x < 220 and 30 < y < 150):
            return _TABLE
        printed = 50 < y < 140 and y % 36 < 10 and 34 < x < 200 and (x * 7 + y // 36 * 5) % 11 < 6
        return _PRINT if printed else _PLATE

    return Attachment(name=name, content_type="image/png", content=png(240, 180, colour_at))


def csv_file(name: str, *lines: str, encoding: str = "cp932") -> Attachment:
    """A table as Japanese accounting programs write it: Shift_JIS and CRLF unless told."""
    content = "".join(f"{line}\r\n" for line in lines).encode(encoding)
    return Attachment(name=name, content_type="text/csv", content=content)


def text_file(name: str, *lines: str) -> Attachment:
    """Plain UTF-8 lines."""
    content = "".join(f"{line}\n" for line in lines).encode()
    return Attachment(name=name, content_type="text/plain", content=content)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum
