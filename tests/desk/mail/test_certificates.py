"""What the test of a mailbox says of a server's certificate: real TLS, with certificates that are wrong."""

import ssl
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.mail.mailboxes import a_mailbox
from tests.desk.mail.test_mailbox_pages import checked
from tests.fakes.certificates import Authority, authority
from tests.fakes.dovecot import running_dovecot
from tests.fakes.mailserver import HOST, MailServer, free_port

pytestmark = pytest.mark.usefixtures("transactional_db")
WRONG = [
    ("expired", "期限が切れています", "更新を頼んで"),
    ("another", "別のサーバー名", "サーバー名に直して"),
    ("itself", "自己署名", "認証局の証明書を入れる"),
]


@pytest.fixture
def admin(ada: Person) -> Browser:
    return builders.signed_in(ada)


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """An authority that this machine trusts."""
    found = authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(found.file))
    return found


def certificate(trusted: Authority, kind: str) -> tuple[Path, Path]:
    """The certificate and its key: good, or wrong in one way."""
    match kind:
        case "expired":
            return trusted.signed(kind, ends_in=timedelta(days=-1))
        case "another":
            return trusted.signed(kind, host="192.0.2.7")
        case "itself":
            return trusted.signed(kind, by_itself=True)
    return trusted.signed(kind)


@pytest.mark.parametrize(("kind", "what", "to_do"), [*WRONG, ("good", "ログインできました", "")])
def test_a_test_says_what_is_wrong_with_the_certificate_of_imap(
    admin: Browser, hikari: Client, trusted: Authority, kind: str, what: str, to_do: str
) -> None:
    with running_dovecot(certificate=certificate(trusted, kind)) as dovecot:
        dovecot.add_user("hikari")
        mailbox = a_mailbox(hikari, imap_port=dovecot.tls_port, imap_security="tls")

        page = checked(admin, mailbox)

    assert what in page
    assert to_do in page


@pytest.mark.parametrize(("kind", "what", "to_do"), [*WRONG, ("good", "から送れます", "")])
def test_a_test_says_what_is_wrong_with_the_certificate_of_smtp(
    admin: Browser, hikari: Client, trusted: Authority, kind: str, what: str, to_do: str
) -> None:
    server = MailServer(port=free_port())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(trusted, kind))
    controller = Controller(server, hostname=HOST, port=server.port, decode_data=False)
    controller.SMTP_kwargs["tls_context"] = context
    controller.start()
    mailbox = a_mailbox(
        hikari,
        imap_host="",
        imap_user="",
        smtp_host=HOST,
        smtp_port=server.port,
        smtp_security="starttls",
    )
    try:
        page = checked(admin, mailbox)
    finally:
        controller.stop()

    assert what in page
    assert to_do in page


def test_an_authority_that_nobody_knows_is_said(
    admin: Browser, hikari: Client, tmp_path: Path
) -> None:
    unknown = authority(tmp_path)
    with running_dovecot(certificate=unknown.signed("good")) as dovecot:
        mailbox = a_mailbox(hikari, imap_port=dovecot.tls_port, imap_security="tls")

        page = checked(admin, mailbox)

    assert "発行元を、このマシンは知りません" in page
