"""The second wall: a client's own people read what is meant for them, and change nothing by themselves."""

import pytest
from allauth.account.models import EmailAddress
from django.db import DatabaseError, transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.actions.members import invite_member
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.models import Attachment
from madoguchi.desk.conversations.models.writing import Pen
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.walls import Side
from madoguchi.desk.promises.models import Promise
from tests import builders
from tests.desk.walls.belongings import Belongings
from tests.desk.walls.tables import MEMBERS_READ, WALLED, changed, rows_of, sql

QUESTIONS = {
    "role_at_client": "select role_at_client({person}, {client}, now()) is not null",
    "client_of_address": "select client_of_address('support@hikari.example') is not null",
    "words_of_other_clients": "select words_of_other_clients({client}, {person}, now()) is not null",
    "late_deliveries": "select count(*) > 0 from late_deliveries()",
    "mail_has_come": "select mail_has_come({client})",
    "operations_figures": "select count(*) > 0 from operations_figures()",
    "api_token_in_force": "select count(*) > 0 from api_token_in_force((select '{key}'), now())",
    "search_entries": (
        "select count(*) > 0 from search_entries(''::tsquery, null, 10, 100, 1000, 'infinity',"
        " 9223372036854775807, null, null, null, null, null)"
    ),
}

# Of these the belongings hold what was sent or promised to a customer alone.
OF_CUSTOMERS = {"conversations_attachment", "promises_promise"}


def _as_a_member(client: Client) -> walls.Scope:
    return walls.Scope(frozenset({client.pk}), side=Side.CLIENT)


def test_a_member_reads_what_is_meant_for_them_and_of_their_own_client_alone(
    hikaris: Belongings, tsubames: Belongings
) -> None:
    # A direct thread is there for who takes part: the one who wrote in the room.
    writer = hikaris.thread_said.author_id
    with walls.within([hikaris.client.pk], side=Side.CLIENT, person_id=writer):
        seen = {
            table: {row[0] for row in sql(f"select distinct {column} from {table} where true")}
            for table, column in WALLED.items()
        }

    shown = MEMBERS_READ - OF_CUSTOMERS
    assert seen == {table: {hikaris.client.pk} if table in shown else set() for table in WALLED}


def test_a_member_changes_and_removes_nothing_by_plain_sql(hikaris: Belongings) -> None:
    mine = hikaris.client.pk
    with walls.transaction([mine], provider_wide=True):
        before = rows_of(hikaris.client)

    with walls.within([mine], side=Side.CLIENT, person_id=hikaris.thread_said.author_id):
        for table in WALLED:
            assert _touched(f"delete from {table}") == 0, table
            assert _touched(f"update {table} set id = id") == 0, table

    with walls.transaction([mine], provider_wide=True):
        assert rows_of(hikaris.client) == before


def test_nor_what_was_said_and_promised_in_their_own_room(hikaris: Belongings) -> None:
    said, mine = hikaris.thread_said, hikaris.client.pk
    with walls.transaction([mine]):
        Attachment.objects.filter(pk=hikaris.attachment.pk).update(message=said)
        Promise.objects.filter(pk=hikaris.promise.pk).update(conversation=said.conversation_id)

    with walls.within([mine], side=Side.CLIENT, person_id=said.author_id):
        for table in ("conversations_attachment", "promises_promise"):
            assert sql(f"select count(*) from {table}") == [(1,)]
            assert _touched(f"delete from {table}") == 0, table
            assert _touched(f"update {table} set id = id") == 0, table


@pytest.mark.parametrize("table", sorted(WALLED))
def test_a_member_adds_nothing_by_plain_sql(table: str, hikari: Client) -> None:
    with (
        walls.transaction([hikari.pk], side=Side.CLIENT),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        sql(f"insert into {table} ({WALLED[table]}) values (%s)", hikari.pk)


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_what_is_asked_over_the_wall_answers_nothing_to_a_member(
    question: str, hikaris: Belongings, ann: Person
) -> None:
    asked = QUESTIONS[question].format(
        person=ann.pk, client=hikaris.client.pk, key=f"{hikaris.client.pk:012}"
    )

    with walls.transaction([hikaris.client.pk], side=Side.CLIENT):
        assert sql(asked) == [(False,)]


def test_the_desk_does_for_a_member_what_they_may_ask_for(hikaris: Belongings) -> None:
    with walls.transaction([hikaris.client.pk], side=Side.CLIENT):
        with walls.as_the_desk():
            assert walls.current() == walls.Scope(frozenset({hikaris.client.pk}))
            assert sql("select count(*) > 0 from guard_guardcheck") == [(True,)]

        assert walls.current() == _as_a_member(hikaris.client)
        assert sql("select count(*) from guard_guardcheck") == [(0,)]


def test_what_is_entered_inside_of_a_members_work_stays_behind_their_wall(hikari: Client) -> None:
    with walls.transaction([hikari.pk], side=Side.CLIENT), walls.within([hikari.pk]):
        assert walls.current().side == Side.CLIENT


def test_a_member_sees_nothing_of_when_somebody_of_ours_typed(ann: Person, hikari: Client) -> None:
    with walls.transaction([hikari.pk]):
        Pen.objects.create(person=ann, at=builders.NOW)

    with walls.transaction([hikari.pk], side=Side.CLIENT):
        assert sql("select 1 from conversations_pen") == []
        assert changed("update conversations_pen set at = now()") == 0
        assert changed("delete from conversations_pen") == 0


class TestPeople:
    def test_nobody_elsewhere_sees_a_clients_own_people(
        self, cora: Person, hikari: Client, tsubame: Client
    ) -> None:
        asked = "select count(*) from people_person where side = 'client'"
        addresses = "select count(*) from account_emailaddress where user_id = %s"
        with walls.transaction([hikari.pk]):
            EmailAddress.objects.create(user=cora, email=cora.email, verified=True, primary=True)

        with walls.transaction([tsubame.pk]):
            assert sql(asked) == [(0,)]
            assert sql(addresses, cora.pk) == [(0,)]
        with walls.transaction([hikari.pk]):
            assert sql(asked) == [(1,)]
            assert sql(addresses, cora.pk) == [(1,)]

    def test_nobody_elsewhere_sees_whom_a_client_invited(
        self, hikaris: Belongings, tsubame: Client, ada: Person
    ) -> None:
        with walls.transaction([hikaris.client.pk]):
            Contact.objects.filter(pk=hikaris.contact.pk).update(email="new@hikari.example")
            invite_member(
                client_id=hikaris.client.pk,
                contact_id=hikaris.contact.pk,
                person=ada,
                now=builders.NOW,
            )
        asked = "select count(*) from people_invitation"

        with walls.transaction([tsubame.pk]):
            assert sql(asked) == [(0,)]
        with walls.transaction([hikaris.client.pk]):
            assert sql(asked) == [(1,)]

    def test_a_person_stays_on_their_side(self, cora: Person, ann: Person, hikari: Client) -> None:
        for person, change in (
            (ann, f"side = 'client', member_of = {hikari.pk}"),
            (cora, "side = 'provider', member_of = null"),
            (cora, f"member_of = {hikari.pk + 1}"),
        ):
            with (
                pytest.raises(DatabaseError, match="stays on their side"),
                walls.transaction([hikari.pk], provider_wide=True),
            ):
                sql(f"update people_person set {change} where id = %s", person.pk)

    @pytest.mark.parametrize(
        "statement",
        [
            "insert into clients_assignment (client_id, person_id, role, takes_new, in_training,"
            " starts_at) values (%s, %s, 'operator', false, false, now())",
            "insert into clients_reasonedaccess (client_id, person_id, reason, starts_at, ends_at)"
            " values (%s, %s, 'x', now(), now())",
        ],
    )
    def test_a_member_is_never_assigned_to_a_client(
        self, statement: str, cora: Person, hikari: Client
    ) -> None:
        with (
            pytest.raises(DatabaseError, match="not assigned"),
            walls.transaction([hikari.pk], provider_wide=True),
        ):
            sql(statement, hikari.pk, cora.pk)

    def test_a_contact_signs_in_as_a_member_of_their_own_client_alone(
        self, hikaris: Belongings, tsubame: Client, ann: Person
    ) -> None:
        somebody = Person.objects.create(
            email="new@tsubame.example", name="新", side="client", member_of=tsubame.pk
        )
        for person in (somebody, ann):
            with (
                pytest.raises(DatabaseError, match="foreign key"),
                walls.transaction([hikaris.client.pk]),
            ):
                _signs_in_as(hikaris.contact.pk, person.pk)


def _signs_in_as(contact_id: int, person_id: int) -> None:
    sql("update contacts_contact set person_id = %s where id = %s", person_id, contact_id)
    sql("set constraints all immediate")


def _touched(statement: str) -> int:
    try:
        with transaction.atomic():
            return changed(statement)
    except DatabaseError:  # by a wall, or by a trigger of what is kept as it is
        return 0
