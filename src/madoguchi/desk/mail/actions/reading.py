"""Raw mail is understood: into its conversation, or into the quarantine that a person sees."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import Error as DatabaseProblem
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madoguchi.desk.clients import access
from madoguchi.desk.conversations import threading
from madoguchi.desk.conversations.actions.receiving import receive_message
from madoguchi.desk.conversations.incoming import Incoming
from madoguchi.desk.mail.actions import bounces, quarantine
from madoguchi.desk.mail.actions.together import FLOOD, read_together
from madoguchi.desk.mail.actions.understanding import LooksLikeALoop, incoming_of
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import jobs
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rooms.actions.by_mail import (
    direct_thread_of,
    is_said_in_room,
    say_by_mail,
    say_let_in,
)
from madoguchi.engines import mailtext

log = logging.getLogger(__name__)

MOST_TRIES = 5
ALONG = 25  # mails that one job reads beside its own
TRY_FRESH = """with fresh as (
  select id from mail_rawmail where id = any(%(mails)s::bigint[])
    and client_id = %(client)s::bigint and tries = 0 and state = 'received'
  for no key update skip locked
)
update mail_rawmail set tries = 1, tried_at = %(now)s::timestamptz from fresh
where mail_rawmail.id = fresh.id returning mail_rawmail.id"""
NEVER_ENDED = gettext_lazy("読み取りが何度も途中で止まりました。")


class HeldBack(Exception):
    """The mail can be read, but a person decides whether it becomes a message."""

    def __init__(self, cause: RawMail.Cause, reason: str) -> None:
        super().__init__(reason)
        self.cause, self.reason = cause, reason


def read_raw(*, client_id: int, raw_mail_id: int, now: datetime) -> None:
    """Read one raw mail; what cannot be read goes to the quarantine and the next mail goes on.

    Safe to run twice. A database that fails is no fault of the mail: the job is tried again.
    """
    if _count_try(raw_mail_id, now) > MOST_TRIES:
        quarantine.put(raw_mail_id=raw_mail_id, reason=str(NEVER_ENDED), now=now)
        return
    _read_or_quarantine(client_id, raw_mail_id, now)


def read_along(*, client_id: int, raw_mail_id: int, now: datetime) -> int:
    """Read the mail of a job, and fresh ones of its client that wait behind it with jobs of their own.

    Together they cost one transaction, and no job of each. Their tries are committed before: after a
    crash they are fresh no more, and each is read alone by its own job, which was not taken. Returns
    how many mails were read beside the job's own.
    """
    behind, fresh = _chosen_along(client_id, raw_mail_id, now)
    if raw_mail_id not in fresh:
        read_raw(client_id=client_id, raw_mail_id=raw_mail_id, now=now)
    with transaction.atomic():
        taken = jobs.take("mail.read_raw", [job for job in behind if behind[job] in fresh])
        along = [behind[job] for job in taken]
        own = [raw_mail_id] if raw_mail_id in fresh else []
        left = read_together(client_id=client_id, raw_mail_ids=[*own, *along], now=now)
        for pk in left:
            _read_or_quarantine(client_id, pk, now)
    return len(along)


@transaction.atomic
def _chosen_along(
    client_id: int, raw_mail_id: int, now: datetime
) -> tuple[dict[int, int], set[int]]:
    """Jobs that wait and the mails that they are about; and which mails nobody has tried to read yet."""
    waiting = jobs.waiting("mail.read_raw", client_id=client_id, key="raw_mail_id", most=ALONG)
    behind = {job: mail for job, mail in waiting.items() if mail != raw_mail_id}
    given = {"mails": [raw_mail_id, *behind.values()], "client": client_id, "now": now}
    return behind, {row[0] for row in prepared.rows_of(TRY_FRESH, given)}


def _read_or_quarantine(client_id: int, raw_mail_id: int, now: datetime) -> None:
    try:
        _read_or_find(client_id, raw_mail_id, now)
    except HeldBack as held:
        quarantine.put(raw_mail_id=raw_mail_id, reason=held.reason, cause=held.cause, now=now)
    except DatabaseProblem as error:
        if not _is_about_the_data(error):
            raise
        quarantine.put(raw_mail_id=raw_mail_id, reason=_reason(error), now=now)
    except Exception as error:  # noqa: BLE001 (whatever the bytes did: raw stays, a person is told)
        quarantine.put(raw_mail_id=raw_mail_id, reason=_reason(error), now=now)


def _read_or_find(client_id: int, raw_mail_id: int, now: datetime) -> None:
    """Of two workers that read the same mail at one moment, the second finds the first one's message."""
    try:
        _read(client_id, raw_mail_id, now)
    except IntegrityError:
        _read(client_id, raw_mail_id, now)


@transaction.atomic
def _read(client_id: int, raw_mail_id: int, now: datetime) -> None:
    stored = RawMail.objects.select_for_update(no_key=True).get(pk=raw_mail_id)
    if stored.state in {RawMail.State.READ, RawMail.State.DUPLICATE}:
        return
    mail = mailtext.parse(bytes(stored.raw))
    incoming = incoming_of(stored, mail, access.addresses_of_client(client_id))
    if not stored.admitted:
        _hold_back(stored, mail, incoming)
    # What was not let in and names a direct thread is a member's: all else of that kind was held back.
    message, new = say_by_mail(incoming) or say_let_in(incoming) or receive_message(incoming)
    stored.writer = incoming.sender_email.lower()
    stored.state = RawMail.State.READ if new else RawMail.State.DUPLICATE
    stored.reason = ""
    stored.message = message
    stored.read_at = now
    stored.save(update_fields=["state", "reason", "message", "read_at", "writer"])
    if new and mail.attachments:
        jobs.defer("mail.keep_files", client_id=client_id, raw_mail_id=stored.pk)
    bounces.note_bounce(mail, now=now)


def _hold_back(stored: RawMail, mail: mailtext.Mail, incoming: Incoming) -> None:
    """Spam, unless it answers us; a member's words that may be another's; what came to a direct thread
    from elsewhere; and what is too much of one sender. Raise HeldBack.
    """
    if mail.spam and threading.conversation_of(incoming) is None:
        reason = _("メールサーバーが迷惑メールと判断しました（{mark}）。").format(mark=mail.spam)
        raise HeldBack(RawMail.Cause.SPAM, reason)
    is_members = is_said_in_room(incoming)
    if not is_members and direct_thread_of(incoming) is not None:
        reason = _(
            "個別スレッドの返信先に届きましたが、差出人は参加している方のアドレスではないか、自動送信です。スレッドには書き込んでいません。"
        )
        raise HeldBack(RawMail.Cause.OUTSIDER, reason)
    if mail.forged and is_members:
        reason = _(
            "差出人がメンバー本人か確かめられません（受信サーバーの判定：{mark}）。ルームには書き込んでいません。"
        ).format(mark=mail.forged)
        raise HeldBack(RawMail.Cause.FORGED, reason)
    most, sender = settings.CONFIG.sender_limit, incoming.sender_email.lower()
    if sender and _newly_read(stored, sender, most) >= most:
        reason = _(
            "{sender} から{minutes}分間に{n}通を超えるメールが届きました（自動送信のループの疑い）。"
        ).format(sender=sender, minutes=FLOOD.seconds // 60, n=most)
        raise HeldBack(RawMail.Cause.FLOOD, reason)


def _newly_read(stored: RawMail, sender: str, most: int) -> int:
    """How many of the sender's mails became messages in the minutes around this one, counted to `most`."""
    near = RawMail.objects.filter(
        client=stored.client_id,
        writer=sender,
        received_at__gt=stored.received_at - FLOOD,
        received_at__lte=stored.received_at + FLOOD,
        state=RawMail.State.READ,
    )
    return near.order_by()[:most].count()


def _count_try(raw_mail_id: int, now: datetime) -> int:
    """Counted and committed before the reading: a mail that kills its reader is known by it."""
    with transaction.atomic():
        RawMail.objects.filter(pk=raw_mail_id).update(tries=F("tries") + 1, tried_at=now)
        return RawMail.objects.values_list("tries", flat=True).get(pk=raw_mail_id)


def _is_about_the_data(error: DatabaseProblem) -> bool:
    """PostgreSQL's classes 22 (data) and 23 (constraint): the mail's bytes, not the machine."""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return state[:2] in {"22", "23"}


def _reason(error: Exception) -> str:
    log.warning("a mail went to the quarantine: %s", type(error).__name__)
    if isinstance(error, LooksLikeALoop):
        return str(error)
    return _("読み取れませんでした（%(error)s）。") % {"error": repr(error)}
