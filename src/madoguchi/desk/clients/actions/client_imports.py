"""Many clients from a table: new ones by their first address, and changes of those that are there."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import authority, hues, policies
from madoguchi.desk.clients.actions import addresses, hours, imports, profiles
from madoguchi.desk.clients.actions.imports import Row
from madoguchi.desk.clients.actions.profiles import Profile
from madoguchi.desk.clients.hours import PRESETS, BadHours, Hours, Targets, hours_of
from madoguchi.desk.clients.models import Address, Client, ReplyPolicy
from madoguchi.desk.clients.setting_rows import PlannedRow
from madoguchi.desk.clients.week_words import read_week
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.spreadsheets import Table
from madoguchi.desk.platform.words import say

Put = tuple[str, tuple[str, ...]]


@transaction.atomic
def import_clients(*, table: Table, person: Person, now: datetime) -> tuple[PlannedRow, ...]:
    """Each line a client, known by its address: added, changed or left. Raises CannotImport."""
    authority.refuse_unless_admin(person)
    times = Counter(row["address"].lower() for row in table.rows)

    def is_address(text: str) -> None:
        addresses.refuse_unless_readable(text)
        if times[text.lower()] > 1:
            raise Refusal(say("同じメールアドレスの行がほかにもあります。"))

    def put(row: Row) -> Put:
        found = Address.objects.select_related("client").filter(address=row["address"].lower())
        present = found.first()
        if present is None:
            return _add(row, person=person, now=now)
        return _change(present.client, row, person=person, now=now)

    checks = {
        "name": imports.filled(80),
        "sender_name": imports.at_most(80),
        "address": is_address,
        "hue": _hue,
        "hours": _hours,
    }
    return imports.each(table, put, checks=checks)


def _add(row: Row, *, person: Person, now: datetime) -> Put:
    client = profiles.add_client(
        profile=Profile(
            name=row["name"],
            sender_name=row["sender_name"] or row["name"],
            hue=_hue(row["hue"]) or _rarest_hue(),
        ),
        address=row["address"],
        desk_hours=_hours(row["hours"]) or _first_preset()[1],
        targets=Targets(),
        person=person,
        now=now,
    )
    return "add", _told(client, row, row["hours"] or str(_first_preset()[0]))


def _change(client: Client, row: Row, *, person: Person, now: datetime) -> Put:
    """What a cell leaves empty stays as it is."""
    wanted = Profile(
        name=row["name"],
        sender_name=row["sender_name"] or client.sender_name,
        hue=_hue(row["hue"]) or client.hue,
        key=client.key,
        signature=client.signature,
    )
    names = ("name", "sender_name", "hue")
    is_same = all(getattr(client, name) == getattr(wanted, name) for name in names)
    policy, new_hours = policies.current(client.pk), _hours(row["hours"])
    keeps_hours = new_hours is None or _same_week(policy, new_hours)
    changed = profiles.change_profile(client_id=client.pk, profile=wanted, person=person, now=now)
    if new_hours is not None and not keeps_hours:
        hours.change_hours(
            client_id=client.pk,
            weekly=new_hours.weekly,
            holidays=new_hours.holidays,
            targets=hours.targets_of(policy),
            person=person,
            now=now,
        )
    act = "same" if is_same and keeps_hours else "change"
    return act, _told(changed, row, "" if keeps_hours else row["hours"])


def _told(client: Client, row: Row, desk_hours: str) -> tuple[str, ...]:
    """What the page shows of the line, in the order of its headings."""
    hue = str(hues.NAMES[client.hue - 1])
    return client.name, client.sender_name, row["address"], hue, desk_hours or "－"


def _same_week(policy: ReplyPolicy, wanted: Hours) -> bool:
    present = hours_of(policy.calendar, policy.closures)
    return (present.weekly, present.holidays) == (wanted.weekly, wanted.holidays)


def _hue(text: str) -> int | None:
    """The colour's number; None for an empty cell."""
    if not text:
        return None
    if (hue := hues.hue_of(text)) is None:
        raise Refusal(
            say("色は、%(names)s のどれかで書いてください。") % {"names": hues.hue_names()}
        )
    return hue


def _hours(text: str) -> Hours | None:
    """The week; None for an empty cell."""
    if not text:
        return None
    try:
        return read_week(text)
    except BadHours as bad:
        raise Refusal(str(bad)) from bad


def _rarest_hue() -> int:
    used = list(Client.objects.values_list("hue", flat=True))
    return min(hues.HUES, key=lambda hue: (used.count(hue), hue))


def _first_preset() -> tuple[object, Hours]:
    return next(iter(PRESETS.values()))
