"""Raw mail is understood: into its conversation, or into the quarantine that a person sees."""

import hashlib
import logging
from datetime import datetime

from django.db import DatabaseError, IntegrityError, transaction

from madoguchi.desk.conversations.actions.receiving import receive_message
from madoguchi.desk.conversations.incoming import Incoming, IncomingFile
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.actions import bounces, quarantine
from madoguchi.desk.mail.models import RawMail
from madoguchi.engines import mailtext

log = logging.getLogger(__name__)

USUAL_LENGTHS = range(5, 501)  # of a Message-ID with its brackets: what our answers can name


class LooksLikeALoop(Exception):
    """The mail claims to come from the very address that it was sent to."""


def read_raw(*, client_id: int, raw_mail_id: int, now: datetime) -> None:
    """Read one raw mail; what cannot be read goes to the quarantine and the next mail goes on.

    Safe to run twice. A database that fails is no fault of the mail: the job is tried again.
    """
    try:
        _read_or_find(client_id, raw_mail_id, now)
    except DatabaseError as error:
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
    stored = RawMail.objects.select_for_update().get(pk=raw_mail_id)
    if stored.state in {RawMail.State.READ, RawMail.State.DUPLICATE}:
        return
    mail = mailtext.parse(bytes(stored.raw))
    _refuse_a_loop(stored, mail)
    message, new = receive_message(_incoming(client_id, stored, mail))
    stored.state = RawMail.State.READ if new else RawMail.State.DUPLICATE
    stored.reason = ""
    stored.message = message
    stored.read_at = now
    stored.save(update_fields=["state", "reason", "message", "read_at"])
    bounces.note_bounce(mail, now=now)


def _refuse_a_loop(stored: RawMail, mail: mailtext.Mail) -> None:
    sender = mail.sender.email
    if sender and addresses.base_of(sender) == addresses.base_of(stored.envelope_to):
        raise LooksLikeALoop("差出人と宛先が同じアドレスです（自分宛のループの疑い）。")


def _incoming(client_id: int, stored: RawMail, mail: mailtext.Mail) -> Incoming:
    own = mail.reply_text.strip() or mail.text.strip()
    return Incoming(
        client_id=client_id,
        received_at=stored.received_at,
        sender_name=mail.sender.name[:200],
        sender_email=(mail.sender.email or stored.envelope_from)[:254],
        subject=mail.subject,
        text=own,
        whole_text=mail.text.strip(),
        mail_id=_mail_id(stored, mail),
        body_hash=hashlib.sha256(mail.text.encode()).hexdigest(),
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


def _mail_id(stored: RawMail, mail: mailtext.Mail) -> str:
    """The mail's own id, or one made of its bytes where that is missing or cannot be answered to."""
    own = mail.message_id or ""
    return own if len(own) in USUAL_LENGTHS else f"<sha256-{stored.sha256}>"


def _keys(mail: mailtext.Mail) -> tuple[str, ...]:
    original = mail.bounce.original_message_id if mail.bounce else None
    keys = mailtext.thread_keys(mail)
    return (original, *keys) if original else keys


def _is_about_the_data(error: DatabaseError) -> bool:
    """PostgreSQL's classes 22 (data) and 23 (constraint): the mail's bytes, not the machine."""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return state[:2] in {"22", "23"}


def _reason(error: Exception) -> str:
    log.warning("a mail went to the quarantine: %s", type(error).__name__)
    return (
        str(error) if isinstance(error, LooksLikeALoop) else f"読み取れませんでした（{error!r}）。"
    )
