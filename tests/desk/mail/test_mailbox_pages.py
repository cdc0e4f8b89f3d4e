"""Mailboxes set up by an admin: what is typed, what is refused, what a test says, and what nobody sees."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Address, Client
from madoguchi.desk.mail.models import Mailbox, OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests import builders
from tests.desk.mail.mailboxes import a_mailbox, in_dovecot, now_of
from tests.fakes.dovecot import Dovecot, running_dovecot
from tests.fakes.mailserver import HOST, MailServer

pytestmark = pytest.mark.usefixtures("transactional_db")
SECRET = "hunter2-ひみつ"


@pytest.fixture
def admin(ada: Person) -> Browser:
    return builders.signed_in(ada)


def typed(**changes: str) -> dict[str, str]:
    plain = {
        "auth": "password",
        "imap_host": "imap.hikari.example",
        "imap_port": "993",
        "imap_security": "tls",
        "imap_user": "support",
        "imap_secret": SECRET,
        "folders": "INBOX\r\n受注",
        "smtp_host": "",
        "smtp_port": "465",
        "smtp_security": "tls",
        "active": "on",
    }
    return {**plain, **changes}


def address_of(client: Client) -> str:
    with walls.transaction([client.pk]):
        return str(Address.objects.get(client=client).pk)


def the_mailbox(client: Client) -> Mailbox:
    with walls.transaction([client.pk]):
        return Mailbox.objects.get(client=client)


def test_a_mailbox_is_set_up(admin: Browser, hikari: Client) -> None:
    sent = admin.post("/settings/mailboxes/new/", typed(address=address_of(hikari)))

    mailbox = the_mailbox(hikari)
    assert sent.headers["Location"] == f"/settings/mailboxes/{mailbox.pk}/"
    assert (mailbox.imap_host, mailbox.folders) == ("imap.hikari.example", ["INBOX", "受注"])
    assert mailbox.imap_secret.reveal() == SECRET
    assert "support@hikari.example" in admin.get("/settings/mailboxes/").content.decode()


def test_a_secret_is_nowhere_to_be_seen(
    admin: Browser, hikari: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    admin.post("/settings/mailboxes/new/", typed(address=address_of(hikari)))
    mailbox = the_mailbox(hikari)
    page = admin.get(f"/settings/mailboxes/{mailbox.pk}/").content.decode()

    with walls.transaction([hikari.pk]), connection.cursor() as cursor:
        cursor.execute("select row_to_json(m)::text from mail_mailbox m")
        [[row]] = cursor.fetchall()
        told = str(list(Event.objects.values_list("data", flat=True)))
    for seen in (page, row, told, caplog.text, repr(mailbox.imap_secret), str(vars(mailbox))):
        assert SECRET not in seen
        assert "hunter2" not in seen


def test_an_empty_secret_keeps_the_one_that_is_there(admin: Browser, hikari: Client) -> None:
    admin.post("/settings/mailboxes/new/", typed(address=address_of(hikari)))
    mailbox = the_mailbox(hikari)

    admin.post(f"/settings/mailboxes/{mailbox.pk}/", typed(imap_secret="", folders="INBOX\n注文"))

    after = the_mailbox(hikari)
    assert (after.folders, after.imap_secret.reveal()) == (["INBOX", "注文"], SECRET)
    assert after.version == mailbox.version + 1


@pytest.mark.parametrize(
    "elsewhere",
    [{"imap_host": "mx.stranger.example"}, {"imap_port": "994"}, {"imap_user": "other"}],
)
def test_a_kept_secret_is_not_handed_to_another_server(
    admin: Browser, hikari: Client, elsewhere: dict[str, str]
) -> None:
    admin.post("/settings/mailboxes/new/", typed(address=address_of(hikari)))
    mailbox = the_mailbox(hikari)

    refused = admin.post(f"/settings/mailboxes/{mailbox.pk}/", typed(imap_secret="", **elsewhere))

    assert refused.status_code == 422
    assert "もう一度入力" in refused.content.decode()
    assert the_mailbox(hikari).version == mailbox.version


def test_each_change_is_in_the_log_without_its_secrets(admin: Browser, hikari: Client) -> None:
    admin.post("/settings/mailboxes/new/", typed(address=address_of(hikari)))
    mailbox = the_mailbox(hikari)
    admin.post(f"/settings/mailboxes/{mailbox.pk}/", typed(imap_port="143"))

    page = admin.get(reverse("audit")).content.decode()
    with walls.transaction([hikari.pk]):
        changed = Event.objects.get(kind="MailboxChanged")
    assert changed.data["changes"] == [
        {"what": "imap_port", "before": "993", "after": "143"},
        {"what": "imap_secret", "before": "", "after": "●●●"},
    ]
    assert "メールボックスの変更" in page


def test_saving_without_a_change_is_no_event(admin: Browser, hikari: Client) -> None:
    admin.post("/settings/mailboxes/new/", typed(address=address_of(hikari)))
    mailbox = the_mailbox(hikari)

    admin.post(f"/settings/mailboxes/{mailbox.pk}/", typed(imap_secret=""))

    assert the_mailbox(hikari).version == mailbox.version


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"imap_host": "", "smtp_host": ""}, "少なくとも一方"),
        ({"imap_security": "none"}, "同じマシン"),
        ({"folders": " "}, "フォルダーを"),
        ({"imap_host": "169.254.169.254"}, "メールサーバーではない"),
        ({"auth": "xoauth2", "token_url": "http://login.example/token"}, "https://"),
        ({"imap_port": "99999"}, "65535"),
    ],
)
def test_what_cannot_work_is_refused_and_nothing_typed_is_lost(
    admin: Browser, hikari: Client, changes: dict[str, str], words: str
) -> None:
    refused = admin.post(
        "/settings/mailboxes/new/", typed(address=address_of(hikari), imap_user="naoko", **changes)
    )

    page = refused.content.decode()
    assert refused.status_code == 422
    assert words in page
    assert 'value="naoko"' in page
    assert SECRET not in page


def test_an_address_has_one_mailbox(admin: Browser, hikari: Client) -> None:
    admin.post("/settings/mailboxes/new/", typed(address=address_of(hikari)))

    again = admin.post("/settings/mailboxes/new/", typed(address=address_of(hikari)))

    assert again.status_code == 422


@pytest.mark.parametrize("who", ["ann", "otto", "dai"])
def test_only_an_admin_has_these_pages(
    who: str, ann: Person, otto: Person, dai: Person, hikari: Client
) -> None:
    mailbox = a_mailbox(hikari)
    other = builders.signed_in({"ann": ann, "otto": otto, "dai": dai}[who])

    for path in ("", "new/", f"{mailbox.pk}/"):
        assert other.get(f"/settings/mailboxes/{path}").status_code == 404
    assert other.post(f"/settings/mailboxes/{mailbox.pk}/", typed()).status_code == 404
    assert other.post(f"/settings/mailboxes/{mailbox.pk}/check/").status_code == 404
    assert now_of(mailbox).version == 1


def checked(admin: Browser, mailbox: Mailbox) -> str:
    answer = admin.post(f"/settings/mailboxes/{mailbox.pk}/check/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_test_says_that_both_directions_work(
    admin: Browser, hikari: Client, dovecot: Dovecot, mail_server: MailServer
) -> None:
    mailbox = in_dovecot(
        hikari,
        dovecot,
        smtp_host=HOST,
        smtp_port=mail_server.port,
        smtp_security="none",
        imap_user="",
    )
    with walls.transaction([hikari.pk]):
        Mailbox.objects.update(imap_user="hikari")
    dovecot.put("hikari", b"Subject: x\r\n\r\nx\r\n")

    page = checked(admin, mailbox)

    assert "フォルダー「INBOX」にメールが1通あります。" in page
    assert mail_server.taken == []
    assert dovecot.flags("hikari") == [()]


@pytest.fixture
def without_idle() -> Iterator[Dovecot]:
    with running_dovecot(capability="IMAP4rev1") as server:
        yield server


def test_a_test_says_what_is_missing(admin: Browser, hikari: Client, without_idle: Dovecot) -> None:
    mailbox = in_dovecot(hikari, without_idle, folders=["INBOX", "受注"])

    page = checked(admin, mailbox)

    assert "フォルダー「受注」がありません。" in page
    assert "新着の通知（IDLE）がない" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"imap_host": "no-such-host.invalid", "imap_security": "tls"}, "が見つかりません"),
        ({"imap_port": 1}, "ポート 1 で受け付けていません"),
        ({"imap_user": "nobody"}, "ユーザー名かパスワードが違う"),
        ({"imap_security": "starttls"}, "STARTTLSに対応していません"),
        ({"imap_security": "tls"}, "TLSで応答しません"),
    ],
)
def test_a_test_says_what_is_wrong_with_receiving(
    admin: Browser, hikari: Client, dovecot: Dovecot, changes: dict[str, object], words: str
) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    with walls.transaction([hikari.pk]):
        Mailbox.objects.update(**changes)

    assert words in checked(admin, mailbox)


def test_a_test_says_what_is_wrong_with_sending(
    admin: Browser, hikari: Client, mail_server: MailServer
) -> None:
    mailbox = a_mailbox(hikari, imap_host="", smtp_host=HOST, smtp_port=mail_server.port)

    said = {}
    for security in ("none", "starttls", "tls"):
        with walls.transaction([hikari.pk]):
            Mailbox.objects.update(smtp_security=security)
        said[security] = checked(admin, mailbox)

    assert "SMTP AUTH" in said["none"]
    assert "STARTTLSに対応していません" in said["starttls"]
    assert "TLSで応答しません" in said["tls"]


def test_a_sender_that_is_refused_is_said(
    admin: Browser, hikari: Client, mail_server: MailServer
) -> None:
    mail_server.answer_to_sender = "550 5.7.1 not yours"
    mailbox = a_mailbox(
        hikari,
        imap_host="",
        imap_user="",
        smtp_host=HOST,
        smtp_port=mail_server.port,
        smtp_security="none",
    )

    page = checked(admin, mailbox)

    assert "差出人のアドレスが断られました（サーバーの返事：550 5.7.1 not yours）" in page


def test_an_admin_is_told_what_cannot_leave_and_reads_no_customer(
    admin: Browser, hikari: Client, ann: Person
) -> None:
    builders.replied(builders.a_conversation(hikari), ann)
    with walls.transaction([hikari.pk]):
        OutgoingMail.objects.update(
            failing_since=builders.NOW + timedelta(minutes=1),
            last_error="smtp.example:587 が応答しません",
            attempts=3,
        )

    page = admin.get("/settings/mailboxes/").content.decode()
    assert "送信が遅れています：ひかり文具店 1通" in page
    assert "応答しません" in page

    with walls.transaction([hikari.pk]):
        OutgoingMail.objects.update(last_error="451 <megumi@customer.example> later")
    page = admin.get("/settings/mailboxes/").content.decode()
    assert "megumi" not in page
    assert "1通" in page
