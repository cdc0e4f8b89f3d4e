"""Raw SQL of any kind leaves a direct thread as it is, unless it comes from who reads it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.given import Given
from madoguchi.desk.tasks.actions.requesting import request_from_message
from tests import builders
from tests.desk.walls.hanging import a_direct_thread
from tests.desk.walls.tables import APPEND_ONLY, changed, sql
from tests.desk.walls.test_catalogue import HANGING_ON_THREADS

TABLES = sorted({*HANGING_ON_THREADS, "conversations_conversation", "conversations_message"})
# Asked for its rows by nothing: no policy for SELECT is in the way.
BARE = ("update {} set id = id", "delete from {}")
# Where a row of a mail's can be made to point at a thread.
POINTING = (
    *(("conversations_message", "conversation_id"), ("promises_promise", "conversation_id")),
    *(("tasks_task", "conversation_id"), ("conversations_replyclock", "conversation_id")),
    *(("conversations_conversation", "merged_into_id"), ("search_entry", "conversation_id")),
)
Hidden = Mapping[str, frozenset[int]]


class _Undone(Exception):
    """Nothing of it is kept."""


@pytest.fixture
def kei(hikari: Client) -> Person:
    """Works for Hikari, and takes no part."""
    return builders.assigned(builders.a_person("kei"), hikari)


@pytest.fixture
def noa(hikari: Client) -> Person:
    """Of Hikari like Cora, and takes no part."""
    return builders.a_member("noa", hikari)


@pytest.fixture
def direct(hikari: Client, ann: Person, cora: Person, dai: Person) -> Conversation:
    """A thread between Ann and Cora, with whatever can hang on it."""
    return a_direct_thread(hikari, ann, cora, dai)


@pytest.fixture
def hidden(direct: Conversation, kei: Person) -> Hidden:
    """By table, the rows that are there and that Kei does not see."""
    with walls.transaction([direct.client_id]):
        every = {table: _ids(table) for table in TABLES}
    with _as(kei, direct.client_id):
        return {table: every[table] - _ids(table) for table in TABLES}


def test_there_is_something_to_hide_in_every_table(hidden: Hidden) -> None:
    assert [table for table, rows in hidden.items() if not rows] == []


@pytest.mark.parametrize("command", BARE)
def test_a_colleague_changes_and_removes_nothing_of_it(
    command: str, direct: Conversation, hidden: Hidden, kei: Person
) -> None:
    for table in sorted(set(TABLES) - APPEND_ONLY):
        with _as(kei, direct.client_id):
            seen = len(_ids(table))
            assert changed(command.format(table)) == seen, table
            with walls.within([direct.client_id], person_id=0):
                assert hidden[table] <= _ids(table), table


@pytest.mark.parametrize("command", BARE)
def test_who_takes_part_does(
    command: str, direct: Conversation, hidden: Hidden, ann: Person
) -> None:
    for table in sorted(set(TABLES) - APPEND_ONLY - {"guard_guardfinding"}):  # kept by a trigger
        with _as(ann, direct.client_id):
            assert changed(command.format(table)) >= len(hidden[table]), table


@pytest.mark.parametrize("command", BARE)
def test_nobody_else_does_either(
    command: str, direct: Conversation, hidden: Hidden, otto: Person, noa: Person, tsubame: Client
) -> None:
    for table in sorted(set(TABLES) - APPEND_ONLY):
        with _as(otto, tsubame.pk):
            changed(command.format(table))
            with walls.within([direct.client_id], person_id=0):
                assert hidden[table] <= _ids(table), table
        with _as(noa, direct.client_id, side=walls.Side.CLIENT):
            _tried(command.format(table))
            with walls.within([direct.client_id], side=walls.Side.PROVIDER, person_id=0):
                assert hidden[table] <= _ids(table), table


@pytest.mark.parametrize("table", TABLES)
def test_nobody_writes_a_row_of_it_who_takes_no_part(
    table: str,
    direct: Conversation,
    hidden: Hidden,
    kei: Person,
    otto: Person,
    noa: Person,
    tsubame: Client,
) -> None:
    row = _copy_of(table, min(hidden[table]), direct.client_id)

    for person, client_id, side in (
        (kei, direct.client_id, walls.Side.PROVIDER),
        (noa, direct.client_id, walls.Side.CLIENT),
        (otto, tsubame.pk, walls.Side.PROVIDER),
    ):
        with (
            _as(person, client_id, side=side),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            _write(table, row)


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"conversations_conversation"}))
def test_who_takes_part_may_write_such_a_row(
    table: str, direct: Conversation, hidden: Hidden, ann: Person
) -> None:
    row = _copy_of(table, min(hidden[table]), direct.client_id)

    # It is there once already: the wall is not what stands in the way.
    with _as(ann, direct.client_id), suppress(IntegrityError), transaction.atomic():
        _write(table, row)


def test_words_that_call_themselves_a_mails_do_not_get_into_it(
    direct: Conversation, kei: Person
) -> None:
    with walls.transaction([direct.client_id]):
        said = Message.objects.filter(conversation=direct.pk).order_by("pk")[0]
    row = _copy_of("conversations_message", said.pk, direct.client_id)

    with (
        _as(kei, direct.client_id),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        sql(
            "insert into conversations_message select (json_populate_record("
            "null::conversations_message, (%s::jsonb || %s::jsonb)::json)).*",
            row,
            '{"channel": "mail"}',
        )


@pytest.mark.parametrize(("table", "column"), POINTING)
def test_what_is_in_sight_is_not_moved_into_it(
    table: str, column: str, direct: Conversation, kei: Person
) -> None:
    _a_mail_with_everything(direct)

    with _as(kei, direct.client_id):
        assert _ids(table)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            sql(f"update {table} set {column} = %s", direct.pk)


def test_its_clock_is_seen_by_colleagues_and_neither_stopped_nor_taken_away(
    direct: Conversation, kei: Person
) -> None:
    of = "conversations_replyclock where conversation_id = %s"
    with _as(kei, direct.client_id):
        [(clocks,)] = sql(f"select count(*) from {of}", direct.pk)
        assert clocks > 0
        assert changed(f"delete from {of}", direct.pk) == 0
        changing = "update conversations_replyclock set id = id where conversation_id = %s"
        assert changed(changing, direct.pk) == 0


def test_copy_writes_nothing_anywhere(direct: Conversation, kei: Person) -> None:
    with (
        _as(kei, direct.client_id),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        sql("copy rooms_participant from stdin")


def _a_mail_with_everything(direct: Conversation) -> None:
    """A matter of everybody's, with a row in each of the tables that point at threads."""
    with walls.transaction([direct.client_id]):
        mail = builders.a_conversation(direct.client)
        said = Message.objects.get(conversation=mail)
        ann = Person.objects.get(email="ann@provider.example")
        given = Given(what="回答", span="回答", due_at=builders.NOW + timedelta(hours=3))
        give_promises(
            client_id=direct.client_id,
            conversation_id=mail.pk,
            given=[given],
            given_at=builders.NOW,
            given_by=ann,
            owner=ann,
        )
        request_from_message(message_id=said.pk, person=ann, now=builders.NOW)


@contextmanager
def _as(
    person: Person, client_id: int, *, side: walls.Side = walls.Side.PROVIDER
) -> Iterator[None]:
    """In the person's own scope; nothing that is done inside is kept."""
    try:
        with walls.within([client_id], side=side, person_id=person.pk), transaction.atomic():
            yield
            raise _Undone
    except _Undone:
        pass


def _tried(statement: str) -> None:
    """What is seen may be refused with an error; what is not is passed over."""
    with suppress(ProgrammingError), transaction.atomic():
        changed(statement)


def _ids(table: str) -> frozenset[int]:
    return frozenset(row[0] for row in sql(f"select id from {table}"))


def _copy_of(table: str, pk: int, client_id: int) -> str:
    """The row under another number, as JSON."""
    with walls.transaction([client_id]):
        [(row,)] = sql(
            f"select (to_jsonb(t) || jsonb_build_object('id', 987654321))::text from {table} t"
            " where id = %s",
            pk,
        )
    return str(row)


def _write(table: str, row: str) -> None:
    sql(f"insert into {table} select (json_populate_record(null::{table}, %s::json)).*", row)
