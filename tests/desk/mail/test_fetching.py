"""What lies in a mailbox comes in completely and once, and the mailbox stays as it was (a real Dovecot)."""

import threading
from dataclasses import replace

import pytest
from django.db import connections
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError
from pytest_django import Settings

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail.models import MailboxFolder, RawMail
from madoguchi.desk.mail.rounds import FATAL_TIMES, Rounds
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.mail.letters import a_letter, read, stored
from tests.desk.mail.mailboxes import address_of, in_dovecot, ledger, looked, raw_mails
from tests.fakes.dovecot import Dovecot

pytestmark = pytest.mark.usefixtures("transactional_db")


def shown(client: Client) -> int:
    """How many messages the desk shows after everything was read."""
    for mail in raw_mails(client):
        read(client, mail)
    with walls.transaction([client.pk]):
        return Message.objects.count()


def test_mail_comes_in_as_the_very_bytes_that_lie_there(hikari: Client, dovecot: Dovecot) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    raw = a_letter(subject="㈱ひかり ① 髙橋")
    dovecot.put("hikari", raw)

    assert looked(mailbox) == 1

    [mail] = raw_mails(hikari)
    assert bytes(mail.raw) == raw
    assert mail.envelope_to == "support@hikari.example"
    assert mail.state == RawMail.State.RECEIVED


def test_what_somebody_opened_elsewhere_comes_in_too(hikari: Client, dovecot: Dovecot) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter(), a_letter(), seen=True)
    dovecot.put("hikari", a_letter())

    assert looked(mailbox) == 3


def test_nothing_on_the_server_is_marked_moved_or_deleted(hikari: Client, dovecot: Dovecot) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter(), a_letter())
    dovecot.put("hikari", a_letter(), seen=True)

    looked(mailbox)

    assert dovecot.flags("hikari") == [(), (), (b"\\Seen",)]


def test_the_same_mail_is_never_fetched_twice(hikari: Client, dovecot: Dovecot) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter())
    looked(mailbox)

    assert looked(mailbox) == 0
    assert looked(mailbox, whole=False) == 0
    assert len(raw_mails(hikari)) == 1


def test_only_what_is_new_is_fetched_the_next_time(hikari: Client, dovecot: Dovecot) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter())
    looked(mailbox)
    dovecot.put("hikari", a_letter(), a_letter())

    assert looked(mailbox, whole=False) == 2


def test_a_new_uidvalidity_is_read_again_and_shows_no_doubles(
    hikari: Client, dovecot: Dovecot
) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter(), a_letter())
    looked(mailbox)
    dovecot.new_uidvalidity("hikari")

    assert looked(mailbox) == 2

    with walls.transaction([hikari.pk]):
        assert MailboxFolder.objects.count() == 2
    assert len(ledger(hikari)) == 4
    assert shown(hikari) == 2


def test_a_mail_in_two_folders_is_one_message(hikari: Client, dovecot: Dovecot) -> None:
    raw = a_letter()
    mailbox = in_dovecot(hikari, dovecot, folders=["INBOX", "受注"])
    dovecot.put("hikari", raw)
    dovecot.put("hikari", raw, folder="受注")

    assert looked(mailbox) == 2
    assert shown(hikari) == 1


def test_a_mail_that_came_by_smtp_too_is_one_message(hikari: Client, dovecot: Dovecot) -> None:
    raw = a_letter()
    mailbox = in_dovecot(hikari, dovecot)
    stored(hikari, raw)
    dovecot.put("hikari", raw)

    looked(mailbox)

    assert shown(hikari) == 1


def test_a_full_mailbox_comes_in_batches_that_each_are_kept(
    hikari: Client, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("madoguchi.desk.mail.rounds.BATCH_MAILS", 7)
    monkeypatch.setattr("madoguchi.desk.mail.rounds.BATCH_BYTES", 1_000)
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", *(a_letter(subject=f"No. {n}") for n in range(40)))

    assert looked(mailbox) == 40


def test_a_mail_that_is_gone_when_it_is_asked_for_is_a_line_of_its_own(
    hikari: Client, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter(), a_letter())
    everything = IMAPClient.search

    def and_one_that_was(self: IMAPClient, *asked: object) -> list[int]:
        return [*everything(self, *asked), 999_999]

    monkeypatch.setattr(IMAPClient, "search", and_one_that_was)

    looked(mailbox)

    assert [state for _, state in ledger(hikari)] == ["stored", "stored", "gone"]
    assert looked(mailbox) == 0


def test_a_mail_too_large_is_begun_with_and_waits_for_a_person(
    hikari: Client, dovecot: Dovecot, settings: Settings
) -> None:
    settings.CONFIG = replace(settings.CONFIG, max_mail_bytes=100_000)
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter(body="a" * 70 + "\r\n" * 60_000), a_letter())

    looked(mailbox)

    usual, large = raw_mails(hikari)
    assert (large.state, large.cause, large.size) == ("quarantined", "too_big", 65_536)
    assert usual.state == RawMail.State.RECEIVED


def test_a_mail_that_the_server_cannot_give_does_not_stop_the_next(
    hikari: Client, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter(), a_letter(), a_letter())
    [_, bad, _] = [uid for uid, _ in _uids(dovecot)]
    fetch = IMAPClient.fetch

    def broken(self: IMAPClient, wanted: list[int], data: list[str], *rest: object) -> object:
        if bad in wanted and any("BODY" in one for one in data):
            raise IMAPClientError("fetch failed: [SERVERBUG] internal error")
        return fetch(self, wanted, data)

    monkeypatch.setattr(IMAPClient, "fetch", broken)

    assert looked(mailbox) == 2
    assert [state for _, state in ledger(hikari)] == ["stored", "failed", "stored"]

    monkeypatch.undo()
    assert looked(mailbox) == 1  # once the server is well again


def test_a_mail_at_which_the_connection_dies_is_left_out_and_said(
    hikari: Client, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter(), a_letter(), a_letter())
    [_, bad, _] = [uid for uid, _ in _uids(dovecot)]
    fetch = IMAPClient.fetch

    def deadly(self: IMAPClient, wanted: list[int], data: list[str], *rest: object) -> object:
        if bad in wanted and any("BODY" in one for one in data):
            raise IMAPClient.AbortError("socket error: EOF")
        return fetch(self, wanted, data)

    monkeypatch.setattr(IMAPClient, "fetch", deadly)
    rounds = Rounds(mailbox, address_of(mailbox))

    for _ in range(1 + FATAL_TIMES):
        with pytest.raises(IMAPClient.AbortError):
            looked(mailbox, rounds=rounds)
        rounds.connection_died()
    looked(mailbox, rounds=rounds)

    assert [state for _, state in ledger(hikari)] == ["stored", "failed", "stored"]


def test_two_fetchers_of_one_mailbox_store_each_mail_once(hikari: Client, dovecot: Dovecot) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", *(a_letter() for _ in range(30)))

    def fetch() -> None:
        try:
            looked(mailbox)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=fetch) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert len(raw_mails(hikari)) == 30


def test_when_it_came_to_the_server_is_when_the_customer_began_to_wait(
    hikari: Client, dovecot: Dovecot
) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    with dovecot.signed_in("hikari") as client:
        client.append("INBOX", a_letter(), msg_time=builders.NOW)

    looked(mailbox)

    assert raw_mails(hikari)[0].received_at == builders.NOW


def _uids(dovecot: Dovecot) -> list[tuple[int, object]]:
    with dovecot.signed_in("hikari") as client:
        client.select_folder("INBOX", readonly=True)
        return [(uid, None) for uid in client.search("ALL")]
