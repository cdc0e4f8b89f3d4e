"""Reads for the admin's pages about clients."""

from collections import defaultdict
from datetime import datetime

from django.db.models import QuerySet

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import ACCESS_LASTS, Assignment, Client, ReasonedAccess, in_force
from madoguchi.desk.clients.rows import AccessRow, ClientAccess, ClientRow
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.days import weekday_span
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say
from madoguchi.engines.businesstime import Calendar

DAY_SECONDS = 24 * 60 * 60
HUES = range(1, 13)


def client_rows(*, person: Person, now: datetime) -> tuple[ClientRow, ...]:
    """Every client for an admin, their own for a director: names and hours, never a conversation."""
    clients = _to_set_up(person, now).prefetch_related("addresses").order_by("hue", "pk")
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
            is_closed=client.closed_at is not None,
        )
        for client in clients
    )


def rarest_hue() -> int:
    """The colour that the fewest clients have: the next client's, unless somebody chooses."""
    used = list(Client.objects.values_list("hue", flat=True))
    return min(HUES, key=lambda hue: (used.count(hue), hue))


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
    runs: list[tuple[int, int, str]] = []  # first and last weekday, hours
    for weekday, ranges in enumerate(calendar.weekly):
        hours = say("・").join(f"{_clock(one.opens)}–{_clock(one.closes)}" for one in ranges)
        if runs and runs[-1][2] == hours:
            runs[-1] = (runs[-1][0], weekday, hours)
        else:
            runs.append((weekday, weekday, hours))
    if runs == [(0, 6, "00:00–24:00")]:
        return say("24時間") if calendar.country is None else say("24時間（祝日を除く）")
    return say("、").join(
        f"{weekday_span(first, last)} {hours}" for first, last, hours in runs if hours
    )


def chip(client: Client) -> ClientChip:
    """A client as it is shown everywhere."""
    return ClientChip(pk=client.pk, name=client.name, hue=client.hue)


def _clock(seconds: int) -> str:
    if seconds > DAY_SECONDS:
        return say("翌%(time)s") % {"time": _clock(seconds - DAY_SECONDS)}
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def _to_set_up(person: Person, now: datetime) -> QuerySet[Client]:
    if person.is_admin:
        return Client.objects.all()
    directed = Assignment.objects.filter(
        in_force(now), person=person, role=Assignment.Role.DIRECTOR
    )
    return Client.objects.filter(pk__in=directed.values("client_id"))


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
