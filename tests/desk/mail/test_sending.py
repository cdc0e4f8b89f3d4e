"""From which address and through which server a reply leaves, in which order, and who may change that."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from pytest_django import Settings

from madoguchi.desk.clients.models import Address, Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.mail import diagnosis, routes, tokens
from madoguchi.desk.mail.accounts import providers_account
from madoguchi.desk.mail.models import Mailbox, OutgoingMail
from madoguchi.desk.mail.queries.mailboxes import late_rows
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.jobs import TryLater
from madoguchi.desk.platform.secrets import Secret
from madoguchi.engines import mailtext
from tests import builders
from tests.desk.mail.letters import a_letter, arrived
from tests.desk.mail.mailboxes import a_mailbox, now_of
from tests.desk.mail.sending import as_it_stands, deliver, in_the_outbox, replied
from tests.fakes.mailserver import HOST, MailServer, free_port, running_mail_server

pytestmark = pytest.mark.usefixtures("transactional_db")
State = OutgoingMail.State


def without_server(settings: Settings) -> None:
    away = replace(settings.CONFIG.delivery, port=free_port())
    settings.CONFIG = replace(settings.CONFIG, delivery=away)


@pytest.fixture
def own_server() -> Iterator[MailServer]:
    """The mail server of Hikari's own mailbox."""
    with running_mail_server() as server:
        yield server


def through(server: MailServer, client: Client, **changes: object) -> Mailbox:
    plain: dict[str, object] = {"imap_host": "", "imap_user": "", "smtp_security": "none"}
    return a_mailbox(client, **{**plain, "smtp_host": HOST, "smtp_port": server.port, **changes})


# Which server, which address


def test_a_reply_leaves_through_the_mailboxs_own_server(
    hikari: Client, ann: Person, mail_server: MailServer, own_server: MailServer
) -> None:
    through(own_server, hikari)

    deliver(replied(hikari, ann))

    assert [taken.sender for taken in own_server.taken] == ["support@hikari.example"]
    assert mail_server.taken == []


def test_without_a_mailbox_a_reply_leaves_through_the_providers_server(
    hikari: Client, tsubame: Client, ann: Person, mail_server: MailServer, own_server: MailServer
) -> None:
    through(own_server, tsubame)

    deliver(replied(hikari, ann))

    assert len(mail_server.taken) == 1
    assert own_server.taken == []


def test_a_mailbox_that_is_switched_off_delivers_nothing(
    hikari: Client, ann: Person, mail_server: MailServer, own_server: MailServer
) -> None:
    through(own_server, hikari, active=False)

    deliver(replied(hikari, ann))

    assert (len(mail_server.taken), len(own_server.taken)) == (1, 0)


def test_a_reply_leaves_from_the_address_to_which_the_customer_wrote(
    hikari: Client, ann: Person, mail_server: MailServer
) -> None:
    with walls.transaction([hikari.pk]):
        Address.objects.create(client=hikari, address="returns@hikari.example")
    mail = arrived(hikari, a_letter(to="returns@hikari.example"), to="returns@hikari.example")
    assert mail.message is not None

    deliver(in_the_outbox(builders.replied(mail.message.conversation, ann)))

    [taken] = mail_server.taken
    assert taken.sender == "returns@hikari.example"
    sent = mailtext.parse(taken.raw)
    assert sent.sender.email == "returns@hikari.example"
    assert sent.reply_to[0].email.startswith("returns+")


def test_an_access_token_is_fetched_once_and_kept_encrypted(hikari: Client) -> None:
    with TokenServer() as (url, asked):
        mailbox = a_mailbox(
            hikari,
            auth="xoauth2",
            token_url=url,
            oauth_client_id="desk",
            oauth_refresh_token=Secret.of("refresh-1"),
        )
        with walls.within([hikari.pk]):
            first = tokens.access_token(mailbox, now=builders.NOW)
            again = tokens.access_token(now_of(mailbox), now=builders.NOW)
            later = tokens.access_token(now_of(mailbox), now=builders.NOW + timedelta(hours=1))

    assert (first, again, later) == ("token-1", "token-1", "token-2")
    assert [one["refresh_token"] for one in asked] == [["refresh-1"], ["refresh-2"]]
    assert "token" not in now_of(mailbox).oauth_access_token.sealed


class TokenServer:
    """A token endpoint that gives token-1, token-2 … and a new refresh token each time."""

    def __enter__(self) -> tuple[str, list[dict[str, list[str]]]]:
        asked: list[dict[str, list[str]]] = []

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                asked.append(parse_qs(self.rfile.read(length).decode()))
                number = len(asked)
                body = {
                    "access_token": f"token-{number}",
                    "refresh_token": f"refresh-{number + 1}",
                    "expires_in": 3600,
                }
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = HTTPServer((HOST, 0), Answer)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return f"http://{HOST}:{self.server.server_port}/token", asked

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


# An hour without a server


def test_an_hour_without_the_server_loses_nothing_keeps_the_order_and_is_told(
    hikari: Client,
    ann: Person,
    mail_server: MailServer,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = settings.CONFIG
    conversations = [builders.a_conversation(hikari) for _ in range(3)]
    began = clock.now()
    written = [
        in_the_outbox(replied_once_more(one, ann, minutes))
        for minutes in (10, 20)
        for one in conversations
    ]
    without_server(settings)
    an_hour_passes(written, began, monkeypatch)

    with walls.transaction([hikari.pk]):
        [late] = late_rows()
    assert (late.client.name, late.mails, late.since) == ("ひかり文具店", 3, began)
    assert "受け付けていません" in late.words

    settings.CONFIG = there
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(minutes=62))
    all_leave(written)

    assert [as_it_stands(one).state for one in written] == [State.SENT] * 6
    sent = [mailtext.parse(taken.raw).message_id for taken in mail_server.taken]
    for conversation in conversations:
        with walls.transaction([hikari.pk]):
            replies = conversation.messages.filter(kind="reply").order_by("pk")
            ids = list(replies.values_list("mail_id", flat=True))
        assert [one for one in sent if one in ids] == ids
    with walls.transaction([hikari.pk]):
        assert late_rows() == ()


def an_hour_passes(
    written: list[OutgoingMail], began: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for minutes in (0, 10, 30, 60):
        monkeypatch.setattr(
            clock, "now", lambda minutes=minutes: began + timedelta(minutes=minutes)
        )
        for outgoing in written:
            with pytest.raises(TryLater):
                deliver(outgoing)


def all_leave(written: list[OutgoingMail]) -> None:
    """As the queue does: whoever must wait for another comes again."""
    waiting = set(written)
    for _ in range(2):
        for outgoing in list(waiting):
            try:
                deliver(outgoing)
                waiting.discard(outgoing)
            except TryLater:
                continue


def replied_once_more(conversation: Conversation, author: Person, minutes: int) -> Message:
    return builders.replied(conversation, author, after=timedelta(minutes=minutes))


def test_a_server_that_hangs_does_not_keep_the_slots_of_another(
    hikari: Client, settings: Settings
) -> None:
    slow = routes.Route(None)
    with routes.one_of_few(slow), routes.one_of_few(slow):
        with pytest.raises(TryLater), routes.one_of_few(slow):
            pass
        other = routes.Route(Mailbox(smtp_host="other.example", smtp_port=587))
        with routes.one_of_few(other):
            pass


def test_trouble_is_told_in_words_that_say_what_to_do() -> None:
    words = diagnosis.in_words(ConnectionRefusedError(), providers_account())

    assert "受け付けていません。ポート番号を確かめてください。" in words
