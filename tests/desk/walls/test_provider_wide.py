"""The provider-wide scope of an admin: settings and their log, and nothing that a customer said."""

import ast

import pytest
from django.db import ProgrammingError, transaction

from madoguchi.desk.clients import events as of_clients
from madoguchi.desk.contacts import events as of_contacts
from madoguchi.desk.conversations import events as of_conversations
from madoguchi.desk.expectations import events as of_expectations
from madoguchi.desk.mail import events as of_mail
from madoguchi.desk.mail.models import Mailbox, RawMail
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.events import Happening
from madoguchi.desk.platform.models import Event
from tests.desk.walls.belongings import Belongings, raw_mail, stored
from tests.desk.walls.marks import PASSWORD
from tests.desk.walls.tables import changed, sql
from tests.house.tree import modules, name_of, parsed

CONVERSATIONAL = {
    name
    for name, one in vars(of_conversations).items()
    if isinstance(one, type) and issubclass(one, Happening) and one is not Happening
} | {"ReplySentAgain"}
# Of raw mail the log says its number, never its words.
OF_RAW_MAIL = ("MailQuarantined", "MailRetried", "MailRouted", "MailAdmitted")


def test_no_event_of_a_conversation_is_in_the_log_that_an_admin_reads(
    hikaris: Belongings, tsubames: Belongings
) -> None:
    with walls.transaction([], provider_wide=True):
        kinds = {kind for (kind,) in sql("select distinct kind from platform_event")}

    assert kinds
    assert kinds <= {*vars(of_clients), *vars(of_contacts), *vars(of_expectations), *vars(of_mail)}
    assert kinds.isdisjoint(CONVERSATIONAL)


def test_whatever_happens_to_a_conversation_is_recorded_with_its_number() -> None:
    """An event without it would stand in the log that every admin reads."""
    made = [
        (f"{name_of(path)}:{call.lineno}", {one.arg for one in call.keywords})
        for path in modules("src")
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call) and _called(call) in CONVERSATIONAL
    ]
    # The reply clock's engine has happenings of the same names, which know no client.
    recorded = [(place, names) for place, names in made if "client_id" in names]

    assert recorded
    assert [place for place, names in recorded if "conversation_id" not in names] == []


def test_of_raw_mail_the_log_says_a_number_alone(hikaris: Belongings) -> None:
    with walls.transaction([], provider_wide=True):
        told = list(Event.objects.filter(kind__in=OF_RAW_MAIL).values_list("data", flat=True))

    assert told == [{"raw_mail_id": hikaris.quarantined.pk}]


def test_the_raw_mail_of_a_client_is_not_the_providers(hikaris: Belongings) -> None:
    [unrouted] = stored(raw_mail("nobody@nowhere.example"), "nobody@nowhere.example")

    with walls.transaction([], provider_wide=True):
        seen = sql("select id, client_id from mail_rawmail")
        fetched = RawMail.objects.filter(ledger_lines__isnull=False).count()

    assert seen == [(unrouted.pk, None)]
    assert fetched == 0


def test_a_mail_that_was_routed_cannot_be_taken_back_to_be_read(hikaris: Belongings) -> None:
    with walls.transaction([], provider_wide=True):
        assert changed("update mail_rawmail set client_id = null where state = 'quarantined'") == 0
    with (
        walls.transaction([hikaris.client.pk]),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        sql("update mail_rawmail set client_id = null where id = %s", hikaris.quarantined.pk)


@pytest.mark.parametrize("table", ["mail_mailboxfolder", "mail_fetchedmail"])
def test_which_mail_came_when_is_the_clients(table: str, hikaris: Belongings) -> None:
    with walls.transaction([], provider_wide=True):
        assert sql(f"select 1 from {table}") == []
    with walls.transaction([hikaris.client.pk]):
        assert sql(f"select 1 from {table}")


def test_a_mailbox_that_an_admin_sees_says_no_password(hikaris: Belongings) -> None:
    with walls.transaction([], provider_wide=True):
        [(row,)] = sql("select row_to_json(m)::text from mail_mailbox m")

    assert PASSWORD not in row
    assert PASSWORD not in str(vars(hikaris.mailbox))
    with walls.transaction([hikaris.client.pk]):
        assert Mailbox.objects.get().imap_secret.reveal() == PASSWORD


def test_of_a_conversation_nothing_is_written_provider_wide(hikaris: Belongings) -> None:
    """An event that names it needs its client in sight."""
    with (
        walls.transaction([], provider_wide=True),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        sql(
            "insert into platform_event (at, kind, client_id, conversation_id, data)"
            " values (now(), 'NoteWritten', %s, %s, '{}')",
            hikaris.client.pk,
            hikaris.conversation.pk,
        )


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]
