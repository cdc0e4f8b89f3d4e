"""Who of the provider can see a client's data, who wrote which reason, and who looked when."""

from datetime import datetime

from django.db.models import Max, Q

from madoguchi.desk.clients.models import Assignment, ReasonedAccess, in_force
from madoguchi.desk.contacts.models import Look
from madoguchi.desk.portal.rows import AccessPage, LookRow, ReasonRow, Watcher

PAGE = 100  # looks on one page
MOST = 100  # written reasons: an admin's look without an assignment is rare


def access_page(
    client_id: int, now: datetime, before: tuple[datetime, int] | None = None
) -> AccessPage:
    """With the looks that come after this place in the log; in four queries."""
    looks = Look.objects.filter(client_id=client_id).select_related("person").order_by("-at", "-pk")
    if before is not None:
        at, pk = before
        looks = looks.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    found = list(looks[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return AccessPage(
        watchers=watchers(client_id, now),
        reasons=_reasons(client_id, now),
        looks=tuple(LookRow(name=one.person.name, at=one.at) for one in found[:PAGE]),
        older=f"{last.at.isoformat()}~{last.pk}" if last else "",
    )


def watchers(client_id: int, now: datetime) -> tuple[Watcher, ...]:
    """Whose assignment is in force, directors first; two queries."""
    rows = (
        Assignment.objects.filter(in_force(now), client_id=client_id, person__is_active=True)
        .select_related("person")
        .order_by("role", "person__name", "pk")
    )
    looked = dict(
        Look.objects.filter(client_id=client_id)
        .order_by("person_id")
        .values_list("person_id")
        .annotate(Max("at"))
    )
    return tuple(
        Watcher(
            name=one.person.name,
            role=str(Assignment.Role(one.role).label),
            seen_at=looked.get(one.person_id),
            since=one.starts_at,
            until=one.ends_at,
        )
        for one in rows
    )


def _reasons(client_id: int, now: datetime) -> tuple[ReasonRow, ...]:
    rows = (
        ReasonedAccess.objects.filter(client_id=client_id)
        .select_related("person")
        .order_by("-starts_at", "-pk")[:MOST]
    )
    return tuple(
        ReasonRow(
            name=one.person.name,
            reason=one.reason,
            since=one.starts_at,
            until=one.ends_at,
            is_current=one.starts_at <= now < one.ends_at,
        )
        for one in rows
    )
