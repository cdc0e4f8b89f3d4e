"""A reply comes back into the composer with its promises as they were mended and struck, and leaves so again."""

import uuid
from html.parser import HTMLParser
from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.promises.given import Promised
from madoguchi.desk.promises.models import Promise
from tests.desk.conversations.posting import page_of, posted, replied
from tests.desk.promises.test_kept_chips import (
    ANSWER,
    BODY,
    PARCEL,
    at,
    fields,
    kept,
)


class Fields(HTMLParser):
    """What the page's fields of promises would post."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        name = named.get("name") or ""
        is_off = named.get("type") == "checkbox" and "checked" not in named
        if tag == "input" and name.startswith(("promise_", "keeps")) and not is_off:
            self.found.setdefault(name, []).append(named.get("value") or "")


def newest(conversation: Conversation) -> Message:
    with walls.transaction([conversation.client_id]):
        return Message.objects.filter(conversation=conversation).latest("pk")


def taken_back(browser: Browser, conversation: Conversation) -> str:
    """The page after the reply was taken back."""
    posted_back = browser.post(reverse("message-recall", args=[newest(conversation).pk]))
    assert posted_back.status_code == 302
    return page_of(browser.get(reverse("conversation", args=[conversation.pk])))


def given(client: Client) -> list[tuple[str, int]]:
    with walls.transaction([client.pk]):
        rows = Promise.objects.order_by("due_at", "pk")
        return [(one.span, timezone.localtime(one.due_at).hour) for one in rows]


def test_mended_and_struck_they_are_in_the_composer_again_and_leave_so(
    ann_browser: Browser,
    fresh: Conversation,
    hikari: Client,
    ann: Person,
) -> None:
    form = fields(due=at(days=3, hour=9))
    posted(ann_browser, "guard", fresh, **form)
    before = kept(fresh, ann)
    replied(ann_browser, fresh, **form)
    assert (given(hikari), kept(fresh, ann)) == ([(PARCEL, 9)], Promised())

    page = taken_back(ann_browser, fresh)

    assert given(hikari) == []
    assert kept(fresh, ann) == before != Promised()
    again: dict[str, Any] = Fields(page).found
    assert (again["promise_struck"], again["promise_due"][1]) == (["0"], at(days=3, hour=9))
    replied(ann_browser, fresh, BODY, **{**again, "draft_key": uuid.uuid4()})
    assert given(hikari) == [(PARCEL, 9)]
    assert newest(fresh).kind == Message.Kind.REPLY


def test_taken_back_twice_they_are_the_same(
    ann_browser: Browser,
    fresh: Conversation,
    ann: Person,
) -> None:
    replied(ann_browser, fresh, **fields(due=at(days=3, hour=9)))
    page = taken_back(ann_browser, fresh)
    before = kept(fresh, ann)
    replied(ann_browser, fresh, BODY, **{**Fields(page).found, "draft_key": uuid.uuid4()})

    taken_back(ann_browser, fresh)

    assert kept(fresh, ann) == before
    assert [one.span for one in before.chips or ()] == [ANSWER, PARCEL]


def test_what_nobody_touched_is_read_anew(
    ann_browser: Browser,
    fresh: Conversation,
    ann: Person,
) -> None:
    replied(ann_browser, fresh, **fields(struck=""))

    taken_back(ann_browser, fresh)

    assert kept(fresh, ann) == Promised()
