"""The fetching process: one thread a mailbox, started, changed and stopped as the table says."""

import logging
import threading
import time
from collections.abc import Mapping

from django.db import DatabaseError, OperationalError, connections, transaction
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from madoguchi.config import Security
from madoguchi.desk.mail import diagnosis, imap, tokens, troubles
from madoguchi.desk.mail.accounts import Account, imap_account
from madoguchi.desk.mail.actions import fetching
from madoguchi.desk.mail.models import Mailbox
from madoguchi.desk.mail.rounds import Rounds
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.secrets import SecretUnreadable

log = logging.getLogger(__name__)

TABLE_SECONDS = 2.0  # how soon a new or changed mailbox is noticed
POLL_SECONDS = 30.0  # between looks where the server does not tell of new mail by itself
IDLE_SECONDS = 9 * 60.0  # RFC 2177 asks for less than 29 minutes; routers forget sooner
WHOLE_SECONDS = 15 * 60.0  # between looks at everything, not only at what is new
SLICE_SECONDS = 2.0  # how soon a thread that waits notices that it has to stop
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0
TROUBLES = (
    OSError,
    IMAPClientError,
    IMAPClient.AbortError,
    SecretUnreadable,
    troubles.AddressForbidden,
    troubles.SignInRefused,
    troubles.StartTlsMissing,
    troubles.FolderMissing,
    troubles.TokenRefused,
)


class Keeper(threading.Thread):
    """Keeps one mailbox read, until told to stop; a changed one gets a new keeper."""

    def __init__(self, mailbox: Mailbox, address: str) -> None:
        super().__init__(name=f"mailbox-{mailbox.pk}", daemon=True)
        self.mailbox = mailbox
        self.stopping = threading.Event()
        self._rounds = Rounds(mailbox, address)
        self._pause = FIRST_PAUSE

    def run(self) -> None:
        """Connect, fetch, wait for news; after any trouble say so and try again, ever more slowly."""
        with walls.within([self.mailbox.client_id]):
            while not self.stopping.is_set():
                try:
                    self._visit()
                except TROUBLES as error:
                    self._rounds.connection_died()
                    self._tell(error)
                except DatabaseError as error:
                    log.error(
                        "mailbox %s waits for the database: %s",
                        self.mailbox.pk,
                        type(error).__name__,
                    )
                finally:
                    connections.close_all()
                self.stopping.wait(self._pause)
                self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def _visit(self) -> None:
        account = self._account()
        with imap.signed_in(account) as server:
            whole_at = 0.0
            while not self.stopping.is_set():
                whole = time.monotonic() >= whole_at
                if whole:
                    whole_at = time.monotonic() + WHOLE_SECONDS
                for name in self.mailbox.folders:
                    self._rounds.look(server, name, whole=whole)
                fetching.record_contact(mailbox_id=self.mailbox.pk, now=clock.now())
                connections.close_all()
                self._pause = FIRST_PAUSE
                self._wait_for_news(server)

    def _account(self) -> Account:
        with transaction.atomic():
            self.mailbox.refresh_from_db()  # its access token may be newer
        return imap_account(self.mailbox, token=tokens.access_token(self.mailbox, now=clock.now()))

    def _wait_for_news(self, server: IMAPClient) -> None:
        """Until the server tells of a change, or it is time to look anyway."""
        several = len(self.mailbox.folders) > 1
        until = time.monotonic() + (
            IDLE_SECONDS if imap.can_idle(server) and not several else POLL_SECONDS
        )
        if not imap.can_idle(server):
            self.stopping.wait(POLL_SECONDS)
            return
        if self._rounds.is_news(server, self.mailbox.folders[0]):
            return
        connections.close_all()
        server.idle()
        while not self.stopping.is_set() and time.monotonic() < until:
            if self._hears(server):
                break
        server.idle_done()

    def _hears(self, server: IMAPClient) -> bool:
        began = time.monotonic()
        heard = server.idle_check(timeout=SLICE_SECONDS)
        if not heard and time.monotonic() - began < SLICE_SECONDS / 2:
            raise ConnectionResetError("the server went away while we waited")
        return any(b"EXISTS" in one for one in heard if isinstance(one, tuple))

    def _tell(self, error: BaseException) -> None:
        if self.stopping.is_set():
            return
        log.warning("mailbox %s: %s", self.mailbox.pk, type(error).__name__)
        where = Account(
            host=self.mailbox.imap_host,
            port=self.mailbox.imap_port,
            security=Security(self.mailbox.imap_security),
        )
        try:
            fetching.record_trouble(
                mailbox_id=self.mailbox.pk,
                words=diagnosis.in_words(error, where),
                now=clock.now(),
            )
        except (DatabaseError, Mailbox.DoesNotExist) as problem:
            log.error("mailbox %s: trouble not kept: %s", self.mailbox.pk, type(problem).__name__)


def keep(stopping: threading.Event) -> None:
    """Keep every active mailbox read until told to stop; changes of the table are noticed by themselves."""
    keepers: dict[int, Keeper] = {}
    while not stopping.is_set():
        try:
            _follow(_wanted(), keepers)
        except (OperationalError, DatabaseError) as error:
            log.error("the mailboxes cannot be read: %s", type(error).__name__)
        finally:
            connections.close_all()
        stopping.wait(TABLE_SECONDS)
    for keeper in keepers.values():
        keeper.stopping.set()
    for keeper in keepers.values():
        keeper.join(SLICE_SECONDS * 2)


def _wanted() -> Mapping[int, tuple[Mailbox, str]]:
    with walls.transaction([], provider_wide=True):
        active = Mailbox.objects.filter(active=True).exclude(imap_host="")
        return {one.pk: (one, one.address.address) for one in active.select_related("address")}


def _follow(wanted: Mapping[int, tuple[Mailbox, str]], keepers: dict[int, Keeper]) -> None:
    for pk, keeper in list(keepers.items()):
        if pk in wanted and wanted[pk][0].version == keeper.mailbox.version and keeper.is_alive():
            continue
        keeper.stopping.set()
        del keepers[pk]
    for pk, (mailbox, address) in wanted.items():
        if pk not in keepers:
            keepers[pk] = Keeper(mailbox, address)
            keepers[pk].start()
