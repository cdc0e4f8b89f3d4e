"""Signing in by OAuth 2.0: a real Dovecot and a real SMTP server that ask the provider whose a token is."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.mail import accounts, imap, tokens
from madoguchi.desk.mail.models import Mailbox
from madoguchi.desk.mail.rounds import Rounds
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.secrets import Secret
from tests import builders
from tests.desk.mail.letters import a_letter
from tests.desk.mail.mailboxes import a_mailbox, address_of, now_of, raw_mails
from tests.desk.mail.sending import deliver, replied
from tests.desk.mail.test_mailbox_pages import checked
from tests.fakes.dovecot import Dovecot, running_dovecot
from tests.fakes.mailserver import HOST, MailServer, free_port
from tests.fakes.tokenserver import TokenProvider, running_token_provider

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def admin(ada: Person) -> Browser:
    return builders.signed_in(ada)


@pytest.fixture
def provider() -> Iterator[TokenProvider]:
    with running_token_provider("hikari") as found:
        yield found


@pytest.fixture
def asking(provider: TokenProvider) -> Iterator[Dovecot]:
    """A Dovecot that asks the provider whose a token is."""
    with running_dovecot(token_info=provider.info_url) as server:
        server.add_user("hikari")
        yield server


class SmtpByToken(MailServer):
    """Takes mail of whoever brings a token that the provider knows."""

    provider: TokenProvider

    async def handle_MAIL(  # noqa: N802 (aiosmtpd's name)
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        mail_options: list[str],
    ) -> str:
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        return await super().handle_MAIL(server, session, envelope, address, mail_options)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 (aiosmtpd's name)
        """The initial response as of Google and Microsoft: user=…^Aauth=Bearer …^A^A."""
        said = base64.b64decode(args[1]).decode().split("\x01")
        user, token = said[0].removeprefix("user="), said[1].removeprefix("auth=Bearer ")
        status, told = self.provider.answer_info(token)
        if status == 200 and told["email"] == user:
            return AuthResult(success=True, auth_data=user)
        await server.challenge_auth(
            base64.b64encode(b'{"status":"400"}').decode(), encode_to_b64=False
        )
        return AuthResult(success=False, handled=False)


@contextmanager
def running_smtp(provider: TokenProvider) -> Iterator[SmtpByToken]:
    server = SmtpByToken(port=free_port())
    server.provider = provider
    controller = Controller(
        server, hostname=HOST, port=server.port, decode_data=False, auth_require_tls=False
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def by_token(client: Client, provider: TokenProvider, **changes: object) -> Mailbox:
    plain = {
        "auth": "xoauth2",
        "token_url": provider.token_url,
        "oauth_client_id": "desk",
        "oauth_refresh_token": Secret.of("refresh-1"),
    }
    return a_mailbox(client, **plain, **changes)


def fetched(mailbox: Mailbox) -> int:
    with walls.within([mailbox.client_id]):
        account = accounts.imap_account(
            now_of(mailbox), token=tokens.access_token(now_of(mailbox), now=clock.now())
        )
        with imap.signed_in(account) as server:
            return Rounds(mailbox, address_of(mailbox)).look(server, "INBOX", whole=True)


def test_mail_is_fetched_by_a_token_and_the_token_is_used_again(
    hikari: Client, provider: TokenProvider, asking: Dovecot
) -> None:
    mailbox = by_token(hikari, provider, imap_port=asking.port, imap_secret=Secret())
    asking.put("hikari", a_letter())

    assert fetched(mailbox) == 1
    asking.put("hikari", a_letter())
    assert fetched(mailbox) == 1

    assert len(raw_mails(hikari)) == 2
    assert provider.given == 1


def test_a_reply_leaves_by_a_token(hikari: Client, ann: Person, provider: TokenProvider) -> None:
    with running_smtp(provider) as server:
        by_token(hikari, provider, smtp_host=HOST, smtp_port=server.port, smtp_security="none")
        deliver(replied(hikari, ann))

    assert [taken.sender for taken in server.taken] == ["support@hikari.example"]


def test_the_test_signs_in_by_token_in_both_directions(
    admin: Browser, hikari: Client, provider: TokenProvider, asking: Dovecot
) -> None:
    with running_smtp(provider) as server:
        mailbox = by_token(
            hikari,
            provider,
            imap_port=asking.port,
            smtp_host=HOST,
            smtp_port=server.port,
            smtp_security="none",
        )
        page = checked(admin, mailbox)

    assert "ログインできました。" in page
    assert "support@hikari.example から送れます。" in page


def test_a_token_that_the_servers_do_not_take_is_said(
    admin: Browser, hikari: Client, provider: TokenProvider, asking: Dovecot
) -> None:
    with running_smtp(provider) as server:
        mailbox = by_token(
            hikari,
            provider,
            imap_port=asking.port,
            imap_user="somebody-else",
            smtp_host=HOST,
            smtp_port=server.port,
            smtp_security="none",
        )
        page = checked(admin, mailbox)

    assert page.count("アクセストークンを受け付けません") == 2


def test_a_refresh_token_that_has_ended_is_said(
    admin: Browser, hikari: Client, provider: TokenProvider, asking: Dovecot
) -> None:
    provider.refresh_token = "another"
    mailbox = by_token(hikari, provider, imap_port=asking.port)

    page = checked(admin, mailbox)

    assert "アクセストークンを取得できません（サーバーの返事：invalid_grant）" in page
