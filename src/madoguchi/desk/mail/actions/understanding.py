"""Bytes of a mail as the message that they are: who writes, to which thread, in what words."""

import hashlib
import itertools
from collections.abc import Collection

from django.utils.translation import gettext as _

from madoguchi.desk.conversations.incoming import Incoming, IncomingFile
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.models import RawMail
from madoguchi.engines import mailtext

LONGEST_NAME = 200
LONGEST_ADDRESS = 254
MOST_COPIED = 50
USUAL_LENGTHS = range(5, 501)  # of a Message-ID with its brackets: what our answers can name


class LooksLikeALoop(Exception):
    """Everybody whom the mail asks to answer is the client itself."""


def incoming_of(stored: RawMail, mail: mailtext.Mail, own_addresses: Collection[str]) -> Incoming:
    """The message of a mail; `own_addresses` are its client's. Raise LooksLikeALoop."""
    assert stored.client_id is not None
    writer = _writer(stored, mail, own_addresses)
    said = mail.reply_text.strip() or mail.text.strip()
    return Incoming(
        client_id=stored.client_id,
        received_at=stored.received_at,
        sender_name=writer.name[:LONGEST_NAME],
        # Cut, it would be somebody else: then rather nobody, and a person sees that.
        sender_email=writer.email if len(writer.email) <= LONGEST_ADDRESS else "",
        from_email=mail.sender.email if len(mail.sender.email) <= LONGEST_ADDRESS else "",
        subject=mail.subject,
        text=said,
        own_text=_own_text(mail),
        whole_text=mail.text.strip(),
        mail_id=_mail_id(stored, mail),
        body_hash=_hash(mail),
        thread_keys=_keys(mail),
        conversation_token=addresses.conversation_token(
            (stored.envelope_to, *(one.email for one in (*mail.to, *mail.cc, *mail.delivered_to)))
        ),
        copied=_copied(mail, writer, own_addresses),
        notice="" if mail.kind == mailtext.Kind.MESSAGE else mail.kind.value,
        files=tuple(
            IncomingFile(
                name=file.name[:255],
                content_type=file.content_type[:120],
                size=file.size,
                sha256=file.sha256,
                content_id=(file.content_id or "")[:255],
            )
            for file in mail.attachments
        ),
        has_html=mail.html is not None,
    )


def _own_text(mail: mailtext.Mail) -> str:
    return "" if mailtext.quotes_alone(mail.text, subject=mail.subject) else mail.reply_text.strip()


def _writer(
    stored: RawMail, mail: mailtext.Mail, own_addresses: Collection[str]
) -> mailtext.Address:
    """Who is to be answered: Reply-To before From, and never one of the client's own addresses.

    A web form writes from the client's own address and names the customer in Reply-To.
    """
    asked = [one for one in (*mail.reply_to, mail.sender) if one.email]
    others = [one for one in asked if addresses.base_of(one.email) not in own_addresses]
    if asked and not others:
        raise LooksLikeALoop(_("差出人が、この委託元自身のアドレスです（自分宛のループの疑い）。"))
    if not others:
        return mailtext.Address(name=mail.sender.name, email=stored.envelope_from)
    return mailtext.Address(name=others[0].name or mail.sender.name, email=others[0].email)


def _copied(
    mail: mailtext.Mail, writer: mailtext.Address, own_addresses: Collection[str]
) -> tuple[str, ...]:
    """Who else got the mail in Cc: neither the client itself nor who wrote."""
    named = (one.email.lower() for one in mail.cc if 0 < len(one.email) <= LONGEST_ADDRESS)
    return tuple(
        one
        for one in itertools.islice(dict.fromkeys(named), MOST_COPIED)
        if one != writer.email.lower() and addresses.base_of(one) not in own_addresses
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
