"""Raw mail is understood: into its conversation, or into the quarantine that a person sees."""

import hashlib
import logging
from datetime import datetime

from django.db import Error as DatabaseProblem
from django.db import IntegrityError, transaction
from django.db.models import F

from madoguchi.desk.clients import access
from madoguchi.desk.conversations.actions.receiving import receive_message
from madoguchi.desk.conversations.incoming import Incoming, IncomingFile
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.actions import bounces, quarantine
from madoguchi.desk.mail.models import RawMail
from madoguchi.engines import mailtext

log = logging.getLogger(__name__)

MOST_TRIES = 5
NEVER_ENDED = "読み取りが何度も途中で止まりました。"
LONGEST_NAME = 200
LONGEST_ADDRESS = 254
USUAL_LENGTHS = range(5, 501)  # of a Message-ID with its brackets: what our answers can name


class LooksLikeALoop(Exception):
    """Everybody whom the mail asks to answer is the client itself."""


def read_raw(*, client_id: int, raw_mail_id: int, now: datetime) -> None:
    """Read one raw mail; what cannot be read goes to the quarantine and the next mail goes on.

    Safe to run twice. A database that fails is no fault of the mail: the job is tried again.
    """
    if _count_try(raw_mail_id, now) > MOST_TRIES:
        quarantine.put(raw_mail_id=raw_mail_id, reason=NEVER_ENDED, now=now)
        return
    try:
        _read_or_find(client_id, raw_mail_id, now)
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
    message, new = receive_message(_incoming(client_id, stored, mail))
    stored.state = RawMail.State.READ if new else RawMail.State.DUPLICATE
    stored.reason = ""
    stored.message = message
    stored.read_at = now
    stored.save(update_fields=["state", "reason", "message", "read_at"])
    bounces.note_bounce(mail, now=now)


def _count_try(raw_mail_id: int, now: datetime) -> int:
    """Counted and committed before the reading: a mail that kills its reader is known by it."""
    with transaction.atomic():
        RawMail.objects.filter(pk=raw_mail_id).update(tries=F("tries") + 1, tried_at=now)
        return RawMail.objects.values_list("tries", flat=True).get(pk=raw_mail_id)


def _writer(stored: RawMail, mail: mailtext.Mail) -> mailtext.Address:
    """Who is to be answered: Reply-To before From, and never one of the client's own addresses.

    A web form writes from the client's own address and names the customer in Reply-To.
    """
    asked = [one for one in (*mail.reply_to, mail.sender) if one.email]
    others = [one for one in asked if not _is_own(one.email, stored)]
    if asked and not others:
        raise LooksLikeALoop("差出人が、この委託元自身のアドレスです（自分宛のループの疑い）。")
    if not others:
        return mailtext.Address(name=mail.sender.name, email=stored.envelope_from)
    return mailtext.Address(name=others[0].name or mail.sender.name, email=others[0].email)


def _is_own(address: str, stored: RawMail) -> bool:
    return access.client_of_address(addresses.base_of(address)) == stored.client_id


def _incoming(client_id: int, stored: RawMail, mail: mailtext.Mail) -> Incoming:
    writer = _writer(stored, mail)
    own = mail.reply_text.strip() or mail.text.strip()
    return Incoming(
        client_id=client_id,
        received_at=stored.received_at,
        sender_name=writer.name[:LONGEST_NAME],
        # Cut, it would be somebody else: then rather nobody, and a person sees that.
        sender_email=writer.email if len(writer.email) <= LONGEST_ADDRESS else "",
        subject=mail.subject,
        text=own,
        whole_text=mail.text.strip(),
        mail_id=_mail_id(stored, mail),
        body_hash=_hash(mail),
        thread_keys=_keys(mail),
        conversation_token=addresses.conversation_token(
            (stored.envelope_to, *(one.email for one in (*mail.to, *mail.cc, *mail.delivered_to)))
        ),
        notice="" if mail.kind == mailtext.Kind.MESSAGE else mail.kind.value,
        files=tuple(
            IncomingFile(
                name=file.name[:255],
                content_type=file.content_type[:120],
                size=file.size,
                sha256=file.sha256,
            )
            for file in mail.attachments
        ),
    )


def _hash(mail: mailtext.Mail) -> str:
    """What makes two mails with one Message-ID the same mail: who, about what, the words, the files."""
    told = (mail.sender.email, mail.subject, mail.text, *(file.sha256 for file in mail.attachments))
    return hashlib.sha256("\x00".join(told).encode()).hexdigest()


def _mail_id(stored: RawMail, mail: mailtext.Mail) -> str:
    """The mail's own id, or one made of its bytes where that is missing or cannot be answered to."""
    own = mail.message_id or ""
    return own if len(own) in USUAL_LENGTHS else f"<sha256-{stored.sha256}>"


def _keys(mail: mailtext.Mail) -> tuple[str, ...]:
    original = mail.bounce.original_message_id if mail.bounce else None
    keys = mailtext.thread_keys(mail)
    return (original, *keys) if original else keys


def _is_about_the_data(error: DatabaseProblem) -> bool:
    """PostgreSQL's classes 22 (data) and 23 (constraint): the mail's bytes, not the machine."""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return state[:2] in {"22", "23"}


def _reason(error: Exception) -> str:
    log.warning("a mail went to the quarantine: %s", type(error).__name__)
    return (
        str(error) if isinstance(error, LooksLikeALoop) else f"読み取れませんでした（{error!r}）。"
    )
