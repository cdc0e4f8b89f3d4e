"""Raw bytes are stored before anything else happens, together with the jobs that will read them."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.clients import access
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.between_few import whose_between_few
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import jobs, walls
from madoguchi.desk.platform.postgresql import prepared

KEEP = """insert into mail_rawmail (client_id, envelope_from, envelope_to, received_at, raw, size,
  sha256, state, cause, reason, admitted, writer, tries)
select client_id, envelope_from, envelope_to, %(now)s::timestamptz, raw, length(raw),
  sha256, state, cause, reason, false, '', 0
from unnest(%(clients)s::bigint[], %(senders)s::text[], %(recipients)s::text[], %(raws)s::bytea[],
  %(hashes)s::text[], %(states)s::text[], %(causes)s::text[], %(reasons)s::text[])
  given (client_id, envelope_from, envelope_to, raw, sha256, state, cause, reason)
returning id, client_id"""


@dataclass(frozen=True)
class Copy:
    """A mail for one client, or for nobody that we know: then `reason` says so."""

    arrival: Arrival
    client_id: int | None
    recipient: str
    reason: str = ""


def store_raw(*arrivals: Arrival, now: datetime) -> list[int]:
    """Keep each mail for each client that it was sent to; returns the ids of the rows.

    A mail to two clients is two rows, never a shared copy. What is addressed to nobody that we
    know is kept once, without a client and with all such addresses, for an admin to see; unless it is
    signed to a direct thread, then for that one's client alone. All rows and their jobs are one
    transaction: when this returns, none of the mails can be lost.
    """
    owners = _owners(arrivals)
    copies = [copy for arrival in arrivals for copy in _copies(arrival, owners)]
    owned = {copy.client_id for copy in copies if copy.client_id is not None}
    is_provider_wide = any(copy.client_id is None for copy in copies)
    with walls.within(owned, provider_wide=is_provider_wide), transaction.atomic():
        return _keep(copies, now)


def keep_for(
    *, client_id: int, raw: bytes, envelope_from: str, recipient: str, now: datetime
) -> int:
    """Keep one mail for a client that is known, in the open transaction, with the job that reads it."""
    arrival = Arrival(raw, envelope_from, (recipient,))
    [pk] = _keep([Copy(arrival, client_id, recipient)], now)
    return pk


def _owners(arrivals: Sequence[Arrival]) -> dict[str, int]:
    """The clients of the recipients that are somebody's, by recipient."""
    written = {recipient for arrival in arrivals for recipient in arrival.recipients}
    base = {recipient: addresses.base_of(recipient) for recipient in written}
    clients = access.clients_of_addresses(set(base.values()))
    return {recipient: clients[one] for recipient, one in base.items() if one in clients}


def _copies(arrival: Arrival, owners: dict[str, int]) -> Iterator[Copy]:
    recipients = dict.fromkeys(arrival.recipients)
    owned: dict[int, str] = {}
    for recipient in recipients:
        if recipient in owners:
            owned.setdefault(owners[recipient], recipient)
    for client_id, recipient in owned.items():
        yield Copy(arrival, client_id, recipient)
    unknown = [recipient for recipient in recipients if recipient not in owners]
    if not unknown:
        return
    between = whose_between_few(arrival)
    if between is None:
        yield Copy(arrival, None, unknown[0], _nobodys(unknown))
    elif between[0] not in owned:
        yield Copy(arrival, *between)


def _nobodys(recipients: Collection[str]) -> str:
    return _("宛先 {addresses} は、どの委託元のアドレスでもありません。").format(
        addresses="、".join(recipients)
    )


def _keep(copies: Sequence[Copy], now: datetime) -> list[int]:
    """The rows in their order, with a job for each that is a client's."""
    raws = [copy.arrival.raw for copy in copies]
    given = {
        "now": now,
        "clients": [copy.client_id for copy in copies],
        "senders": [copy.arrival.envelope_from[:320] for copy in copies],
        "recipients": [copy.recipient[:320] for copy in copies],
        "raws": raws,
        "hashes": [hashlib.sha256(raw).hexdigest() for raw in raws],
        "states": [_state(copy) for copy in copies],
        "causes": [RawMail.Cause.UNKNOWN_CLIENT.value if copy.reason else "" for copy in copies],
        "reasons": [copy.reason for copy in copies],
    }
    kept = prepared.rows_of(KEEP, given)
    about = [(client_id, pk) for pk, client_id in kept if client_id is not None]
    jobs.defer_all("mail.read_raw", about, key="raw_mail_id")
    return [pk for pk, _client_id in kept]


def _state(copy: Copy) -> str:
    state = RawMail.State.QUARANTINED if copy.reason else RawMail.State.RECEIVED
    return state.value
