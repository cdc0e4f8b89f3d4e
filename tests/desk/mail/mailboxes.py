"""Mailboxes of the tests: rows as the settings page makes them, and what is fetched into them."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

from madoguchi.desk.clients.models import Address, Client
from madoguchi.desk.mail import accounts, imap, keeper
from madoguchi.desk.mail.models import FetchedMail, Mailbox, RawMail
from madoguchi.desk.mail.rounds import Rounds
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.secrets import Secret
from tests.fakes.dovecot import PASSWORD, Dovecot
from tests.fakes.mailserver import HOST

PATIENCE_SECONDS = 15


def a_mailbox(client: Client, **changes: Any) -> Mailbox:
    """A mailbox of the client's default address, on this machine."""
    plain: dict[str, Any] = {
        "imap_host": HOST,
        "imap_security": Mailbox.Security.NONE,
        "imap_user": client.key,
        "imap_secret": Secret.of(PASSWORD),
        "folders": ["INBOX"],
    }
    with walls.transaction([client.pk]):
        address = Address.objects.get(client=client, is_default=True)
        return Mailbox.objects.create(client=client, address=address, **{**plain, **changes})


def in_dovecot(client: Client, server: Dovecot, **changes: Any) -> Mailbox:
    """A mailbox of the client in this server."""
    server.add_user(client.key)
    return a_mailbox(client, imap_port=server.port, **changes)


def looked(mailbox: Mailbox, *, whole: bool = True, rounds: Rounds | None = None) -> int:
    """One look into each folder of the mailbox: how many mails were stored."""
    rounds = rounds or Rounds(mailbox, address_of(mailbox))
    account = accounts.imap_account(mailbox, token="")
    with walls.within([mailbox.client_id]), imap.signed_in(account) as server:
        return sum(rounds.look(server, name, whole=whole) for name in mailbox.folders)


def address_of(mailbox: Mailbox) -> str:
    with walls.transaction([mailbox.client_id]):
        return Address.objects.get(pk=mailbox.address_id).address


def raw_mails(client: Client) -> list[RawMail]:
    """Everything stored for the client, in order."""
    with walls.transaction([client.pk]):
        return list(RawMail.objects.filter(client=client).order_by("pk"))


def ledger(client: Client) -> list[tuple[int, str]]:
    """The ledger's lines: number and state, in order."""
    with walls.transaction([client.pk]):
        lines = FetchedMail.objects.filter(client=client).order_by("folder", "uid")
        return list(lines.values_list("uid", "state"))


def now_of(mailbox: Mailbox) -> Mailbox:
    """The mailbox as it stands."""
    with walls.transaction([mailbox.client_id]):
        return Mailbox.objects.get(pk=mailbox.pk)


@contextmanager
def kept() -> Iterator[threading.Event]:
    """The fetching process, as a thread, until the block ends."""
    stopping = threading.Event()

    def work() -> None:
        try:
            keeper.keep(stopping)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield stopping
    finally:
        stopping.set()
        thread.join(PATIENCE_SECONDS)


def until(is_so: Callable[[], object]) -> None:
    """Wait for what another thread does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
