"""What somebody types, tells or mails to hold the guard up: it answers, and soon."""

import time
import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from tests import builders

VAGUE = "田中様\nなるべく早くお届けします。"
KEY = uuid.UUID(int=78)


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """Of Ann's, with a client for whom all rules speak."""
    return builders.a_conversation(hikari)


@pytest.mark.parametrize(
    "told",
    [
        *("[" * 3_900, '{"a":' * 700, "1" * 3_999, "null", "[]", '"x"', "NaN"),
        '{"concrete-wording": 1e400, "respect": true, "x": 5, "reply-promise": -3}',
    ],
)
def test_what_a_browser_makes_up_of_its_rewrites_breaks_nothing(
    told: str, conversation: Conversation, ann_browser: Browser
) -> None:
    for name in ("conversation-guard", "conversation-silences"):
        answer = ann_browser.post(
            reverse(name, args=[conversation.pk]),
            {"body": VAGUE, "draft_key": str(KEY), "rewritten": told, "leave": told[:500]},
        )
        assert answer.status_code in {200, 302}


def test_no_mail_of_a_customer_holds_the_guard_up(
    conversation: Conversation, ann_browser: Browser
) -> None:
    for _ in range(10):
        builders.received(conversation, text="いつ届きますか？\n" * 50_000)
    path = reverse("conversation-guard", args=[conversation.pk])
    ann_browser.post(path, {"body": VAGUE})
    began = time.perf_counter()

    assert ann_browser.post(path, {"body": VAGUE}).status_code == 200
    assert time.perf_counter() - began < 3
