"""The list marks who else looks at a conversation or writes in it, in the query that it asks anyway."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import presence
from madoguchi.desk.conversations.line_rows import ConversationRow
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.presence import GONE_AFTER
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.builders import NOW
from tests.desk.conversations.listing import the_list


@pytest.fixture
def opened(hikari: Client, ann: Person, dai: Person) -> Conversation:
    """A conversation that Dai looks at and Ann writes in."""
    found = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        presence.arrive(conversation=found, person=dai, is_writing=False, now=NOW)
        presence.arrive(conversation=found, person=ann, is_writing=True, now=NOW)
    return found


def row(person: Person, *, after: timedelta = timedelta()) -> ConversationRow:
    """The only line of everything that is open."""
    [line] = the_list(person, ListQuery(queue="open"), now=NOW + after).groups[0].rows
    return line


def marked(person: Person, *, after: timedelta = timedelta()) -> tuple[str, bool]:
    line = row(person, after=after)
    return line.present_name, line.is_writing


def test_the_others_are_marked_and_who_writes_comes_first(
    opened: Conversation, ann: Person, dai: Person, ada: Person
) -> None:
    assert marked(dai) == ("Ann", True)
    assert marked(ann) == ("Dai", False)
    assert row(ann).face != row(dai).face
    builders.assigned(ada, opened.client, role="director")
    assert marked(ada) == ("Ann", True)


@pytest.mark.parametrize("after", [GONE_AFTER, -GONE_AFTER])
def test_who_fell_silent_or_comes_from_the_future_is_not_marked(
    after: timedelta, opened: Conversation, ann: Person
) -> None:
    assert marked(ann, after=after) == ("", False)


def test_the_line_says_it_in_words(ann_browser: Browser, hikari: Client, dai: Person) -> None:
    found = builders.a_conversation(hikari, received_at=clock.now())
    path = reverse("desk") + "?queue=open"
    for is_writing, words in [(False, "Daiさんが見ています"), (True, "Daiさんが書いています")]:
        with walls.transaction([hikari.pk]):
            presence.arrive(conversation=found, person=dai, is_writing=is_writing, now=clock.now())

        assert words in ann_browser.get(path).content.decode()


def test_otto_sees_nobody(opened: Conversation, otto: Person, otto_browser: Browser) -> None:
    page = otto_browser.get(reverse("desk") + "?queue=open").content.decode()

    assert not [name for name in ("Ann", "Dai") if f"{name}さん" in page]
    assert the_list(otto, ListQuery(queue="open"), now=NOW).is_empty
