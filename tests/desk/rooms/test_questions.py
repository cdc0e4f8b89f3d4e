"""How often the pages of rooms ask the database: a bound that may fall, and rises for a reason alone."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rooms.actions import signs
from madoguchi.desk.rooms.actions.speaking import Saying, open_as_member, say_in_thread
from tests import builders
from tests.house.counting import page_of, queries_of

TOLD = 4  # a test's own transaction is told the scope twice, and is a savepoint
OF_US = 10  # from the session to the frame: all that a thread needs is asked at once
OF_MEMBER = 13  # and what they said last, so that their device forgets it


@pytest.fixture
def long_thread(thread: Conversation, ann: Person, cora: Person) -> Conversation:
    """The thread after forty more messages, with signs and decisions."""
    sent = builders.replied(thread, ann)
    with walls.transaction([thread.client_id]):
        for minute in range(40):
            saying = Saying(text=f"{minute}件目です。", draft_key=uuid.uuid4())
            at = builders.NOW + timedelta(minutes=minute)
            said = say_in_thread(conversation_id=thread.pk, member=cora, saying=saying, now=at)
            signs.react(message_id=said.pk, kind="seen", person=ann, now=at)
            signs.pin(message_id=said.pk, person=ann, now=at)
        signs.react(message_id=sent.pk, kind="thanks", person=cora, now=builders.NOW)
    return thread


def test_a_thread_asks_seldom(thread: Conversation, ann: Person) -> None:
    builders.replied(thread, ann)

    assert _of_thread(thread, ann) == OF_US + TOLD


def test_a_thread_costs_the_same_however_much_was_said_in_it(
    long_thread: Conversation, ann: Person
) -> None:
    builders.replied(long_thread, ann)

    assert _of_thread(long_thread, ann) == OF_US + TOLD


def test_a_thread_costs_the_same_among_many_threads_and_members(
    thread: Conversation, hikari: Client, ann: Person, cora: Person
) -> None:
    builders.replied(thread, ann)
    for number in range(8):
        builders.a_member(f"member-{number}", hikari)
    with walls.transaction([hikari.pk]):
        for number in range(12):
            saying = Saying(text="日を決めたいです。", draft_key=uuid.uuid4())
            title = f"棚卸し{number}"
            open_as_member(
                client_id=hikari.pk, member=cora, title=title, saying=saying, now=builders.NOW
            )

    assert _of_thread(thread, ann) == OF_US + TOLD
    assert _of_members_page(thread, cora) == OF_MEMBER + TOLD


def test_a_members_page_costs_the_same_however_much_was_said(
    long_thread: Conversation, ann: Person, cora: Person
) -> None:
    builders.replied(long_thread, ann)

    assert _of_members_page(long_thread, cora) == OF_MEMBER + TOLD


def test_the_list_of_rooms_asks_seldom(thread: Conversation, ann: Person) -> None:
    assert queries_of(page_of(ann, reverse("rooms"))) == 8 + TOLD


def test_what_was_asked_ahead_is_answered_as_it_would_be(hikari: Client) -> None:
    sql = """select %(n)s::int, 'a', '{"b": 1}'::jsonb, now(), null::text, array['x', 'y']
    from generate_series(1, 2)"""

    with walls.transaction([hikari.pk]):
        alone = prepared.rows_of(sql, {"n": 7})
        with prepared.ahead([(sql, {"n": 7}), ("select 1 where false", {})]):
            together = prepared.rows_of(sql, {"n": 7})
            nothing = prepared.rows_of("select 1 where false", {})
            other = prepared.rows_of(sql, {"n": 8})

    assert [tuple(one) for one in together] == [tuple(one) for one in alone]
    assert list(nothing) == []
    assert [one[0] for one in other] == [8, 8]


def test_what_was_asked_ahead_is_no_answer_in_another_scope(hikari: Client) -> None:
    sql = "select count(*) from clients_replypolicy"

    with walls.transaction([hikari.pk]), prepared.ahead([(sql, {})]):
        seen = prepared.row_of(sql, {})
        with walls.within([]):
            elsewhere = prepared.row_of(sql, {})

    assert (seen[0], elsewhere[0]) == (1, 0)


def _of_thread(thread: Conversation, person: Person) -> int:
    return queries_of(page_of(person, reverse("room-thread", args=[thread.pk])))


def _of_members_page(thread: Conversation, person: Person) -> int:
    return queries_of(page_of(person, reverse("portal-room-thread", args=[thread.pk])))
