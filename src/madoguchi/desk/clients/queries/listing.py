"""Reads for the admin's pages about clients."""

from collections import defaultdict
from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import ACCESS_LASTS, Assignment, Client, ReasonedAccess, in_force
from madoguchi.desk.clients.rows import AccessRow, ClientAccess, ClientRow
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.engines.businesstime import Calendar

WEEKDAYS = "月火水木金土日"
DAY_SECONDS = 24 * 60 * 60


def client_rows(*, person: Person, now: datetime) -> tuple[ClientRow, ...]:
    """Every client of the provider, for an admin: names and hours, never a conversation."""
    clients = Client.objects.prefetch_related("addresses").order_by("hue", "pk")
    in_force = policies.all_current()
    people = _people(now)
    until = _open_accesses(person, now)
    return tuple(
        ClientRow(
            client=chip(client),
            addresses=tuple(sorted(one.address for one in client.addresses.all())),
            hours=hours_of_week(policies.parsed(in_force[client.pk]).calendar),
            people=tuple(people[client.pk]),
            access_until=until.get(client.pk),
        )
        for client in clients
    )


def client_access(
    *, client: Client, person: Person, now: datetime, reason: str = "", refusal: str = ""
) -> ClientAccess:
    """The page where an admin writes why; every earlier reason stands on it."""
    accesses = (
        ReasonedAccess.objects.filter(client=client)
        .select_related("person")
        .order_by("-starts_at", "-pk")[:100]
    )
    return ClientAccess(
        client=chip(client),
        minutes=int(ACCESS_LASTS.total_seconds() // 60),
        accesses=tuple(
            AccessRow(
                person_name=one.person.name,
                reason=one.reason,
                since=one.starts_at,
                until=one.ends_at,
                is_current=one.ends_at > now,
            )
            for one in accesses
        ),
        current_until=_open_accesses(person, now).get(client.pk),
        desk_query=f"?queue=open&client={client.pk}",
        reason=reason,
        refusal=refusal,
    )


def hours_of_week(calendar: Calendar) -> str:
    """「月〜金 10:00–19:00」, days with the same hours together; 「24時間」 for a desk that never closes."""
    runs: list[tuple[str, str]] = []
    for weekday, ranges in zip(WEEKDAYS, calendar.weekly, strict=True):
        hours = "・".join(f"{_clock(one.opens)}–{_clock(one.closes)}" for one in ranges) or "休み"
        if runs and runs[-1][1] == hours:
            runs[-1] = (runs[-1][0] + weekday, hours)
        else:
            runs.append((weekday, hours))
    if runs == [(WEEKDAYS, "00:00–24:00")]:
        return "24時間" if calendar.country is None else "24時間（祝日を除く）"
    return "、".join(f"{_span(days)} {hours}" for days, hours in runs if hours != "休み")


def chip(client: Client) -> ClientChip:
    """A client as it is shown everywhere."""
    return ClientChip(pk=client.pk, name=client.name, hue=client.hue)


def _span(days: str) -> str:
    return days if len(days) == 1 else f"{days[0]}〜{days[-1]}"


def _clock(seconds: int) -> str:
    if seconds > DAY_SECONDS:
        return f"翌{_clock(seconds - DAY_SECONDS)}"
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def _people(now: datetime) -> defaultdict[int, list[str]]:
    assigned = (
        Assignment.objects.filter(in_force(now))
        .select_related("person")
        .order_by("role", "person__name", "pk")
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    for one in assigned:
        if one.person.name not in names[one.client_id]:
            names[one.client_id].append(one.person.name)
    return names


def _open_accesses(person: Person, now: datetime) -> dict[int, datetime]:
    accesses = ReasonedAccess.objects.filter(person=person, ends_at__gt=now).order_by("ends_at")
    return dict(accesses.values_list("client_id", "ends_at"))
