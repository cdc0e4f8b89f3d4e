"""The marks, checks, letters and events of a direct thread are closed to a colleague by the database itself."""

import pytest
from django.db import connection, transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.search.models import Entry
from tests import builders
from tests.desk.walls.hanging import TABLES, a_direct_thread


@pytest.fixture
def kei(hikari: Client) -> Person:
    """Works for Hikari, and takes no part."""
    return builders.assigned(builders.a_person("kei"), hikari)


@pytest.fixture
def direct(hikari: Client, ann: Person, cora: Person, dai: Person) -> Conversation:
    """A thread between Ann and Cora, with whatever can hang on it."""
    return a_direct_thread(hikari, ann, cora, dai)


def _counts(direct: Conversation, person: Person) -> dict[str, int]:
    with walls.transaction([direct.client_id]):
        messages = list(Message.objects.filter(conversation=direct.pk).values_list("pk", flat=True))
    with (
        walls.within([direct.client_id], side=walls.Side.PROVIDER, person_id=person.pk),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        counts = {}
        for table, which in TABLES.items():
            given: dict[str, int | list[int]] = {"thread": direct.pk, "messages": messages}
            cursor.execute(f"select count(*) from {table} where {which}", given)
            counts[table] = int(cursor.fetchone()[0])
        return counts


def test_a_colleague_sees_nothing_of_it_and_who_takes_part_and_directors_all(
    direct: Conversation, ann: Person, dai: Person, kei: Person
) -> None:
    assert [table for table, count in _counts(direct, ann).items() if not count] == []
    assert _counts(direct, dai) == _counts(direct, ann)
    assert set(_counts(direct, kei).values()) == {0}


def test_what_hangs_on_other_conversations_stays_in_sight(
    hikari: Client, direct: Conversation, kei: Person
) -> None:
    mail = builders.a_conversation(hikari)

    with (
        walls.within([hikari.pk], side=walls.Side.PROVIDER, person_id=kei.pk),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select count(*) from platform_event where conversation_id = %s", [mail.pk])
        assert cursor.fetchone()[0] > 0


def test_its_words_are_in_no_index(direct: Conversation) -> None:
    with walls.transaction([direct.client_id]):
        assert not Entry.objects.filter(conversation=direct.pk).exists()
