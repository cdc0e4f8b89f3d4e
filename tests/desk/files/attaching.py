"""Files as a browser sends them, and what lies beside the reply afterwards."""

import struct
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.conversations.models import Attachment, Conversation, DraftFile, Message
from madoguchi.desk.platform import walls

PDF = b"%PDF-1.4\n%the terms of delivery"
AS_HTMX = {"HX-Request": "true", "HX-Target": "draft-files"}


def a_picture(color: bytes = b"\x2f\x6f\xeb") -> bytes:
    """A PNG of 40 × 30 points in one colour."""
    header = struct.pack("!IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
    rows = (b"\0" + color * 40) * 30
    pieces = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))
        for kind, data in pieces
    )


def attached(
    browser: Browser,
    conversation: Conversation,
    name: str = "納品条件.pdf",
    data: bytes = PDF,
    *,
    kind: str = "application/pdf",
    is_htmx: bool = True,
    **fields: Any,
) -> HttpResponseBase:
    """Post one file to the conversation's composer."""
    file = SimpleUploadedFile(name, data, content_type=kind)
    return browser.post(
        reverse("conversation-files", args=[conversation.pk]),
        {"file": file, **fields},
        headers=AS_HTMX if is_htmx else {},
    )


def removed(browser: Browser, draft_file_id: int) -> HttpResponseBase:
    """Take it out again."""
    path = reverse("draft-file-removal", args=[draft_file_id])
    return browser.post(path, headers=AS_HTMX)


def lying(conversation: Conversation) -> list[DraftFile]:
    """All files of unsent replies, anybody's."""
    with walls.transaction([conversation.client_id]):
        return list(DraftFile.objects.filter(conversation=conversation).order_by("pk"))


def attachments_of(message: Message) -> list[Attachment]:
    with walls.transaction([message.client_id]):
        return list(Attachment.objects.filter(message=message).order_by("position"))


def text_of(answer: HttpResponseBase) -> str:
    content: bytes = getattr(answer, "content", b"")
    return content.decode()
