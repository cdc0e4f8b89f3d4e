"""The outbox: claim, commit, talk, record."""

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from pytest_django import Settings

from madoguchi import database
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Customer, Message
from madoguchi.desk.mail import jobs
from madoguchi.desk.mail.actions import delivery
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.jobs import TryLater
from madoguchi.engines import mailtext
from tests import builders
from tests.conftest import HOME
from tests.fakes.mailserver import MailServer, free_port

pytestmark = pytest.mark.usefixtures("transactional_db")
State = OutgoingMail.State


@pytest.fixture
def outgoing(hikari: Client, ann: Person) -> OutgoingMail:
    """A reply of Ann's that waits in the outbox."""
    message = builders.replied(builders.a_conversation(hikari), ann)
    with walls.transaction([hikari.pk]):
        return OutgoingMail.objects.get(message=message)


def delivered(outgoing: OutgoingMail) -> None:
    with walls.within([outgoing.client_id]):
        delivery.deliver(client_id=outgoing.client_id, outgoing_mail_id=outgoing.pk)


def now_of(outgoing: OutgoingMail) -> tuple[OutgoingMail, Message]:
    """The row and its message as they stand."""
    with walls.transaction([outgoing.client_id]):
        fresh = OutgoingMail.objects.select_related("message").get(pk=outgoing.pk)
        return fresh, fresh.message


def changed(outgoing: OutgoingMail, **values: object) -> None:
    with walls.transaction([outgoing.client_id]):
        OutgoingMail.objects.filter(pk=outgoing.pk).update(**values)


def test_a_mail_is_handed_over_and_recorded(
    outgoing: OutgoingMail, mail_server: MailServer
) -> None:
    delivered(outgoing)

    mail, message = now_of(outgoing)
    [taken] = mail_server.taken
    assert (taken.sender, taken.recipients) == (
        "support@hikari.example",
        ("megumi@customer.example",),
    )
    assert mailtext.parse(taken.raw).message_id == message.mail_id
    assert (mail.state, mail.attempts, mail.claimed_until) == (State.SENT, 1, None)
    assert message.delivery == Message.Delivery.SENT


def test_what_was_sent_is_not_sent_again(outgoing: OutgoingMail, mail_server: MailServer) -> None:
    delivered(outgoing)
    delivered(outgoing)

    assert len(mail_server.taken) == 1


def test_when_the_server_is_away_it_is_tried_later(
    outgoing: OutgoingMail, settings: Settings
) -> None:
    away = replace(settings.CONFIG.delivery, port=free_port())
    settings.CONFIG = replace(settings.CONFIG, delivery=away)

    with pytest.raises(TryLater):
        delivered(outgoing)

    mail, message = now_of(outgoing)
    assert (mail.state, mail.attempts, mail.claimed_until) == (State.QUEUED, 1, None)
    assert "受け付けていません" in mail.last_error
    assert (message.delivery, message.delivery_note) == (Message.Delivery.QUEUED, mail.last_error)


def test_once_the_server_is_back_the_error_is_gone(
    outgoing: OutgoingMail, mail_server: MailServer
) -> None:
    mail_server.answer = "451 4.3.0 later"
    with pytest.raises(TryLater):
        delivered(outgoing)

    mail_server.answer = "250 OK"
    delivered(outgoing)

    mail, message = now_of(outgoing)
    assert (mail.state, mail.attempts, mail.last_error) == (State.SENT, 2, "")
    assert (message.delivery, message.delivery_note) == (Message.Delivery.SENT, "")


@pytest.mark.parametrize("answer", ["451 4.3.0 later", "421 4.3.2 closing"])
def test_a_server_that_says_later_is_asked_later(
    outgoing: OutgoingMail, mail_server: MailServer, answer: str
) -> None:
    mail_server.answer = answer

    with pytest.raises(TryLater):
        delivered(outgoing)

    assert now_of(outgoing)[0].last_error == answer


def test_a_server_that_says_no_is_believed_and_its_words_shown(
    outgoing: OutgoingMail, mail_server: MailServer
) -> None:
    mail_server.answer = "554 5.7.1 no spam please"

    delivered(outgoing)

    mail, message = now_of(outgoing)
    assert mail.state == State.FAILED
    assert message.delivery == Message.Delivery.FAILED
    assert message.delivery_note == "554 5.7.1 no spam please"


def test_a_recipient_that_is_refused_for_good_fails(
    outgoing: OutgoingMail, mail_server: MailServer
) -> None:
    mail_server.answer_to_recipient = "550 5.1.1 unknown user"

    delivered(outgoing)

    mail, message = now_of(outgoing)
    assert mail.state == State.FAILED
    assert message.delivery_note == "550 5.1.1 unknown user"


def test_a_recipient_that_is_refused_for_now_is_tried_later(
    outgoing: OutgoingMail, mail_server: MailServer
) -> None:
    mail_server.answer_to_recipient = "450 4.2.1 greylisted"

    with pytest.raises(TryLater):
        delivered(outgoing)

    assert now_of(outgoing)[0].state == State.QUEUED


def test_at_last_a_person_is_told(outgoing: OutgoingMail, mail_server: MailServer) -> None:
    changed(outgoing, attempts=delivery.MAX_ATTEMPTS - 1)
    mail_server.answer = "451 4.3.0 later"

    delivered(outgoing)

    mail, message = now_of(outgoing)
    assert mail.state == State.FAILED
    assert message.delivery == Message.Delivery.FAILED


def test_a_failed_mail_is_not_tried_again(outgoing: OutgoingMail, mail_server: MailServer) -> None:
    changed(outgoing, state=State.FAILED)

    delivered(outgoing)

    assert mail_server.taken == []


def test_what_no_mail_can_carry_fails_and_is_shown(
    hikari: Client, ann: Person, mail_server: MailServer
) -> None:
    message = builders.replied(builders.a_conversation(hikari), ann)
    with walls.transaction([hikari.pk]):
        Customer.objects.update(email="not-an-address")
        outgoing = OutgoingMail.objects.get(message=message)

    delivered(outgoing)

    mail, message = now_of(outgoing)
    assert mail.state == State.FAILED
    assert "not-an-address" in message.delivery_note


def test_an_old_phones_address_is_delivered_to(
    hikari: Client, ann: Person, mail_server: MailServer
) -> None:
    conversation = builders.a_conversation(hikari, sender_email="taro..x.@docomo.example")
    message = builders.replied(conversation, ann)

    with walls.transaction([hikari.pk]):
        outgoing = OutgoingMail.objects.get(message=message)
    delivered(outgoing)

    assert mail_server.taken[0].recipients == ("taro..x.@docomo.example",)


def test_a_mail_that_another_worker_holds_is_left_to_it(
    outgoing: OutgoingMail, mail_server: MailServer
) -> None:
    changed(outgoing, claimed_until=clock.now() + timedelta(seconds=30))

    with pytest.raises(TryLater):
        delivered(outgoing)

    assert mail_server.taken == []
    assert now_of(outgoing)[0].attempts == 0


def test_a_claim_of_a_dead_worker_runs_out(outgoing: OutgoingMail, mail_server: MailServer) -> None:
    changed(outgoing, claimed_until=clock.now() - timedelta(seconds=1))

    delivered(outgoing)

    assert now_of(outgoing)[0].state == State.SENT


def test_three_workers_send_one_mail(outgoing: OutgoingMail, mail_server: MailServer) -> None:
    def work() -> None:
        with suppress(TryLater):
            jobs.deliver(client_id=outgoing.client_id, outgoing_mail_id=outgoing.pk)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)

    assert len(mail_server.taken) == 1


def test_after_a_crash_before_the_record_the_very_same_mail_goes_out(
    outgoing: OutgoingMail, mail_server: MailServer
) -> None:
    delivered(outgoing)
    past = clock.now() - timedelta(seconds=1)
    changed(outgoing, state=State.QUEUED, sent_at=None, claimed_until=past)  # as it was then

    delivered(outgoing)

    first, second = mail_server.taken
    assert first.raw == second.raw
    assert now_of(outgoing)[0].attempts == 2


def test_no_transaction_is_open_while_we_talk(
    outgoing: OutgoingMail, mail_server: MailServer
) -> None:
    open_ones: list[str] = []

    def look() -> None:
        above = database.embedded(HOME, user="postgres").conninfo()
        with psycopg.connect(above) as connection:
            rows = connection.execute(
                "select query from pg_stat_activity"
                " where usename = %s and xact_start is not null and pid <> pg_backend_pid()",
                [database.APP_ROLE],
            )
            open_ones.extend(row[0] for row in rows)

    mail_server.while_talking = look
    delivered(outgoing)

    assert open_ones == []
    assert len(mail_server.taken) == 1
