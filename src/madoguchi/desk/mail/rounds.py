"""One look into a folder: what the ledger does not have is fetched in bounded batches and stored."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext as _
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from madoguchi.desk.mail import imap
from madoguchi.desk.mail.actions import fetching
from madoguchi.desk.mail.diagnosis import said
from madoguchi.desk.mail.models import Mailbox, MailboxFolder
from madoguchi.desk.platform import clock

log = logging.getLogger(__name__)

BATCH_MAILS = 50
BATCH_BYTES = 4_000_000
BEGINNING_BYTES = 65_536
FATAL_TIMES = 2  # a mail at which the connection died this often is left out, and said


class Rounds:
    """The looks into one mailbox, over one connection after the other.

    It remembers what was being fetched when a connection died, so that a mail that makes the server
    fall silent cannot hold back those behind it.
    """

    def __init__(self, mailbox: Mailbox, recipient: str) -> None:
        self.mailbox = mailbox
        self.recipient = recipient
        self._in_hand: tuple[int, ...] = ()
        self._one_by_one: set[int] = set()
        self._deaths: Counter[int] = Counter()

    def connection_died(self) -> None:
        """Remember at what."""
        if len(self._in_hand) == 1:
            self._deaths[self._in_hand[0]] += 1
        self._one_by_one.update(self._in_hand)
        self._in_hand = ()

    def look(self, server: IMAPClient, name: str, *, whole: bool) -> int:
        """Store what is new in the folder, or with `whole` everything that is missing; how many mails.

        Never by UNSEEN, and the folder is open for looking only. Raise OSError, IMAPClientError or
        FolderMissing.
        """
        folder = self._open(server, name)
        found = self._found(server, folder, whole=whole)
        wanted = fetching.missing(folder, found)
        return sum(self._fetch(server, folder, batch) for batch in self._batches(wanted))

    def is_news(self, server: IMAPClient, name: str) -> bool:
        """Open the folder; whether anything came since the last look. What comes after this, IDLE tells."""
        folder = self._open(server, name)
        return bool(imap.uids(server, after=fetching.highest(folder)))

    def _found(self, server: IMAPClient, folder: MailboxFolder, *, whole: bool) -> list[int]:
        """The mails to look for: none from before the mailbox's beginning."""
        found = imap.uids(server, after=0 if whole else fetching.highest(folder))
        since = self.mailbox.fetched_from
        if since is None or not whole:
            return found
        early = [uid for uid in found if uid < folder.first_uid]
        wanted = imap.uids_from(server, before=folder.first_uid, since=since) if early else []
        fetching.record_left_out(folder=folder, mails=len(early) - len(wanted))
        return [*wanted, *found[len(early) :]]

    def _open(self, server: IMAPClient, name: str) -> MailboxFolder:
        opened = imap.opened(server, name)
        return fetching.open_folder(mailbox=self.mailbox, name=name, opened=opened, now=clock.now())

    def _batches(self, wanted: Sequence[int]) -> Iterator[Sequence[int]]:
        batch: list[int] = []
        for uid in wanted:
            if uid in self._one_by_one:
                yield [uid]
                continue
            batch.append(uid)
            if len(batch) == BATCH_MAILS:
                yield batch
                batch = []
        if batch:
            yield batch

    def _fetch(self, server: IMAPClient, folder: MailboxFolder, batch: Sequence[int]) -> int:
        if len(batch) == 1 and self._deaths[batch[0]] >= FATAL_TIMES:
            words = _("このメールを読もうとすると、メールサーバーとの接続が切れます。")
            self._leave_out(folder, batch[0], words)
            return 0
        self._in_hand = tuple(batch)
        try:
            stored = self._store(server, folder, batch)
        except IMAPClient.AbortError:
            raise
        except IMAPClientError as error:
            if len(batch) > 1:
                return sum(self._fetch(server, folder, [uid]) for uid in batch)
            self._leave_out(folder, batch[0], said(error))
            stored = 0
        self._in_hand = ()
        return stored

    def _store(self, server: IMAPClient, folder: MailboxFolder, batch: Sequence[int]) -> int:
        known = imap.sizes(server, batch)
        for uid in set(batch) - {one.uid for one in known}:
            words = _("取り込む前に、サーバーから消えていました。")
            fetching.record_unfetched(
                folder=folder, uid=uid, reason=words, now=clock.now(), is_gone=True
            )
        most = settings.CONFIG.max_mail_bytes
        small = [one for one in known if one.size <= most]
        stored = sum(
            self._keep(folder, group, imap.raws(server, [one.uid for one in group]))
            for group in _groups(small)
        )
        for one in known:
            if one.size > most:
                begun = imap.raws(server, [one.uid], most_bytes=BEGINNING_BYTES)
                stored += self._keep(folder, [one], begun)
        return stored

    def _keep(
        self, folder: MailboxFolder, group: Sequence[imap.Size], raws: dict[int, bytes]
    ) -> int:
        now = clock.now()
        mails = [
            fetching.Fetched(one.uid, raws[one.uid], one.size, _received(one.at, now))
            for one in group
            if one.uid in raws
        ]
        for one in group:
            if one.uid not in raws:
                self._leave_out(
                    folder, one.uid, _("サーバーがこのメールの中身を返しませんでした。")
                )
        try:
            return fetching.store_fetched(folder=folder, recipient=self.recipient, mails=mails)
        except (OperationalError, InterfaceError):
            raise
        except DatabaseError:
            return sum(self._keep_alone(folder, mail) for mail in mails)

    def _keep_alone(self, folder: MailboxFolder, mail: fetching.Fetched) -> int:
        try:
            return fetching.store_fetched(folder=folder, recipient=self.recipient, mails=[mail])
        except (OperationalError, InterfaceError):
            raise
        except DatabaseError as error:
            words = _("このメールを保存できませんでした（{kind}）。").format(
                kind=type(error).__name__
            )
            self._leave_out(folder, mail.uid, words)
            return 0

    def _leave_out(self, folder: MailboxFolder, uid: int, words: str) -> None:
        log.warning("mail %s of folder %s could not be fetched", uid, folder.pk)
        fetching.record_unfetched(folder=folder, uid=uid, reason=words, now=clock.now())


def _received(at: datetime | None, now: datetime) -> datetime:
    """When it came to the server: the customer has waited since then. Never later than now."""
    return now if at is None else min(at, now)


def _groups(mails: Iterable[imap.Size]) -> Iterator[list[imap.Size]]:
    group: list[imap.Size] = []
    total = 0
    for one in mails:
        if group and total + one.size > BATCH_BYTES:
            yield group
            group, total = [], 0
        group.append(one)
        total += one.size
    if group:
        yield group
