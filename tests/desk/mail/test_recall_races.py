"""A reply is taken back or it leaves, and never both: whatever happens at one moment, and whoever dies."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail import jobs
from madoguchi.desk.mail.actions import outbox
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.jobs import TryLater
from madoguchi.desk.platform.refusals import Refusal
from tests import builders
from tests.desk.mail.sending import as_it_stands, deliver, replied
from tests.fakes.mailserver import MailServer

pytestmark = pytest.mark.usefixtures("transactional_db")
State = OutgoingMail.State
ROUNDS = 5


@pytest.fixture
def outgoing(hikari: Client, ann: Person) -> OutgoingMail:
    return replied(hikari, ann)


def recalled(outgoing: OutgoingMail, person: Person) -> None:
    with walls.transaction([outgoing.client_id]):
        recall_reply(message_id=outgoing.message_id, person=person, now=builders.NOW)


def working(outgoing: OutgoingMail) -> threading.Thread:
    return at_work(lambda: jobs.deliver(client_id=outgoing.client_id, outgoing_mail_id=outgoing.pk))


def at_work(do: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        with suppress(TryLater, Refusal):
            do()
        connection.close()

    return threading.Thread(target=run)


def test_a_worker_that_comes_while_it_is_taken_back_sends_nothing(
    outgoing: OutgoingMail, ann: Person, mail_server: MailServer
) -> None:
    worker = working(outgoing)

    with walls.transaction([outgoing.client_id]):
        recall_reply(message_id=outgoing.message_id, person=ann, now=builders.NOW)
        worker.start()
        time.sleep(0.4)  # the worker waits for what is not committed yet
        assert worker.is_alive()
    worker.join(10)

    assert mail_server.taken == []
    assert as_it_stands(outgoing).state == State.WITHDRAWN


def test_a_recall_that_dies_before_its_commit_has_recalled_nothing(
    outgoing: OutgoingMail, ann: Person, mail_server: MailServer
) -> None:
    worker = working(outgoing)

    with walls.transaction([outgoing.client_id]):
        recall_reply(message_id=outgoing.message_id, person=ann, now=builders.NOW)
        worker.start()
        time.sleep(0.4)
        transaction.set_rollback(True)
    worker.join(10)

    assert len(mail_server.taken) == 1
    found = as_it_stands(outgoing)
    assert (found.state, found.message.kind) == (State.SENT, Message.Kind.REPLY)


def test_while_the_worker_talks_it_is_not_taken_back(
    outgoing: OutgoingMail, ann: Person, mail_server: MailServer
) -> None:
    refused: list[str] = []

    def recall() -> None:
        try:
            recalled(outgoing, ann)
        except Refusal as refusal:
            refused.append(type(refusal).__name__)

    def meanwhile() -> None:
        person = at_work(recall)
        person.start()
        person.join(5)

    mail_server.while_talking = meanwhile

    deliver(outgoing)

    assert (refused, len(mail_server.taken)) == (["AlreadySent"], 1)
    assert as_it_stands(outgoing).message.kind == Message.Kind.REPLY


def test_of_a_worker_and_a_recall_at_one_moment_one_wins(
    hikari: Client, ann: Person, mail_server: MailServer
) -> None:
    for _ in range(ROUNDS):
        outgoing, before = replied(hikari, ann), len(mail_server.taken)
        both = [working(outgoing), at_work(lambda one=outgoing: recalled(one, ann))]  # type: ignore[misc] # bound at once
        for one in both:
            one.start()
        for one in both:
            one.join(20)

        has_left = len(mail_server.taken) > before
        kind = as_it_stands(outgoing).message.kind
        assert kind == (Message.Kind.REPLY if has_left else Message.Kind.RECALLED)


def test_what_a_server_took_without_saying_so_is_not_taken_back(
    outgoing: OutgoingMail, ann: Person, mail_server: MailServer
) -> None:
    mail_server.hangs_up = True
    with pytest.raises(TryLater):
        deliver(outgoing)
    assert len(mail_server.taken) == 1
    assert "との接続が途中で切れました" in as_it_stands(outgoing).last_error

    with pytest.raises(outbox.AlreadySent):
        recalled(outgoing, ann)

    mail_server.hangs_up, mail_server.answer = False, "451 4.3.0 later"
    with pytest.raises(TryLater):  # what is said of another try says nothing of the first
        deliver(outgoing)
    with pytest.raises(outbox.AlreadySent):
        recalled(outgoing, ann)

    mail_server.answer = "250 OK"
    deliver(outgoing)
    first, second = mail_server.taken
    assert first.raw == second.raw


def test_what_a_dead_worker_had_in_hand_is_not_taken_back_after_another_try(
    outgoing: OutgoingMail, ann: Person, mail_server: MailServer
) -> None:
    with walls.transaction([outgoing.client_id]):
        died = clock.now() - timedelta(seconds=1)
        OutgoingMail.objects.filter(pk=outgoing.pk).update(claimed_until=died)
    mail_server.answer_to_sender = "451 4.3.0 later"
    with pytest.raises(TryLater):
        deliver(outgoing)

    with pytest.raises(outbox.AlreadySent):
        recalled(outgoing, ann)


def test_what_no_server_took_can_be_taken_back_between_two_tries(
    outgoing: OutgoingMail, ann: Person, mail_server: MailServer
) -> None:
    mail_server.answer = "451 4.3.0 later"
    with pytest.raises(TryLater):
        deliver(outgoing)

    recalled(outgoing, ann)

    mail_server.answer = "250 OK"
    deliver(outgoing)
    assert mail_server.taken == []
    assert as_it_stands(outgoing).state == State.WITHDRAWN
