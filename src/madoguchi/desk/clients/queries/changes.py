"""Reads of the log for the page of changes: settings, people, access with a reason; never a conversation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from madoguchi.desk.clients import people_words
from madoguchi.desk.clients.models import Assignment, Client, ReasonedAccess
from madoguchi.desk.clients.queries.listing import chip
from madoguchi.desk.clients.rule_titles import titled
from madoguchi.desk.clients.setting_rows import ChangeRow, ChangesPage
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import changes, walls
from madoguchi.desk.platform.changes import Telling
from madoguchi.desk.platform.days import long_day
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.words import say

SHOWN = 50
AT_ONCE = 500  # rows of an export that are read in one transaction


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which changes: of whom, about which client, of what kind, on which days; None is all."""

    person_id: int | None = None
    client_id: int | None = None
    kind: str = ""
    first: date | None = None
    last: date | None = None


def tellings() -> dict[str, Telling]:
    """Every kind that this page tells, by its name in the log."""
    return {**changes.tellings(), **people_words.TELLINGS}


def kind_choices() -> tuple[tuple[str, str], ...]:
    """The kinds by their words, for a form."""
    return tuple(sorted(((kind, str(one.label)) for kind, one in tellings().items()), key=_words))


def person_choices() -> tuple[tuple[str, str], ...]:
    """Everybody, as choices of a form."""
    people = Person.objects.order_by("name", "pk")
    return tuple((str(one.pk), one.name) for one in people)


def client_choices() -> tuple[tuple[str, str], ...]:
    """Every client, as choices of a form."""
    return tuple((str(one.pk), one.name) for one in Client.objects.order_by("name", "pk"))


def changes_page(asked: Asked, *, before: int | None = None) -> ChangesPage:
    """Fifty changes, the newest first, or those before that one of them."""
    found = list(_asked(asked, before)[: SHOWN + 1])
    rows = _rows(found[:SHOWN])
    return ChangesPage(rows=rows, older=rows[-1].pk if len(found) > SHOWN else None)


def all_changes(asked: Asked, scope: walls.Scope) -> Iterator[ChangeRow]:
    """Every change that is asked for, the newest first, however many; read while it is sent.

    The request's transaction has ended by then: each lot opens its own, in the scope of the request.
    """
    before: int | None = None
    while True:
        with walls.transaction(scope.client_ids, provider_wide=scope.provider_wide):
            rows = _rows(list(_asked(asked, before)[:AT_ONCE]))
        yield from rows
        if len(rows) < AT_ONCE:
            return
        before = rows[-1].pk


def _words(choice: tuple[str, str]) -> str:
    return choice[1]


def _asked(asked: Asked, before: int | None) -> QuerySet[Event]:
    kinds = {asked.kind} if asked.kind else set(tellings()) - {people_words.SIGNED_IN}
    found = Event.objects.filter(conversation_id__isnull=True, kind__in=kinds)
    if asked.person_id:
        found = found.filter(actor_id=asked.person_id)
    if asked.client_id:
        found = found.filter(client_id=asked.client_id)
    if asked.first:
        found = found.filter(at__gte=_midnight(asked.first))
    if asked.last:
        found = found.filter(at__lt=_midnight(asked.last + timedelta(days=1)))
    if before is not None:
        last = Event.objects.filter(pk=before, conversation_id__isnull=True).first()
        if last is None:
            return found.none()
        found = found.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    return found.order_by("-at", "-pk")


def _rows(events: Sequence[Event]) -> tuple[ChangeRow, ...]:
    people = Person.objects.in_bulk(
        {pk for one in events for pk in (one.actor_id, one.data.get("person_id")) if pk}
    )
    clients = Client.objects.in_bulk({one.client_id for one in events if one.client_id})
    reasons = ReasonedAccess.objects.in_bulk(
        {one.data["access_id"] for one in events if "access_id" in one.data}
    )
    names = {pk: person.name for pk, person in people.items()}
    known = tellings()
    return tuple(
        ChangeRow(
            pk=one.pk,
            at=one.at,
            person_name=names.get(one.actor_id or 0, say("（システム）")),
            client=chip(clients[one.client_id]) if one.client_id in clients else None,
            kind_label=str(known[one.kind].label),
            sentences=changes.sentences(known[one.kind], _told(one.data, names, reasons)),
        )
        for one in events
    )


def _told(
    data: Mapping[str, Any], names: Mapping[int, str], reasons: Mapping[int, ReasonedAccess]
) -> dict[str, Any]:
    """The happening's fields as its sentence shows them: names for ids, words for moments and roles."""
    told = {key: _shown(key, value) for key, value in data.items()}
    told["person"] = names.get(data.get("person_id", 0), "－")
    if "rule" in data:
        told["title"] = titled(data["rule"], data.get("title", ""))
    if access := reasons.get(data.get("access_id", 0)):
        told["reason"] = access.reason
    return told


def _shown(key: str, value: Any) -> Any:
    if key.endswith("_at") and isinstance(value, str) and (moment := parse_datetime(value)):
        local = timezone.localtime(moment)
        return f"{long_day(local.date())} {local:%H:%M}"
    if key == "role" and value in Assignment.Role.values:
        return str(Assignment.Role(value).label)
    return value


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
