"""The ledger of a mailbox: each mail on the server is stored raw once, in the transaction of its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from madoguchi.desk.mail import imap
from madoguchi.desk.mail.actions import intake, quarantine
from madoguchi.desk.mail.events import MailboxRecovered, MailboxTroubled
from madoguchi.desk.mail.models import FetchedMail, Mailbox, MailboxFolder, RawMail
from madoguchi.desk.platform import events

LEDGER = 7002  # the first half of the advisory lock's key
MOST_TRIES = 5
ASKED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail as it came from the server; `size` is larger than `raw` when only its beginning came."""

    uid: int
    raw: bytes
    size: int
    received_at: datetime


@transaction.atomic
def open_folder(
    *, mailbox: Mailbox, name: str, opened: imap.Folder, now: datetime
) -> MailboxFolder:
    """The folder in its present life. A new UIDVALIDITY is a new life, whose ledger begins empty.

    In a mailbox with a beginning the ledger keeps the number from which on everything is new: a
    server whose clock is wrong loses us no mail.
    """
    present = {"client_id": mailbox.client_id, "on_server": opened.mails, "looked_at": now}
    folder, _new = MailboxFolder.objects.update_or_create(
        mailbox=mailbox,
        name=name,
        uidvalidity=opened.uidvalidity,
        defaults=present,
        create_defaults={**present, "first_uid": opened.next_uid if mailbox.fetched_from else 0},
    )
    return folder


@transaction.atomic
def record_left_out(*, folder: MailboxFolder, mails: int) -> None:
    """So many mails on the server are older than the mailbox's beginning, and stay there."""
    if folder.left_out != mails:
        folder.left_out = mails
        folder.save(update_fields=["left_out"])


@transaction.atomic
def highest(folder: MailboxFolder) -> int:
    """The highest number in the ledger, or the one before its beginning: all up to it were looked at."""
    line = FetchedMail.objects.filter(folder=folder).order_by("-uid").first()
    return max(line.uid if line else 0, folder.first_uid - 1)


@transaction.atomic
def missing(folder: MailboxFolder, uids: Sequence[int]) -> list[int]:
    """Those of the numbers (rising) whose mail is not stored and is worth another try."""
    found: list[int] = []
    for start in range(0, len(uids), ASKED_AT_ONCE):
        asked = uids[start : start + ASKED_AT_ONCE]
        lines = FetchedMail.objects.filter(folder=folder, uid__gte=asked[0], uid__lte=asked[-1])
        settled = lines.exclude(state=FetchedMail.State.FAILED, tries__lt=MOST_TRIES)
        done = set(settled.values_list("uid", flat=True))
        found += [uid for uid in asked if uid not in done]
    return found


@transaction.atomic
def store_fetched(*, folder: MailboxFolder, recipient: str, mails: Sequence[Fetched]) -> int:
    """Store the mails that nobody has stored meanwhile, each with its line: all or none; how many.

    Two fetchers of one mailbox (two machines, a restart) do this one after the other.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashint8(%s))", [LEDGER, folder.pk])
    wanted = set(missing(folder, sorted(mail.uid for mail in mails)))
    kept = [mail for mail in mails if mail.uid in wanted]
    for mail in kept:
        pk = _kept(folder, recipient, mail)
        _write(folder, mail.uid, FetchedMail.State.STORED, mail.received_at, raw_mail_id=pk)
    return len(kept)


def _kept(folder: MailboxFolder, recipient: str, mail: Fetched) -> int:
    raw_mail_id = intake.keep_for(
        client_id=folder.client_id,
        raw=mail.raw,
        envelope_from="",
        recipient=recipient,
        now=mail.received_at,
    )
    if mail.size > len(mail.raw):
        quarantine.put(
            raw_mail_id=raw_mail_id,
            cause=RawMail.Cause.TOO_BIG,
            reason=_(
                "大きすぎるので、はじめの部分だけを取り込みました。全体はメールサーバーに残っています。"
            ),
            now=mail.received_at,
        )
    return raw_mail_id


@transaction.atomic
def record_unfetched(
    *, folder: MailboxFolder, uid: int, reason: str, now: datetime, is_gone: bool = False
) -> None:
    """The server has a mail that it cannot give, or had one that is gone: a line that says so."""
    state = FetchedMail.State.GONE if is_gone else FetchedMail.State.FAILED
    _write(folder, uid, state, now, reason=reason)


def _write(
    folder: MailboxFolder,
    uid: int,
    state: FetchedMail.State,
    at: datetime,
    *,
    raw_mail_id: int | None = None,
    reason: str = "",
) -> None:
    line, is_new = FetchedMail.objects.get_or_create(
        folder=folder,
        uid=uid,
        defaults={
            "client_id": folder.client_id,
            "state": state,
            "at": at,
            "raw_mail_id": raw_mail_id,
            "reason": reason,
        },
    )
    if not is_new and line.state != FetchedMail.State.STORED:
        line.state, line.at, line.raw_mail_id, line.reason = state, at, raw_mail_id, reason
        line.tries += 1
        line.save(update_fields=["state", "at", "raw_mail", "reason", "tries"])


@transaction.atomic
def record_contact(*, mailbox_id: int, now: datetime) -> None:
    """The server answered as it should."""
    mailbox = Mailbox.objects.select_for_update(of=("self",), no_key=True).get(pk=mailbox_id)
    if mailbox.trouble:
        recovered = MailboxRecovered(client_id=mailbox.client_id, mailbox_id=mailbox.pk)
        events.record(recovered, at=now)
    mailbox.contacted_at = now
    mailbox.trouble = ""
    mailbox.trouble_since = None
    mailbox.save(update_fields=["contacted_at", "trouble", "trouble_since"])


@transaction.atomic
def record_trouble(*, mailbox_id: int, words: str, now: datetime) -> None:
    """The server cannot be reached, or says no; since when is kept until it answers again."""
    mailbox = Mailbox.objects.select_for_update(of=("self",), no_key=True).get(pk=mailbox_id)
    if not mailbox.trouble:
        mailbox.trouble_since = now
        troubled = MailboxTroubled(client_id=mailbox.client_id, mailbox_id=mailbox.pk)
        events.record(troubled, at=now)
    mailbox.trouble = words
    mailbox.save(update_fields=["trouble", "trouble_since"])
