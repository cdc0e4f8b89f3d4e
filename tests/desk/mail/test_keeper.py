"""The fetching process: new mail comes by itself, and changes of the mailboxes are noticed."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db.models import F
from pytest_django import Settings

from madoguchi.desk.clients.models import Client
from madoguchi.desk.mail import keeper
from madoguchi.desk.mail.models import Mailbox
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.secrets import Secret
from tests.desk.mail.letters import a_letter
from tests.desk.mail.mailboxes import a_mailbox, in_dovecot, kept, now_of, raw_mails, until
from tests.fakes.dovecot import Dovecot, running_dovecot
from tests.fakes.mailserver import free_port

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "TABLE_SECONDS", 0.1)
    monkeypatch.setattr(keeper, "SLICE_SECONDS", 0.2)
    monkeypatch.setattr(keeper, "FIRST_PAUSE", 0.1)
    monkeypatch.setattr(keeper, "LONGEST_PAUSE", 0.5)


@pytest.fixture
def without_idle() -> Iterator[Dovecot]:
    with running_dovecot(capability="IMAP4rev1") as server:
        yield server


def changed(mailbox: Mailbox, **values: object) -> None:
    with walls.transaction([mailbox.client_id]):
        Mailbox.objects.filter(pk=mailbox.pk).update(version=F("version") + 1, **values)


def test_new_mail_is_there_as_soon_as_the_server_tells(hikari: Client, dovecot: Dovecot) -> None:
    in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter())

    with kept():
        until(lambda: len(raw_mails(hikari)) == 1)
        dovecot.put("hikari", a_letter())
        until(lambda: len(raw_mails(hikari)) == 2)


def test_a_server_that_cannot_tell_is_asked_again_and_again(
    hikari: Client, without_idle: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "POLL_SECONDS", 0.2)
    in_dovecot(hikari, without_idle)

    with kept():
        without_idle.put("hikari", a_letter())
        until(lambda: len(raw_mails(hikari)) == 1)
        without_idle.put("hikari", a_letter())
        until(lambda: len(raw_mails(hikari)) == 2)


def test_the_waiting_is_renewed_before_the_server_ends_it(
    hikari: Client, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keeper.IDLE_SECONDS < 29 * 60
    monkeypatch.setattr(keeper, "IDLE_SECONDS", 0.3)
    mailbox = in_dovecot(hikari, dovecot)

    with kept():
        until(lambda: now_of(mailbox).contacted_at)
        first = now_of(mailbox).contacted_at
        until(lambda: now_of(mailbox).contacted_at != first)


def test_after_the_server_was_away_everything_comes_in(hikari: Client, dovecot: Dovecot) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    with kept():
        until(lambda: now_of(mailbox).contacted_at)
        dovecot.stop()
        until(lambda: now_of(mailbox).trouble)
        assert now_of(mailbox).trouble_since is not None
        dovecot.start()
        dovecot.put("hikari", a_letter())
        until(lambda: len(raw_mails(hikari)) == 1)
        until(lambda: not now_of(mailbox).trouble)

    with walls.transaction([hikari.pk]):
        kinds = list(
            Event.objects.filter(kind__startswith="Mailbox")
            .order_by("pk")
            .values_list("kind", flat=True)
        )
    assert kinds == ["MailboxTroubled", "MailboxRecovered"]


def test_a_mailbox_that_is_set_up_meanwhile_is_noticed(hikari: Client, dovecot: Dovecot) -> None:
    dovecot.add_user("hikari")
    dovecot.put("hikari", a_letter())

    with kept():
        a_mailbox(hikari, imap_port=dovecot.port)
        until(lambda: len(raw_mails(hikari)) == 1)


def test_a_corrected_password_is_noticed(hikari: Client, dovecot: Dovecot) -> None:
    mailbox = in_dovecot(hikari, dovecot, imap_secret=Secret.of("wrong"))
    dovecot.put("hikari", a_letter())

    with kept():
        until(lambda: "パスワード" in now_of(mailbox).trouble)
        changed(mailbox, imap_secret=Secret.of("himitsu"))
        until(lambda: len(raw_mails(hikari)) == 1)


def test_a_mailbox_that_is_switched_off_is_left_alone(hikari: Client, dovecot: Dovecot) -> None:
    mailbox = in_dovecot(hikari, dovecot)

    with kept():
        until(lambda: now_of(mailbox).contacted_at)
        changed(mailbox, active=False)
        until(lambda: not _is_kept(mailbox))
        dovecot.put("hikari", a_letter())

    assert raw_mails(hikari) == []


def test_a_mailbox_in_trouble_does_not_hold_back_another(
    hikari: Client, tsubame: Client, dovecot: Dovecot
) -> None:
    troubled = a_mailbox(hikari, imap_port=free_port())
    in_dovecot(tsubame, dovecot)
    dovecot.put("tsubame", a_letter(to="support@tsubame.example"))

    with kept():
        until(lambda: len(raw_mails(tsubame)) == 1)
        until(lambda: "受け付けていません" in now_of(troubled).trouble)


def test_a_secret_of_a_lost_key_is_said(
    hikari: Client, dovecot: Dovecot, settings: Settings
) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    settings.CONFIG = replace(settings.CONFIG, secrets_keys=("another",))

    with kept():
        until(lambda: "復号できません" in now_of(mailbox).trouble)


def _is_kept(mailbox: Mailbox) -> bool:
    return any(one.name == f"mailbox-{mailbox.pk}" for one in threading.enumerate())
