"""How many stand in each queue, counted to a hundred and no further: the price is the same in ten years."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.queries import keyset, queues
from madoguchi.desk.conversations.queue_names import QUEUES, UNCOUNTED
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared

COUNTED = tuple(slug for slug in QUEUES if slug not in UNCOUNTED)
_OURS = "c.state = 'open' and c.ball = 'us'"


def of_desk(
    *, person: Person, sight: Sight, now: datetime
) -> tuple[dict[str, int], dict[int, int]]:
    """By queue, and by client how many wait for this person (a director answers for everybody's)."""
    conditions = [queues.QUEUES[one].condition for one in COUNTED]
    mine = _OURS if sight.is_director else f"{_OURS} and c.owner_id = %(person)s"
    given = {**queues.parameters(person, sight, now), "clients": sight.client_ids}
    row = prepared.row_of(f"{keyset.counted(conditions)}, {keyset.by_client(mine)}", given)
    by_client = dict(zip(sight.client_ids, row[-1] or [], strict=True))
    return dict(zip(COUNTED, row[:-1], strict=True)), by_client


def of_lists(
    lists: Iterable[ListQuery], *, person: Person, sight: Sight, now: datetime
) -> Sequence[int]:
    """Of each list, its filters counted in; what is done is counted only when it is narrowed."""
    wanted = [keyset.asked(one, person=person, sight=sight, now=now) for one in lists]
    given = {name: value for one in wanted for name, value in one.parameters.items()}
    return _row(keyset.counted([one.condition for one in wanted]), given)


def _row(sql: str, given: dict[str, Any]) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        row: Sequence[Any] = cursor.fetchone() or ()
        return row
