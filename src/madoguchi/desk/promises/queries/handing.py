"""What one owes before one is back, by client, with the colleagues who could take it."""

from collections import defaultdict
from datetime import datetime

from madoguchi.desk.clients.models import Assignment
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.promises.queries import standing
from madoguchi.desk.promises.rows import Colleague, HandOverGroup, PromiseRow


def hand_over_groups(sight: Sight, until: datetime, now: datetime) -> tuple[HandOverGroup, ...]:
    """The open promises due before `until`, those overdue too."""
    of_client: defaultdict[int, list[PromiseRow]] = defaultdict(list)
    for one in standing.open_of_person(sight.person_pk, now):
        if one.due_at < until:
            of_client[one.client.pk].append(one)
    return tuple(
        HandOverGroup(
            rows[0].client, tuple(rows), colleagues_of(sight, pk, besides=sight.person_pk)
        )
        for pk, rows in of_client.items()
    )


def colleagues_of(sight: Sight, client_id: int, *, besides: int | None) -> tuple[Colleague, ...]:
    """Who works for the client now, directors first."""
    return tuple(
        Colleague(one.pk, one.name, one.role == Assignment.Role.DIRECTOR)
        for one in sight.people.get(client_id, ())
        if one.pk != besides
    )
