"""The questions that look over the wall: what each tells Otto, in plain SQL, and what it does not.

What search_entries finds has tests of its own: tests/desk/search/test_walls.py.
"""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.walls.belongings import Belongings
from tests.desk.walls.marks import SECRET
from tests.desk.walls.tables import sql

# What they give: numbers, moments, roles and names of jobs. late_deliveries gives words, and
# words_of_other_clients those that the guard looks for in a writer's text.
ANSWERS = {
    "api_token_in_force": "TABLE(token_id bigint, client_id bigint, secret_hash text)",
    "api_token_counted": "boolean",
    "client_of_address": "bigint",
    "clients_seen_by": "bigint[]",
    "hidden_messages": "bigint[]",
    "hidden_threads": "bigint[]",
    "late_deliveries": (
        "TABLE(client_id bigint, sender text, mails bigint, since timestamp with time zone,"
        " words text)"
    ),
    "member_reads_task": "boolean",
    "open_requests": "bigint",
    "operations_figures": "TABLE(name text, kind text, value double precision)",
    "role_at_client": "text",
    "search_entries": "TABLE(message_id bigint, at timestamp with time zone)",
    "words_of_other_clients": "text",
    "work_out_of_sight": (
        "TABLE(person_id bigint, due_at timestamp with time zone, after_task bigint,"
        " minutes bigint)"
    ),
}
LATE = "select client_id, mails, words from late_deliveries()"


@pytest.fixture
def late(hikaris: Belongings) -> Belongings:
    """Hikari's reply cannot leave; the mail server's words name the customer."""
    _fail(hikaris, "451 <sakura@secret-customer.example> later")
    return hikaris


def test_they_answer_in_these_shapes_alone(db: None) -> None:
    told = sql("select proname::text, pg_get_function_result(oid) from pg_proc where prosecdef")

    assert {name: told for name, told in told if name in ANSWERS} == ANSWERS


def test_late_deliveries_tell_otto_nothing_of_another_client(
    late: Belongings, tsubames: Belongings
) -> None:
    with walls.transaction([tsubames.client.pk]):
        assert sql(LATE) == []
    with walls.transaction([]):
        assert sql(LATE) == []


def test_late_deliveries_tell_the_clients_own_people(late: Belongings) -> None:
    with walls.transaction([late.client.pk]):
        assert sql(LATE) == [(late.client.pk, 1, "")]


def test_late_deliveries_tell_an_admin_a_number_and_no_customer(late: Belongings) -> None:
    with walls.transaction([], provider_wide=True):
        [(client, mails, words)] = sql(LATE)

    assert (client, mails, words) == (late.client.pk, 1, "")


def test_late_deliveries_say_what_the_server_said_where_it_names_nobody(late: Belongings) -> None:
    _fail(late, "mail.example:25 が応答しません")

    with walls.transaction([], provider_wide=True):
        assert sql(LATE) == [(late.client.pk, 1, "mail.example:25 が応答しません")]


def test_the_figures_are_numbers_with_the_names_of_jobs_and_levels(
    hikaris: Belongings, tsubames: Belongings
) -> None:
    with walls.transaction([tsubames.client.pk]):
        figures = sql("select name, kind, value from operations_figures()")
        names = {kind for (kind,) in sql("select distinct task_name from procrastinate_jobs")}

    assert {kind for _, kind, _ in figures} <= {"", "due", "late", "limit"} | names
    assert SECRET not in str(figures)
    assert all(isinstance(value, float) for _, _, value in figures)


def test_the_figures_take_no_argument_that_could_point_at_a_client(db: None) -> None:
    assert sql(
        "select proname::text, pg_get_function_identity_arguments(oid) from pg_proc"
        " where proname in ('operations_figures', 'late_deliveries') order by 1"
    ) == [("late_deliveries", ""), ("operations_figures", "")]


def test_a_role_is_told_and_opens_nothing(
    hikaris: Belongings, tsubames: Belongings, ann: Person, otto: Person
) -> None:
    with walls.transaction([tsubames.client.pk]):
        asked = "select role_at_client(%s, %s, now())"
        assert sql(asked, ann.pk, hikaris.client.pk) == [("operator",)]
        assert sql(asked, otto.pk, hikaris.client.pk) == [(None,)]
        assert sql("select clients_seen_by(%s)", otto.pk) == [([tsubames.client.pk],)]
        assert sql("select name from clients_client where id = %s", hikaris.client.pk) == []


def test_an_address_gives_the_number_of_its_client_and_no_name(
    hikaris: Belongings, tsubames: Belongings
) -> None:
    with walls.transaction([tsubames.client.pk]):
        asked = "select client_of_address('support@hikari.example')"
        assert sql(asked) == [(hikaris.client.pk,)]
        assert sql("select address from clients_address where address like 'support@hi%%'") == []


def test_search_entries_give_otto_no_message_of_another_client(
    hikaris: Belongings, tsubames: Belongings
) -> None:
    everything = (
        "select message_id from search_entries('', null, 1000, 1000, 60000, 'infinity', 9223372036854775807,"
        f" '{{{hikaris.client.pk}}}', null, null, null, null)"
    )

    with walls.transaction([tsubames.client.pk]):
        assert sql(everything) == []
    with walls.transaction([hikaris.client.pk]):
        assert sql(everything)


def _fail(belongings: Belongings, words: str) -> None:
    with walls.transaction([belongings.client.pk]):
        OutgoingMail.objects.update(
            state="queued",
            sent_at=None,
            failing_since=builders.NOW + timedelta(minutes=1),
            last_error=words,
        )


def test_words_of_other_clients_are_those_of_a_writer_of_a_client_in_sight(
    hikari: Client, tsubame: Client, ann: Person, otto: Person
) -> None:
    """Nothing of a client out of sight, of somebody who never wrote for it, or of the client itself."""
    asking = "select words_of_other_clients(%s, %s, now())"
    builders.assigned(ann, tsubame)

    with walls.transaction([tsubame.pk]):
        assert sql(asking, tsubame.pk, otto.pk) == [(None,)]
        assert sql(asking, hikari.pk, ann.pk) == [(None,)]
        assert hikari.name in str(sql(asking, tsubame.pk, ann.pk))
    with walls.transaction([hikari.pk]):
        assert sql(asking, hikari.pk, otto.pk) == [(None,)]
    for wide in (False, True):
        with walls.transaction([], provider_wide=wide):
            assert sql(asking, hikari.pk, ann.pk) == [(None,)]
