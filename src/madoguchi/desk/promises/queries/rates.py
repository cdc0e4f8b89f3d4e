"""How well words are kept: of the promises that fell due in a span, by client, operator and week."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.days import closed_days, local_day, midnight
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.promises.asked import ALL, Asked
from madoguchi.desk.promises.queries.rows_of import FELL_DUE_IN_SPAN, LAST_MOMENT
from madoguchi.desk.promises.rows import KeptRate, RateRow

WEEKS = 8
A_WEEK = timedelta(weeks=1)
_COUNTED = f"""select client_id, owner_id,
  floor(extract(epoch from {LAST_MOMENT} - %(since)s::timestamptz) / 604800)::int,
  case when state = 'open' then 'overdue' else state end, count(*),
  count(*) filter (where p.mended > 0)
from promises_promise p where client_id = any(%(clients)s::bigint[]) and {FELL_DUE_IN_SPAN}
group by 1, 2, 3, 4"""  # noqa: S608 -- our own words, no input


class Counted(NamedTuple):
    """How many promises of one client, person, week (from the beginning of the span) and state."""

    client_id: int
    owner_id: int
    week: int
    state: str
    many: int
    mended: int  # of them, those whose due time was put elsewhere


@dataclass(frozen=True, slots=True)
class Rates:
    """The span in days, both included, and its tables."""

    first: date
    last: date
    by_client: tuple[RateRow, ...]
    by_person: tuple[RateRow, ...]
    by_week: tuple[RateRow, ...]  # the newest first, Monday to Sunday


def kept_rate(
    client_ids: Collection[int], since: datetime, until: datetime, *, now: datetime
) -> KeptRate:
    """Of all that we promised these clients' side and that fell due in the span."""
    return _summed(_counted(client_ids, since, until, now), lambda _: 0).get(0, KeptRate())


def rates_of(sight: Sight, now: datetime) -> Rates:
    """The last weeks, up to today: one statement, and the names of those who answered."""
    last = local_day(now)
    first = last - timedelta(days=last.weekday()) - A_WEEK * (WEEKS - 1)
    until = midnight(last) + timedelta(days=1)
    counted = _counted(sight.client_ids, midnight(first), until, now)
    return Rates(
        first=first,
        last=last,
        by_client=_by_client(sight, counted, first, last),
        by_person=_by_person(counted, first, last),
        by_week=_by_week(counted, first),
    )


def _by_client(
    sight: Sight, counted: Sequence[Counted], first: date, last: date
) -> tuple[RateRow, ...]:
    found = _summed(counted, lambda one: one.client_id)
    return tuple(
        RateRow(
            label=one.name,
            client=one,
            rate=found[one.pk],
            query=_behind(first, last, client_id=one.pk),
        )
        for one in sight.clients
        if one.pk in found
    )


def _by_person(counted: Sequence[Counted], first: date, last: date) -> tuple[RateRow, ...]:
    found = _summed(counted, lambda one: one.owner_id)
    names = Person.objects.filter(pk__in=found).order_by("name", "pk").values_list("pk", "name")
    return tuple(
        RateRow(label=name, rate=found[pk], query=_behind(first, last, owner=str(pk)))
        for pk, name in names
    )


def _by_week(counted: Sequence[Counted], first: date) -> tuple[RateRow, ...]:
    found = _summed(counted, lambda one: one.week)
    rows = []
    for week in reversed(range(WEEKS)):
        monday = first + A_WEEK * week
        sunday = monday + timedelta(days=6)
        label = closed_days(monday, sunday, ends_on_holiday=False)
        rate = found.get(week, KeptRate())
        rows.append(RateRow(label=label, rate=rate, query=_behind(monday, sunday)))
    return tuple(rows)


def _behind(first: date, last: date, **asked: Any) -> str:
    """The address of the rows behind a number, but for their state."""
    return Asked(**{"owner": ALL, **asked}, first=first, last=last).address


def _counted(
    client_ids: Iterable[int], since: datetime, until: datetime, now: datetime
) -> list[Counted]:
    given = {"clients": list(client_ids), "since": since, "until": until, "now": now}
    return [Counted(*row) for row in prepared.rows_of(_COUNTED, given)]


def _summed(counted: Iterable[Counted], key: Callable[[Counted], int]) -> dict[int, KeptRate]:
    states: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for one in counted:
        states[key(one)].update({one.state: one.many, "mended": one.mended})
    return {of: KeptRate(**told) for of, told in states.items()}
