"""A client comes to the desk, changes its looks, leaves and comes back."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from madoguchi.desk.clients import authority
from madoguchi.desk.clients.actions import addresses, hours
from madoguchi.desk.clients.events import (
    ClientAdded,
    ClientChanged,
    ClientClosed,
    ClientReopened,
)
from madoguchi.desk.clients.hours import Hours, Targets
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, walls
from madoguchi.desk.platform.changes import differences
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
HUES = range(1, 13)


class CannotSetUpClient(Refusal):
    """この委託元は登録できません。"""


class ProfileIncomplete(CannotSetUpClient):
    """名前と差出人名を書いてください。"""


class KeyUnusable(CannotSetUpClient):
    """識別名は、半角の英小文字・数字・ハイフンで50文字までです。"""


class KeyTaken(CannotSetUpClient):
    """その識別名は、ほかの委託元が使っています。"""


class ClientIsClosed(CannotSetUpClient):
    """委託は、もう終了しています。"""


class ClientIsOpen(CannotSetUpClient):
    """委託は、続いています。"""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """How a client is called, coloured and signs. Without a key one is made."""

    name: str
    sender_name: str
    hue: int
    key: str = ""
    signature: str = ""


@transaction.atomic
def add_client(
    *,
    profile: Profile,
    address: str,
    desk_hours: Hours,
    targets: Targets,
    person: Person,
    now: datetime,
) -> Client:
    """A client that can receive mail: its profile, its first address, its hours and targets."""
    authority.refuse_unless_admin(person)
    _refuse_unless_usable(profile)
    with walls.within(walls.current().client_ids, provider_wide=True):
        key = profile.key or _free_key(profile.name, address)
        if Client.objects.filter(key=key).exists():
            raise KeyTaken
        client = Client.objects.create(**{**asdict(profile), "key": key})
        events.record(ClientAdded(client_id=client.pk), at=now, actor_id=person.pk)
        hours.begin(client=client, desk_hours=desk_hours, targets=targets, now=now)
        addresses.add_address(client_id=client.pk, address=address, person=person, now=now)
    return client


@transaction.atomic
def change_profile(*, client_id: int, profile: Profile, person: Person, now: datetime) -> Client:
    """Another name, colour, sender or signature; it shows on what is sent from now on."""
    authority.refuse_unless_admin(person)
    _refuse_unless_usable(profile)
    client = authority.locked(client_id)
    wanted = {**asdict(profile), "key": profile.key or client.key}
    if Client.objects.filter(key=wanted["key"]).exclude(pk=client.pk).exists():
        raise KeyTaken
    changes = differences({key: getattr(client, key) for key in wanted}, wanted)
    if not changes:
        return client
    for field, value in wanted.items():
        setattr(client, field, value)
    client.save(update_fields=[*wanted])
    events.record(ClientChanged(client_id=client.pk, changes=changes), at=now, actor_id=person.pk)
    return client


@transaction.atomic
def close_client(*, client_id: int, person: Person, now: datetime) -> Client:
    """The contract ended: every assignment ends now. Mail that still comes is kept, and seen by an admin."""
    authority.refuse_unless_admin(person)
    client = authority.locked(client_id)
    if client.closed_at is not None:
        raise ClientIsClosed
    client.closed_at = now
    client.save(update_fields=["closed_at"])
    planned = Assignment.objects.filter(client=client, starts_at__gte=now)
    planned.delete()
    running = Assignment.objects.filter(client=client)
    running.filter(ends_at__isnull=True).update(ends_at=now)
    running.filter(ends_at__gt=now).update(ends_at=now)
    events.record(ClientClosed(client_id=client.pk), at=now, actor_id=person.pk)
    return client


@transaction.atomic
def reopen_client(*, client_id: int, person: Person, now: datetime) -> Client:
    """The client is back; people are assigned anew."""
    authority.refuse_unless_admin(person)
    client = authority.locked(client_id)
    if client.closed_at is None:
        raise ClientIsOpen
    client.closed_at = None
    client.save(update_fields=["closed_at"])
    events.record(ClientReopened(client_id=client.pk), at=now, actor_id=person.pk)
    return client


def _refuse_unless_usable(profile: Profile) -> None:
    if not profile.name.strip() or not profile.sender_name.strip():
        raise ProfileIncomplete
    if max(len(profile.name), len(profile.sender_name)) > 80:
        raise CannotSetUpClient(say("名前と差出人名は、80文字までです。"))
    if profile.hue not in HUES:
        raise CannotSetUpClient(say("色を選んでください。"))
    if profile.key and not (KEY.fullmatch(profile.key) and len(profile.key) <= 50):
        raise KeyUnusable


def _free_key(name: str, address: str) -> str:
    """From the name when it has Latin letters, else from the address's domain; never one in use."""
    domain = address.rpartition("@")[2].partition(".")[0]
    made = (slugify(name) or slugify(domain) or "client")[:40].strip("-_").replace("_", "-")
    taken = set(Client.objects.filter(key__startswith=made).values_list("key", flat=True))
    numbered = (f"{made}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (made, *numbered) if key not in taken)
