"""Who sees which clients, and as what: the door that every other door stands on."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import Http404

from madoguchi.desk.clients import authority
from madoguchi.desk.clients.models import Assignment, Client, ReplyTemplate, in_force
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.walls import NOTHING, Scope, Side

OWNERS = "select asked, client_of_address(asked) from unnest(%(addresses)s::text[]) asked"
ROLE = "select role_at_client(%(person)s::bigint, %(client)s::bigint, %(at)s::timestamptz)"
OWN_ADDRESSES = "select address from clients_address where client_id = %(client)s::bigint"


def scope_of(person: Person | None) -> Scope:
    """The clients that this person sees at this moment: assigned, opened by a written reason, or their own."""
    if person is None:
        return NOTHING
    side = Side.CLIENT if person.is_member else Side.PROVIDER
    is_wide = person.is_admin and side == Side.PROVIDER
    return Scope(client_ids_seen_by(person.pk), provider_wide=is_wide, side=side)


def client_of(request: Any) -> Client:
    """The client whose own person asks; 404 where nobody of its people does."""
    found = Client.objects.filter(pk=request.person.member_of).first()
    if found is None:
        raise Http404
    return found


def client_ids_seen_by(person_id: int) -> frozenset[int]:
    """Ids of the clients in this person's sight, by the database's own clock."""
    with connection.cursor() as cursor:
        cursor.execute("select clients_seen_by(%s)", [person_id])
        row = cursor.fetchone()
    return frozenset(row[0]) if row else frozenset()


def role_at(person: Person, client_id: int, at: datetime) -> Assignment.Role | None:
    """What this person is for the client at that moment; None for somebody who only looks (an admin with a reason)."""
    row = prepared.row_of(*role_asked(person, client_id, at))
    return Assignment.Role(row[0]) if row and row[0] else None


def role_asked(person: Person, client_id: int, at: datetime) -> prepared.Asked:
    """What `role_at` asks the database, for who asks it ahead of its time."""
    return ROLE, {"person": person.pk, "client": client_id, "at": at}


def is_director(person: Person, at: datetime) -> bool:
    """Whether this person directs any client at that moment."""
    return Assignment.objects.filter(
        in_force(at), person=person, role=Assignment.Role.DIRECTOR
    ).exists()


def addresses_of_clients(addresses: Collection[str]) -> frozenset[str]:
    """Those of these mail addresses (lower case) that a client owns, whatever the scope."""
    return frozenset(clients_of_addresses(addresses))


def client_of_address(address: str) -> int | None:
    """The client that owns a mail address, whatever the scope; None when nobody does."""
    with connection.cursor() as cursor:
        cursor.execute("select client_of_address(%s)", [address.lower()])
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] is not None else None


def clients_of_addresses(addresses: Collection[str]) -> dict[str, int]:
    """Which client owns each of these mail addresses (lower case), whatever the scope."""
    rows = prepared.rows_of(OWNERS, {"addresses": list(addresses)})
    return {address: client_id for address, client_id in rows if client_id is not None}


def addresses_of_client(client_id: int) -> frozenset[str]:
    """The client's own mail addresses, in lower case; the client is in the scope."""
    return frozenset(row[0] for row in prepared.rows_of(OWN_ADDRESSES, {"client": client_id}))


def admin_or_404(person: Person) -> None:
    """The pages that only an admin has."""
    if not person.is_admin:
        raise Http404


def lead_or_404(person: Person, now: datetime) -> None:
    """The pages that admins and directors have."""
    if not person.is_admin and not is_director(person, now):
        raise Http404


def client_to_set_up(person: Person, client_id: int, now: datetime) -> Client:
    """The client, for an admin and for its directors; 404 for everybody else."""
    client = Client.objects.filter(pk=client_id).first()
    if client is None or not authority.leads(person, client_id, now):
        raise Http404
    return client


def template_to_change(
    person: Person, template_id: int, now: datetime
) -> tuple[ReplyTemplate, Client]:
    """A template in use and its client, for whoever may change it; 404 for everybody else."""
    found = ReplyTemplate.objects.select_related("client").filter(
        pk=template_id, archived_at__isnull=True
    )
    template = found.first()
    if template is None or not authority.leads(person, template.client_id, now):
        raise Http404
    return template, template.client
