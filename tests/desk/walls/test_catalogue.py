"""The walls as PostgreSQL's own catalogue tells them: a table without a wall fails here."""

import re

import pytest

from madoguchi.desk.platform.walls.policies import IDS, NO_MEMBER
from tests.desk.walls.tables import APPEND_ONLY, MEMBERS_READ, REFERENCES, WALLED, sql

pytestmark = pytest.mark.django_db

# What each of them tells over the wall: test_questions.py.
QUESTIONS = (
    *("api_token_counted", "api_token_in_force"),
    *("client_of_address", "clients_seen_by", "hidden_messages", "hidden_threads"),
    *("late_deliveries", "mail_has_come", "member_reads_task", "open_requests"),
    *("operations_figures", "role_at_client", "search_entries", "something_was_said"),
    *("words_of_other_clients", "work_out_of_sight"),
)
# What was said or meant in a direct thread stands in these, too.
HANGING_ON_THREADS = {
    *("promises_promise", "tasks_task", "rooms_call", "rooms_directthread", "rooms_participant"),
    *("conversations_attachment", "conversations_draftfile", "conversations_heldreply"),
    *("conversations_saveddraft", "conversations_scheduledreply"),
    *("alerts_alert", "conversations_conversationtag", "conversations_mention"),
    *("conversations_presence", "conversations_seen", "platform_event", "rooms_readmark"),
    *("rooms_told", "guard_guardcheck", "guard_guardfinding"),
    *("mail_outgoingmail", "mail_rawmail", "rooms_pin", "rooms_reaction"),
    *("conversations_conversationlink", "conversations_merge"),
    *("tasks_taskitem", "tasks_taskwatcher", "tasks_taskdelay", "rooms_nextaction"),
}
# Clocks hold no words, and figures count them all; the index of the search knows no such thread.
SEEN_BY_ALL = ("conversations_replyclock", "search_entry")
COLUMNS = """
select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
   and a.attname = 'client_id' and not a.attisdropped
"""
FOREIGN_KEYS = """
select f.conrelid::regclass::text, f.confrelid::regclass::text,
       (select array_agg(a.attname::text order by k.place) from unnest(f.conkey)
          with ordinality k (number, place)
          join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number),
       (select array_agg(a.attname::text order by k.place) from unnest(f.confkey)
          with ordinality k (number, place)
          join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number)
  from pg_constraint f where f.contype = 'f' and f.connamespace = 'public'::regnamespace
"""


def test_every_table_that_names_a_client_is_known_here() -> None:
    assert {table for (table,) in sql(COLUMNS)} | {"clients_client"} == set(WALLED)


@pytest.mark.parametrize("table", sorted(WALLED))
def test_every_table_that_names_a_client_has_its_wall_up(table: str) -> None:
    assert sql("select relrowsecurity from pg_class where oid = %s::regclass", table) == [(True,)]


@pytest.mark.parametrize("table", sorted(WALLED))
def test_the_one_policy_that_opens_a_table_reads_the_scope_for_seeing_and_for_writing(
    table: str,
) -> None:
    policies = sql(
        "select permissive, roles::text, cmd, qual, with_check from pg_policies"
        " where tablename = %s and permissive = 'PERMISSIVE'",
        table,
    )

    [(permissive, roles, command, seeing, writing)] = policies
    assert (permissive, roles, command) == ("PERMISSIVE", "{public}", "ALL")
    assert _bare(f"({WALLED[table]} = {IDS})") in _bare(seeing)
    assert writing == seeing


@pytest.mark.parametrize("table", sorted(WALLED))
def test_a_second_wall_keeps_a_clients_own_people_from_every_table(table: str) -> None:
    policies = sql(
        "select policyname::text, roles::text, cmd, qual, with_check from pg_policies"
        " where tablename = %s and permissive = 'RESTRICTIVE'"
        " and policyname not in (tablename || '_direct', tablename || '_direct_change',"
        " tablename || '_direct_keep') order by 1",
        table,
    )

    name, roles, command, seeing, writing = policies[0]
    assert (name, roles, command) == (f"{table}_members", "{public}", "ALL")
    assert _bare(writing) == _bare(NO_MEMBER)
    if table not in MEMBERS_READ:
        assert policies[1:] == []
        assert _bare(seeing) == _bare(NO_MEMBER)
        return
    assert _bare(seeing).startswith(_bare(NO_MEMBER) + "or")
    [(name, roles, command, removing, _)] = policies[1:]
    assert (name, roles, command) == (f"{table}_members_keep", "{public}", "DELETE")
    assert _bare(removing) == _bare(NO_MEMBER)


def test_a_direct_thread_is_there_for_nobody_but_who_takes_part_whatever_the_command() -> None:
    found = sql(
        "select tablename::text, cmd, qual, with_check from pg_policies"
        " where permissive = 'RESTRICTIVE' and policyname = tablename || '_direct'"
    )
    hidden = {table: (command, seeing, writing) for table, command, seeing, writing in found}

    for table in SEEN_BY_ALL:
        command, _, writing = hidden.pop(table)
        assert (command, "hidden_threads(" in writing) == ("INSERT", True)
    assert {command for command, _, _ in hidden.values()} == {"ALL"}
    for table in ("conversations_conversation", "conversations_message"):
        _, seeing, writing = hidden.pop(table)
        assert "takes_part(" in seeing
        assert "takes_part(" in writing
        assert "hidden_threads(" in writing
    assert set(hidden) == HANGING_ON_THREADS
    assert all("hidden_" in seeing for _, seeing, _ in hidden.values())
    assert all(seeing == writing for _, seeing, writing in hidden.values())


def test_what_everybody_sees_of_it_is_changed_and_removed_by_nobody_else() -> None:
    found = sql(
        "select tablename::text, cmd, qual from pg_policies where permissive = 'RESTRICTIVE'"
        " and policyname in (tablename || '_direct_change', tablename || '_direct_keep')"
    )

    assert {(table, command) for table, command, _ in found} == {
        (table, command) for table in SEEN_BY_ALL for command in ("UPDATE", "DELETE")
    }
    assert all("hidden_threads(" in seeing for _, _, seeing in found)


def test_a_row_of_no_client_is_seen_provider_wide_and_nothing_else_is_opened_twice() -> None:
    opened = {
        table
        for table in WALLED
        for (seeing,) in sql(
            "select coalesce(qual, '') from pg_policies where tablename = %s", table
        )
        if "app.provider_wide" in seeing
    }

    settings = {table for table in WALLED if table.startswith("clients_")}
    contacts = {"contacts_contact", "contacts_contactabsence"}
    others = {"api_token", "mail_mailbox", "mail_rawmail", "platform_event"}
    assert opened == settings | contacts | others


def test_every_reference_between_walled_tables_holds_the_client_on_both_sides() -> None:
    composite = set()
    for table, target, columns, aims in sql(FOREIGN_KEYS):
        if table not in WALLED or target not in WALLED:
            continue
        if target == "clients_client":
            assert (columns, aims) == (["client_id"], ["id"])
            continue
        assert {"client_id", "id"} <= set(aims), f"{table} → {target}"
        assert columns[aims.index("client_id")] == "client_id", f"{table} → {target}"
        composite.add((table, columns[aims.index("id")], target))

    assert composite == set(REFERENCES)


def test_no_table_outside_of_the_wall_points_into_it() -> None:
    """Except procrastinate's, which knows ids in its arguments only: nothing to read there."""
    outside = {
        (table, target)
        for table, target, _, _ in sql(FOREIGN_KEYS)
        if target in WALLED and table not in WALLED
    }

    assert outside == set()


def test_only_these_questions_look_over_the_wall() -> None:
    functions = sql(
        "select proname::text, proconfig from pg_proc where prosecdef"
        " and pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema')"
        " order by 1"
    )

    assert functions == [(name, ["search_path=public, pg_temp"]) for name in QUESTIONS]


def test_no_view_looks_over_the_wall_with_its_owners_eyes() -> None:
    assert (
        sql(
            "select relname from pg_class where relkind in ('v', 'm')"
            " and relnamespace = 'public'::regnamespace"
        )
        == []
    )


@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
def test_what_is_append_only_has_its_trigger_for_update_and_delete(table: str) -> None:
    [(definition, enabled)] = sql(
        "select pg_get_triggerdef(oid), tgenabled from pg_trigger"
        " where tgrelid = %s::regclass and tgname = %s",
        table,
        f"{table}_append_only",
    )

    assert "BEFORE DELETE OR UPDATE" in definition
    assert "FOR EACH ROW" in definition
    assert enabled == "O"


def _bare(expression: str) -> str:
    """The expression without what PostgreSQL adds to it: casts, brackets, blanks and capitals."""
    plain = re.sub(r"::(text|character varying|bigint\[\]|bigint)", "", expression.lower())
    return re.sub(r"[\s()]", "", plain)
