"""A reply is taken back before it leaves, and sent again when it did not arrive."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client as Browser
from pytest_django import Settings

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail.actions import outbox
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.jobs import TryLater
from madoguchi.engines import mailtext
from tests import builders
from tests.desk.mail.letters import a_letter, arrived
from tests.desk.mail.sending import again, as_it_stands, deliver, failed, in_the_outbox, replied
from tests.fakes.mailserver import MailServer

pytestmark = pytest.mark.usefixtures("transactional_db")
State = OutgoingMail.State


def test_a_reply_waits_for_its_senders_second_thoughts(
    hikari: Client, ann: Person, mail_server: MailServer, settings: Settings
) -> None:
    settings.CONFIG = replace(settings.CONFIG, undo_seconds=10)
    conversation = builders.a_conversation(hikari, received_at=clock.now())
    outgoing = in_the_outbox(builders.replied(conversation, ann, after=timedelta()))

    with pytest.raises(TryLater):
        deliver(outgoing)
    assert mail_server.taken == []

    with walls.transaction([hikari.pk]):
        OutgoingMail.objects.update(not_before=clock.now())
    deliver(outgoing)
    assert len(mail_server.taken) == 1


def test_a_reply_that_was_taken_back_never_leaves(
    hikari: Client, ann: Person, mail_server: MailServer
) -> None:
    outgoing = replied(hikari, ann)
    with walls.transaction([hikari.pk]):
        recall_reply(message_id=outgoing.message_id, person=ann, now=builders.NOW)

    deliver(outgoing)

    assert mail_server.taken == []
    assert as_it_stands(outgoing).state == State.WITHDRAWN


def test_a_reply_in_the_hands_of_a_worker_is_not_taken_back(hikari: Client, ann: Person) -> None:
    outgoing = replied(hikari, ann)
    with walls.transaction([hikari.pk]):
        OutgoingMail.objects.update(claimed_until=clock.now() + timedelta(seconds=30))

    with walls.transaction([hikari.pk]), pytest.raises(outbox.AlreadySent, match="もう送信"):
        recall_reply(message_id=outgoing.message_id, person=ann, now=builders.NOW)

    assert as_it_stands(outgoing).message.kind == Message.Kind.REPLY


def test_a_reply_that_failed_is_sent_again_as_the_same_mail(
    hikari: Client, ann: Person, mail_server: MailServer
) -> None:
    outgoing = failed(hikari, ann, mail_server)

    again(outgoing, ann)
    outgoing = deliver(outgoing)

    [taken] = mail_server.taken
    assert mailtext.parse(taken.raw).message_id == outgoing.message.mail_id
    assert outgoing.message.delivery == Message.Delivery.SENT
    with walls.transaction([hikari.pk]):
        kinds = builders.kinds_of_events(outgoing.message.conversation_id)
    assert "ReplySentAgain" in kinds


def test_a_reply_that_bounced_is_sent_again_under_a_new_id_that_still_threads(
    hikari: Client, ann: Person, mail_server: MailServer
) -> None:
    outgoing = deliver(replied(hikari, ann))
    with walls.transaction([hikari.pk]):
        Message.objects.filter(pk=outgoing.message_id).update(delivery="bounced")

    again(outgoing, ann)
    deliver(outgoing)

    first, second = (mailtext.parse(taken.raw) for taken in mail_server.taken)
    assert first.message_id != second.message_id
    assert first.message_id in second.references + second.in_reply_to
    answer = a_letter(
        headers={"In-Reply-To": second.message_id or "", "References": first.message_id or ""}
    )
    mail = arrived(hikari, answer)
    assert mail.message is not None
    assert mail.message.conversation_id == outgoing.message.conversation_id


def test_what_is_on_its_way_is_not_sent_again(
    hikari: Client, ann: Person, mail_server: MailServer
) -> None:
    outgoing = failed(hikari, ann, mail_server)
    again(outgoing, ann)

    with pytest.raises(outbox.CannotSendAgain):
        again(outgoing, ann)


def test_otto_sends_nothing_of_hikari_again(
    hikari: Client, ann: Person, otto_browser: Browser, mail_server: MailServer
) -> None:
    outgoing = failed(hikari, ann, mail_server)

    assert otto_browser.post(f"/messages/{outgoing.message_id}/sending/").status_code == 404
    assert as_it_stands(outgoing).state == State.FAILED


def test_the_button_sends_again(
    hikari: Client, ann: Person, ann_browser: Browser, mail_server: MailServer
) -> None:
    outgoing = failed(hikari, ann, mail_server)
    page = ann_browser.get(f"/conversations/{outgoing.message.conversation_id}/").content.decode()
    assert f"/messages/{outgoing.message_id}/sending/" in page

    posted = ann_browser.post(f"/messages/{outgoing.message_id}/sending/")

    assert posted.status_code == 302
    assert as_it_stands(outgoing).state == State.QUEUED
