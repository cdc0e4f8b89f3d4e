"""Presence: who has a conversation open, who writes in it, who is told of it, and who is not."""

import json
from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi import database
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import presence
from madoguchi.desk.conversations.models import Conversation, Presence
from madoguchi.desk.conversations.presence import GONE_AFTER
from madoguchi.desk.conversations.queries.presences import present_in
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.live.hub import CHANNEL, Hub, Subscriber
from tests import builders
from tests.builders import NOW
from tests.conftest import HOME


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's."""
    return builders.a_conversation(hikari)


@pytest.fixture
def behind_the_wall(hikari: Client) -> Iterator[None]:
    """The work of this test sees Hikari's rows."""
    with walls.within([hikari.pk]):
        yield


def names(conversation: Conversation, *, besides: Person, after: timedelta) -> list[str]:
    """Who is shown to somebody, so much later."""
    rows = present_in(conversation, besides=besides, now=NOW + after)
    return [f"{one.name}{'✎' if one.is_writing else ''}" for one in rows]


def arrived(conversation: Conversation, person: Person, *, is_writing: bool = False) -> None:
    presence.arrive(conversation=conversation, person=person, is_writing=is_writing, now=NOW)


@pytest.mark.usefixtures("behind_the_wall")
class TestWhoIsThere:
    def test_the_others_are_shown_and_oneself_is_not(
        self, conversation: Conversation, ann: Person, dai: Person
    ) -> None:
        arrived(conversation, ann, is_writing=True)
        arrived(conversation, dai)

        assert names(conversation, besides=dai, after=timedelta()) == ["Ann✎"]
        assert names(conversation, besides=ann, after=timedelta()) == ["Dai"]

    def test_who_fell_silent_is_gone_after_three_quarters_of_a_minute(
        self, conversation: Conversation, ann: Person, dai: Person
    ) -> None:
        arrived(conversation, ann)

        assert names(conversation, besides=dai, after=GONE_AFTER - timedelta(seconds=1)) == ["Ann"]
        assert names(conversation, besides=dai, after=GONE_AFTER) == []

    def test_who_left_is_gone_at_once(
        self, conversation: Conversation, ann: Person, dai: Person
    ) -> None:
        arrived(conversation, ann)

        presence.leave(conversation=conversation, person=ann, now=NOW)

        assert names(conversation, besides=dai, after=timedelta()) == []

    def test_two_windows_of_one_person_are_one_presence(
        self, conversation: Conversation, ann: Person
    ) -> None:
        arrived(conversation, ann)
        arrived(conversation, ann, is_writing=True)

        assert Presence.objects.count() == 1


@pytest.mark.django_db(transaction=True)
class TestWhoIsTold:
    def test_only_what_is_new_is_told_to_those_who_are_there_and_soon_to_every_list(
        self, hikari: Client, conversation: Conversation, ann: Person, dai: Person
    ) -> None:
        with listening() as line:
            said(conversation, ann)  # nobody else is there
            said(conversation, dai)
            said(conversation, dai)  # still there: no news
            said(conversation, dai, is_writing=True)
            with walls.transaction([hikari.pk]):
                presence.leave(conversation=conversation, person=dai, now=NOW)
                presence.leave(conversation=conversation, person=dai, now=NOW)

            told = heard(line)

        here = {"kind": "presence", "client": hikari.pk, "conversation": conversation.pk}
        alone = [ann.pk, "Ann", False]
        assert told == [
            {**here, "people": people, "soon": {"present": present}}
            for people, present in [
                ([], [alone]),
                ([ann.pk], [alone, [dai.pk, "Dai", False]]),
                ([ann.pk], [[dai.pk, "Dai", True], alone]),
                ([ann.pk], [alone]),
            ]
        ]


def test_presence_is_told_to_the_named_people_behind_the_wall_alone() -> None:
    hub = Hub({})
    ann, ann_elsewhere, dai, otto = (
        Subscriber(1, frozenset({7})),
        Subscriber(1, frozenset({7})),
        Subscriber(2, frozenset({7})),
        Subscriber(3, frozenset({8})),
    )
    hub.subscribers |= {ann, ann_elsewhere, dai, otto}

    hub.publish(json.dumps({"kind": "presence", "client": 7, "conversation": 4, "people": [1, 3]}))

    assert [one.queue.qsize() for one in (ann, ann_elsewhere, dai, otto)] == [1, 1, 0, 0]


class TestOverTheWire:
    def test_a_heartbeat_answers_who_else_is_there(
        self, ann_browser: Browser, dai: Person, conversation: Conversation
    ) -> None:
        url = reverse("conversation-presence", args=[conversation.pk])
        builders.signed_in(dai).post(url, {"state": "writing"})

        answer = ann_browser.post(url, {"state": "viewing"}).content.decode()

        assert "Daiさんが書いています" in answer
        assert "Annさん" not in answer

    def test_leaving_answers_nothing(
        self, ann_browser: Browser, hikari: Client, conversation: Conversation
    ) -> None:
        url = reverse("conversation-presence", args=[conversation.pk])
        ann_browser.post(url, {"state": "viewing"})

        assert ann_browser.post(url, {"state": "left"}).status_code == 204

        with walls.transaction([hikari.pk]):
            assert not Presence.objects.exists()

    def test_the_head_of_the_conversation_shows_who_is_there(
        self, ann_browser: Browser, dai: Person, conversation: Conversation
    ) -> None:
        url = reverse("conversation-presence", args=[conversation.pk])
        builders.signed_in(dai).post(url, {"state": "viewing"})

        page = ann_browser.get(reverse("conversation", args=[conversation.pk])).content.decode()

        assert "Daiさんが見ています" in page

    def test_who_is_assigned_elsewhere_can_neither_say_nor_learn_who_is_there(
        self,
        otto_browser: Browser,
        ann_browser: Browser,
        hikari: Client,
        conversation: Conversation,
    ) -> None:
        url = reverse("conversation-presence", args=[conversation.pk])
        ann_browser.post(url, {"state": "writing"})

        answers = [otto_browser.post(url, {"state": state}) for state in ("viewing", "left")]

        assert [one.status_code for one in answers] == [404, 404]
        assert all("Ann" not in one.content.decode() for one in answers)
        with walls.transaction([hikari.pk]):
            assert [one.person.name for one in Presence.objects.all()] == ["Ann 花子"]


def said(conversation: Conversation, person: Person, *, is_writing: bool = False) -> None:
    """One heartbeat in its own transaction."""
    with walls.transaction([conversation.client_id]):
        arrived(conversation, person, is_writing=is_writing)


def listening() -> "psycopg.Connection[tuple[object, ...]]":
    """A line on which the database's notifications arrive."""
    conninfo = database.embedded(HOME, user=database.APP_ROLE).conninfo()
    line = psycopg.connect(conninfo, autocommit=True)
    line.execute(f"listen {CHANNEL}")
    return line


def heard(line: "psycopg.Connection[tuple[object, ...]]") -> list[dict[str, object]]:
    """The presence that was told within a moment."""
    news = [json.loads(one.payload) for one in line.notifies(timeout=1)]
    return [one for one in news if one["kind"] == presence.KIND]
