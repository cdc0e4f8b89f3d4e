"""A reply asks the database seldom: a bound that may fall, and rises for a reason alone."""

import uuid
from datetime import timedelta

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

# From the session to the commit; a test's own transaction is told the scope twice besides.
MOST = 26 + 2
TEXT = "田中様\nお問い合わせありがとうございます。11月19日(木)に届きます。"


def test_a_reply_asks_seldom(hikari: Client, ann: Person) -> None:
    browser = builders.signed_in(ann)
    first, second = (builders.a_conversation(hikari) for _ in range(2))
    _asked(browser, first)  # plans the statements of this connection

    assert _asked(browser, second) <= MOST


def test_a_reply_that_takes_the_conversation_asks_as_seldom(hikari: Client) -> None:
    bea = builders.assigned(builders.a_person("bea"), hikari)
    browser = builders.signed_in(bea)
    first, second = (builders.a_conversation(hikari) for _ in range(2))
    _asked(browser, first)

    assert _asked(browser, second) <= MOST


def test_a_reply_costs_the_same_after_five_messages_as_after_fifty(
    hikari: Client, ann: Person
) -> None:
    browser = builders.signed_in(ann)
    few, many, plain = (builders.a_conversation(hikari) for _ in range(3))
    _asked(browser, plain)
    for conversation, number in ((few, 5), (many, 50)):
        _said(conversation, number)

    assert _asked(browser, few) == _asked(browser, many)


def test_the_action_alone_asks_seldom(hikari: Client, ann: Person) -> None:
    first, second = (builders.a_conversation(hikari) for _ in range(2))
    builders.replied(first, ann)

    with walls.transaction([hikari.pk]), CaptureQueriesContext(connection) as queries:
        send_reply(
            conversation_id=second.pk,
            author=ann,
            reply=builders.a_reply(second),
            now=builders.NOW + timedelta(minutes=10),
        )

    assert len(queries) <= 21


def _asked(browser: Browser, conversation: Conversation) -> int:
    """How often the database is asked when the form of the page is sent."""
    path = reverse("conversation-reply", args=[conversation.pk]) + "?queue=open"
    form = {"body": TEXT, "draft_key": str(uuid.uuid4()), "last_seen": str(2**62)}
    with CaptureQueriesContext(connection) as queries:
        assert browser.post(path, form).status_code == 302
    return len(queries)


def _said(conversation: Conversation, number: int) -> None:
    for minute in range(number):
        at = builders.NOW + timedelta(minutes=minute)
        builders.received(conversation, received_at=at)
