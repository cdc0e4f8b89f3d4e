"""Fresh mails of one client, read together: whatever their number, it costs the same few statements."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from madoguchi.desk.clients import access
from madoguchi.desk.conversations.actions.receiving import receive_clear
from madoguchi.desk.conversations.incoming import Incoming
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail.actions.understanding import incoming_of
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform.postgresql import instances, prepared
from madoguchi.desk.rooms.actions.by_mail import threads_among
from madoguchi.engines import mailtext

log = logging.getLogger(__name__)

FLOOD = timedelta(minutes=10)
HELD = """id = any(%(mails)s::bigint[]) and client_id = %(client)s::bigint
  and state = 'received' order by id for no key update"""
# The index of writers knows only the mails that have one.
READ_NEAR = """select writer, count(*) from mail_rawmail
where client_id = %(client)s::bigint and writer = any(%(writers)s::text[]) and not writer = ''
  and received_at > %(after)s::timestamptz and received_at <= %(until)s::timestamptz
  and state = 'read'
group by writer"""
NOTE = """update mail_rawmail set state = 'read', reason = '', read_at = %(now)s::timestamptz,
  writer = became.writer, message_id = became.message_id
from unnest(%(mails)s::bigint[], %(writers)s::text[], %(messages)s::bigint[])
  became (id, writer, message_id)
where mail_rawmail.id = became.id returning mail_rawmail.id"""


def read_together(*, client_id: int, raw_mail_ids: Sequence[int], now: datetime) -> list[int]:
    """Read what is plain: people's mails whose conversation is clear. Returns the others, to be read alone.

    All or none of them: whatever one does to the database, all are to be read alone.
    """
    try:
        with transaction.atomic():
            plain = _plain(client_id, raw_mail_ids)
            messages = receive_clear(list(plain.values()))
            read = {
                pk: messages[one.mail_id] for pk, one in plain.items() if one.mail_id in messages
            }
            _note(read, now)
    except Exception as error:  # noqa: BLE001 (whose fault it is shows when each is read alone)
        log.warning("mails are read one by one: %s", type(error).__name__)
        return list(raw_mail_ids)
    return [pk for pk in raw_mail_ids if pk not in read]


def _plain(client_id: int, raw_mail_ids: Sequence[int]) -> dict[int, Incoming]:
    """The mails about which there is nothing to decide, by the number of their raw mail."""
    own_addresses = access.addresses_of_client(client_id)
    given = {"mails": list(raw_mail_ids), "client": client_id}
    waiting = instances.found(RawMail, HELD, given)
    understood = {stored.pk: _understood(stored, own_addresses) for stored in waiting}
    clear = {pk: one for pk, one in understood.items() if one is not None}
    flooding = _many_from(client_id, clear.values())
    named = {one.conversation_token for one in clear.values() if one.conversation_token}
    in_room = threads_among(client_id, named)
    return {
        pk: one
        for pk, one in clear.items()
        if one.sender_email.lower() not in flooding and one.conversation_token not in in_room
    }


def _understood(stored: RawMail, own_addresses: Collection[str]) -> Incoming | None:
    """None for what a machine wrote or a server calls spam, and for what cannot be read at all."""
    try:
        mail = mailtext.parse(bytes(stored.raw))
        incoming = incoming_of(stored, mail, own_addresses)
    except Exception:  # noqa: BLE001 (read alone, it fails again and a person is told)
        return None
    return None if mail.spam or incoming.notice else incoming


def _many_from(client_id: int, incoming: Iterable[Incoming]) -> set[str]:
    """Writers whose mails, with those read shortly before and after, could be more than the limit."""
    here = Counter(one.sender_email.lower() for one in incoming if one.sender_email)
    if not here:
        return set()
    moments = sorted(one.received_at for one in incoming)
    given = {
        "client": client_id,
        "writers": list(here),
        "after": moments[0] - FLOOD,
        "until": moments[-1] + FLOOD,
    }
    before = {row[0]: row[1] for row in prepared.rows_of(READ_NEAR, given)}
    most = settings.CONFIG.sender_limit
    return {writer for writer, mails in here.items() if mails + before.get(writer, 0) > most}


def _note(read: Mapping[int, Message], now: datetime) -> None:
    if not read:
        return
    given = {
        "now": now,
        "mails": list(read),
        "writers": [message.sender_address.lower() for message in read.values()],
        "messages": [message.pk for message in read.values()],
    }
    prepared.rows_of(NOTE, given)
