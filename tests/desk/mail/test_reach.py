"""Whom the desk talks to when an admin types a server's name: mail servers, and never the machine's own keepers."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import Client as Browser
from pytest_django import Settings

from madoguchi.config import Mode, Security
from madoguchi.desk.clients.models import Client
from madoguchi.desk.mail import imap, reach, smtp, tokens
from madoguchi.desk.mail.accounts import Account
from madoguchi.desk.mail.models import Mailbox
from madoguchi.desk.mail.troubles import AddressForbidden, TokenRefused, TokenUnreachable
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.secrets import Secret
from tests import builders
from tests.desk.mail.mailboxes import a_mailbox
from tests.desk.mail.test_mailbox_pages import checked
from tests.fakes.certificates import authority
from tests.fakes.dovecot import PASSWORD, running_dovecot
from tests.fakes.mailserver import HOST, MailServer, free_port

NOBODYS = [
    *("169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1"),
    *(
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "::ffff:100.100.100.200",
    ),
    *("fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "168.63.129.16", "192.0.0.192"),
]


@pytest.mark.parametrize("address", NOBODYS)
def test_an_address_that_is_no_mail_server_is_never_asked(address: str) -> None:
    for own in (True, False):
        with pytest.raises(AddressForbidden):
            reach.refuse_unless_allowed(address, 993, may_be_own=own)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.9.9.9", "localhost"])
def test_a_mail_server_may_stand_on_this_machine_and_a_token_server_may_not(address: str) -> None:
    reach.refuse_unless_allowed(address, 993, may_be_own=True)
    with pytest.raises(AddressForbidden):
        reach.refuse_unless_allowed(address, 443, may_be_own=False)


@pytest.mark.parametrize("address", ["10.0.0.8", "192.168.1.20", "2001:db8::25", "fd12::25"])
def test_a_mail_server_may_stand_in_the_companys_own_network(address: str) -> None:
    reach.refuse_unless_allowed(address, 993, may_be_own=False)


def test_what_is_no_name_of_a_machine_is_not_found() -> None:
    with pytest.raises(OSError, match=r"a\.\.b"):
        reach.refuse_unless_allowed("a..b", 993, may_be_own=True)


@pytest.mark.usefixtures("transactional_db")
def test_neither_direction_goes_there() -> None:
    nowhere = Account(host="169.254.169.254", port=80, security=Security.NONE)

    for talk in (imap.signed_in, smtp.signed_in):
        with pytest.raises(AddressForbidden), talk(nowhere):
            pass


@pytest.mark.usefixtures("transactional_db")
def test_the_page_says_that_it_is_no_mail_server(ada: Person, hikari: Client) -> None:
    mailbox = a_mailbox(hikari, imap_host="169.254.169.254", imap_port=80, imap_security="tls")

    page = checked(builders.signed_in(ada), mailbox)

    assert "169.254.169.254 の行き先は、メールサーバーではありません。" in page


@pytest.mark.usefixtures("transactional_db")
def test_only_an_admin_has_the_desk_talk_to_a_server(
    hikari: Client, dai: Person, ann: Person, otto: Person
) -> None:
    mailbox = a_mailbox(hikari)
    path = f"/settings/mailboxes/{mailbox.pk}/check/"

    answers = [builders.signed_in(one).post(path) for one in (dai, ann, otto)]

    assert [one.status_code for one in answers] == [404, 404, 404]
    assert Browser().post(path).status_code == 302


class _Elsewhere(BaseHTTPRequestHandler):
    """Sends everybody to another address of this server, which would give a token."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(302)
        self.send_header("Location", "/inner")
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"access_token": "inner"}).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    server = HTTPServer((HOST, 0), _Elsewhere)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{HOST}:{server.server_port}/token"
    server.shutdown()
    thread.join()
    server.server_close()


def with_token_url(client: Client, url: str) -> Mailbox:
    return a_mailbox(
        client, auth="xoauth2", token_url=url, oauth_refresh_token=Secret.of("refresh-1")
    )


@pytest.mark.usefixtures("transactional_db")
def test_a_token_server_that_sends_elsewhere_is_not_followed(
    hikari: Client, elsewhere: str
) -> None:
    mailbox = with_token_url(hikari, elsewhere)

    with walls.within([hikari.pk]), pytest.raises(TokenRefused, match="302"):
        tokens.access_token(mailbox, now=builders.NOW)


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "169.254.169.254"])
def test_in_production_a_token_is_asked_of_no_machine_of_our_own(
    hikari: Client, settings: Settings, name: str
) -> None:
    settings.CONFIG = replace(settings.CONFIG, mode=Mode.PRODUCTION)
    mailbox = with_token_url(hikari, f"https://{name}/token")

    with walls.within([hikari.pk]), pytest.raises(TokenUnreachable, match=name):
        tokens.access_token(mailbox, now=builders.NOW)


@pytest.mark.usefixtures("transactional_db")
def test_a_token_server_that_is_away_is_named_instead_of_the_mail_server(
    ada: Person, hikari: Client
) -> None:
    mailbox = with_token_url(hikari, "https://no-such-host.invalid/token")

    page = checked(builders.signed_in(ada), mailbox)

    assert "トークンのURL（no-such-host.invalid）につながりません。" in page


class _Names:
    """A name server that answers otherwise each time that it is asked for `mail.example`."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.really = socket.getaddrinfo

    def __call__(self, host: str, *rest: Any, **wanted: Any) -> list[Any]:
        asked = self.answers.pop(0) if host == "mail.example" else host
        return self.really(asked, *rest, **wanted)


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("security", [Security.NONE, Security.TLS])
def test_a_name_that_leads_elsewhere_when_asked_again_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, security: Security
) -> None:
    found = authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(found.file))
    names = _Names(HOST, "169.254.169.254")
    with running_dovecot(certificate=found.signed("good", host="mail.example")) as dovecot:
        dovecot.add_user("hikari")
        port = dovecot.tls_port if security == Security.TLS else dovecot.port
        monkeypatch.setattr(socket, "getaddrinfo", names)
        account = Account(
            host="mail.example", port=port, security=security, user="hikari", password=PASSWORD
        )

        with imap.signed_in(account) as server:
            assert imap.opened(server, "INBOX").mails == 0

    assert names.answers == ["169.254.169.254"]


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("security", [Security.NONE, Security.TLS])
def test_the_same_is_true_of_who_delivers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, security: Security
) -> None:
    found = authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(found.file))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*found.signed("good", host="mail.example"))
    names = _Names(HOST, "169.254.169.254")
    server = Controller(
        MailServer(port := free_port()),
        hostname=HOST,
        port=port,
        ssl_context=context if security == Security.TLS else None,
    )
    server.start()
    monkeypatch.setattr(socket, "getaddrinfo", names)
    try:
        with smtp.signed_in(
            Account(host="mail.example", port=server.port, security=security)
        ) as it:
            assert it.noop()[0] == 250
    finally:
        server.stop()

    assert names.answers == ["169.254.169.254"]


def test_a_server_with_two_addresses_is_reached_at_the_one_that_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = free_port()
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ("127.0.0.9", HOST)]
    really = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **more: here if host == "two.example" else really(host, *rest, **more),
    )
    with socket.create_server((HOST, port)), reach.connected("two.example", port, timeout=2) as it:
        assert it.getpeername()[0] == HOST

    with pytest.raises(ConnectionRefusedError):
        reach.connected("two.example", port, timeout=2)
