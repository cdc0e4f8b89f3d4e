"""A scope lives as long as its transaction: nothing is left on a connection for the next one."""

import threading
from contextvars import copy_context

import pytest
from django.db import connection, transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.walls.tables import WALLED, sql

pytestmark = pytest.mark.django_db(transaction=True)

SEEN = "select count(*) from conversations_conversation"


@pytest.fixture
def conversation(hikari: Client) -> Conversation:
    return builders.a_conversation(hikari)


def test_outside_of_a_transaction_nothing_is_seen(conversation: Conversation) -> None:
    with walls.within([conversation.client_id], provider_wide=True):
        seen = {table: sql(f"select 1 from {table}") for table in WALLED}

    assert seen == {table: [] for table in WALLED}


def test_after_the_transaction_the_scope_is_gone(conversation: Conversation) -> None:
    with walls.transaction([conversation.client_id]):
        assert sql(SEEN) == [(1,)]
    assert sql(SEEN) == [(0,)]

    with transaction.atomic():
        assert sql(SEEN) == [(0,)]


def test_after_a_transaction_that_failed_the_scope_is_gone(conversation: Conversation) -> None:
    with pytest.raises(ZeroDivisionError), walls.transaction([conversation.client_id]):
        raise ZeroDivisionError

    with transaction.atomic():
        assert sql(SEEN) == [(0,)]


def test_the_pool_hands_on_a_connection_without_its_scope(conversation: Conversation) -> None:
    with walls.transaction([conversation.client_id]):
        [(before,)] = sql("select pg_backend_pid()")

    handed_on = []
    for _ in range(20):
        connection.close()
        with transaction.atomic():
            [(process, seen)] = sql(f"select pg_backend_pid(), ({SEEN})")
        handed_on.append(process)
        assert seen == 0

    assert before in handed_on


def test_two_threads_see_each_their_own_clients(conversation: Conversation) -> None:
    elsewhere = builders.a_client("elsewhere")
    seen: dict[str, int] = {}
    both_inside = threading.Barrier(2, timeout=10)

    def look(name: str, client_id: int) -> None:
        try:
            with walls.transaction([client_id]):
                both_inside.wait()
                [(seen[name],)] = sql(SEEN)
        finally:
            connection.close()

    _together(
        threading.Thread(target=look, args=("inside", conversation.client_id)),
        threading.Thread(target=look, args=("outside", elsewhere.pk)),
    )

    assert seen == {"inside": 1, "outside": 0}


def test_a_new_thread_inherits_no_scope(conversation: Conversation) -> None:
    scopes: list[walls.Scope] = []
    with walls.within([conversation.client_id]):
        _together(threading.Thread(target=lambda: scopes.append(walls.current())))

    assert scopes == [walls.NOTHING]


def test_a_copied_context_takes_its_scope_along(conversation: Conversation) -> None:
    with walls.within([conversation.client_id]):
        context = copy_context()

    assert context.run(walls.current) == walls.Scope(frozenset({conversation.client_id}))


def _together(*threads: threading.Thread) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
