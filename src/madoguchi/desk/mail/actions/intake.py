"""Raw bytes are stored before anything else happens, together with the job that will read them."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.clients import access
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import jobs, walls


def store_raw(
    *, raw: bytes, envelope_from: str, recipients: tuple[str, ...], now: datetime
) -> list[int]:
    """Keep one mail for each client that it was sent to; returns the ids of the rows.

    A mail to two clients is two rows, never a shared copy. What is addressed to nobody that we
    know is kept once, without a client and with all such addresses, for an admin to see. All rows and their jobs are one transaction: when this
    returns, the mail cannot be lost.
    """
    owned: dict[int, str] = {}
    unknown: list[str] = []
    for recipient in dict.fromkeys(recipients):
        client_id = access.client_of_address(addresses.base_of(recipient))
        if client_id is None:
            unknown.append(recipient)
        else:
            owned.setdefault(client_id, recipient)
    with walls.within(owned, provider_wide=bool(unknown)), transaction.atomic():
        kept = [
            keep_for(
                client_id=client_id,
                raw=raw,
                envelope_from=envelope_from,
                recipient=recipient,
                now=now,
            ).pk
            for client_id, recipient in owned.items()
        ]
        return [*kept, _store_unrouted(raw, envelope_from, unknown, now)] if unknown else kept


def keep_for(
    *, client_id: int, raw: bytes, envelope_from: str, recipient: str, now: datetime
) -> RawMail:
    """Keep one mail for a client that is known, in the open transaction, with the job that reads it."""
    mail = _row(raw, envelope_from, recipient, now)
    mail.client_id = client_id
    mail.save()
    jobs.defer("mail.read_raw", client_id=client_id, raw_mail_id=mail.pk)
    return mail


def _store_unrouted(raw: bytes, envelope_from: str, unknown: list[str], now: datetime) -> int:
    mail = _row(raw, envelope_from, unknown[0], now)
    mail.state = RawMail.State.QUARANTINED
    mail.cause = RawMail.Cause.UNKNOWN_CLIENT
    mail.reason = _("宛先 {addresses} は、どの委託元のアドレスでもありません。").format(
        addresses="、".join(unknown)
    )
    mail.save()
    return mail.pk


def _row(raw: bytes, envelope_from: str, recipient: str, now: datetime) -> RawMail:
    return RawMail(
        envelope_from=envelope_from[:320],
        envelope_to=recipient[:320],
        received_at=now,
        raw=raw,
        size=len(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
    )
