"""Forms as a browser posts them to a conversation, and what they led to."""

import uuid
from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.platform import walls

KEY = uuid.UUID("5f0c2c1e-5d35-4d5f-9d5e-0a8a4d0c9a11")
CLEAN = "田中様\r\n11月19日(木)に届きます。"
HOLDING = "確認して、折り返しご連絡いたします。"


def posted(
    browser: Browser, name: str, conversation: Conversation, /, **fields: Any
) -> HttpResponseBase:
    seen = {"last_seen": 999_999_999} if name == "closure" else {}
    return browser.post(reverse(f"conversation-{name}", args=[conversation.pk]), seen | fields)


def replied(
    browser: Browser, conversation: Conversation, body: str = CLEAN, **fields: Any
) -> HttpResponseBase:
    plain = {"draft_key": KEY, "last_seen": conversation.newest_customer_message_id, "body": body}
    return posted(browser, "reply", conversation, **{**plain, **fields})


def page_of(answer: HttpResponseBase) -> str:
    content: bytes = getattr(answer, "content", b"")
    return content.decode()


def as_it_is(conversation: Conversation) -> Conversation:
    with walls.transaction([conversation.client_id]):
        conversation.refresh_from_db()
    return conversation


def replies_of(conversation: Conversation) -> list[str]:
    with walls.transaction([conversation.client_id]):
        texts = conversation.messages.filter(kind=Message.Kind.REPLY).values_list("text", flat=True)
        return list(texts)
