"""What cannot be read is set aside with a reason; what is the machine's fault is tried again."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from madoguchi import database
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail.actions import reading
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests import builders
from tests.conftest import HOME
from tests.desk.mail.letters import a_letter, arrived, read, stored

NOW = builders.NOW
LATER = NOW + timedelta(hours=1)


def test_what_fails_is_set_aside_with_a_reason_and_its_try_counted(unread: RawMail) -> None:
    assert unread.state == RawMail.State.QUARANTINED
    assert unread.reason.startswith("読み取れませんでした")
    assert (unread.tries, unread.tried_at) == (1, NOW)


def test_nothing_of_a_failed_reading_stays(unread: RawMail) -> None:
    with walls.transaction([unread.client_id or 0]):
        assert not Message.objects.exists()
        assert [event.kind for event in Event.objects.all()] == ["MailQuarantined"]


def test_each_try_is_counted(hikari: Client, unread: RawMail) -> None:
    again = read(hikari, unread, now=LATER)

    assert (again.tries, again.tried_at) == (2, LATER)


def test_once_the_cause_is_gone_it_is_read(hikari: Client, unread: RawMail) -> None:
    builders.a_policy(hikari, version=1)

    mail = read(hikari, unread, now=LATER)

    assert (mail.state, mail.reason) == (RawMail.State.READ, "")
    assert mail.message is not None
    assert mail.message.at == NOW


def test_the_next_mail_goes_on(hikari: Client, unread: RawMail) -> None:
    builders.a_policy(hikari, version=1)

    assert arrived(hikari, a_letter()).state == RawMail.State.READ


@pytest.mark.parametrize("sender", ["support@hikari.example", "Support+x@Hikari.Example"])
def test_a_mail_from_the_address_that_it_was_sent_to_is_no_message(
    hikari: Client, sender: str
) -> None:
    mail = arrived(hikari, a_letter(sender=sender))

    assert mail.state == RawMail.State.QUARANTINED
    assert mail.reason == "差出人が、この委託元自身のアドレスです（自分宛のループの疑い）。"


def test_a_database_that_fails_is_no_fault_of_the_mail(hikari: Client) -> None:
    mail = stored(hikari, a_letter())

    with walls.transaction([hikari.pk]), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set transaction read only")
        with pytest.raises(DatabaseError):
            reading.read_raw(client_id=hikari.pk, raw_mail_id=mail.pk, now=NOW)
        transaction.set_rollback(True)

    with walls.transaction([hikari.pk]):
        assert RawMail.objects.get(pk=mail.pk).state == RawMail.State.RECEIVED


@pytest.fixture
def picky_database(transactional_db: None) -> Iterator[None]:
    """A database that refuses one text: whatever constraint a later version may bring."""
    owner = database.embedded(HOME, user=database.OWNER_ROLE).conninfo()
    with psycopg.connect(owner, autocommit=True) as by_owner:
        by_owner.execute(
            "alter table conversations_message add constraint picky check (text <> 'poison')"
        )
        try:
            yield
        finally:
            by_owner.execute("alter table conversations_message drop constraint picky")


@pytest.mark.usefixtures("picky_database")
def test_bytes_that_the_database_refuses_are_set_aside(hikari: Client) -> None:
    mail = arrived(hikari, a_letter(body="poison"))

    assert mail.state == RawMail.State.QUARANTINED
    assert "picky" in mail.reason


def test_a_mail_of_another_client_is_not_read_here(hikari: Client, tsubame: Client) -> None:
    theirs = stored(tsubame, a_letter())

    with walls.within([hikari.pk]), pytest.raises(RawMail.DoesNotExist):
        reading.read_raw(client_id=hikari.pk, raw_mail_id=theirs.pk, now=NOW)
