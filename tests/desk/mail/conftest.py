"""What the tests of mail share: Hikari's wall, a mail server that takes our mail, a queue without old jobs."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection
from pytest_django import Settings

from madoguchi.config import Delivery, Security
from madoguchi.desk.clients.models import Client, ReplyPolicy
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import walls
from tests.desk.mail.letters import a_letter, arrived
from tests.fakes.dovecot import Dovecot, running_dovecot
from tests.fakes.mailserver import HOST, MailServer, running_mail_server


@pytest.fixture
def in_hikari(hikari: Client) -> Iterator[None]:
    """Everything in the test happens inside Hikari's wall."""
    with walls.within([hikari.pk]):
        yield


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """The mail server that our replies are handed to."""
    with running_mail_server() as server:
        delivery = Delivery(host=HOST, port=server.port, security=Security.NONE)
        settings.CONFIG = replace(settings.CONFIG, delivery=delivery)
        yield server


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    """A server that keeps mail for others, without any mailbox yet."""
    with running_dovecot() as server:
        yield server


@pytest.fixture
def empty_queue(transactional_db: None) -> None:
    """No job of an earlier test waits: the queue's tables are not ours, so nobody else empties them."""
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
        cursor.execute("delete from procrastinate_workers")


@pytest.fixture
def unread(hikari: Client) -> RawMail:
    """A mail in the quarantine: it came while its client had no desk hours."""
    with walls.transaction([hikari.pk]):
        ReplyPolicy.objects.all().delete()
    return arrived(hikari, a_letter())
