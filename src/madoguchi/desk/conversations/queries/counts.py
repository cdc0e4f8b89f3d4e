"""How many stand in each queue, counted to a hundred and no further: the price is the same in ten years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.queries import keyset, queues
from madoguchi.desk.conversations.queue_names import QUEUES, UNCOUNTED, first_queue
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared

COUNTED = tuple(slug for slug in QUEUES if slug not in UNCOUNTED)
_WOKEN = f"{queues.QUEUES['snoozed'].condition} and c.snoozed_until <= %(now)s"


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """What the sidebar counts: each queue, and the queue that one's day begins with at each client."""

    queues: dict[str, int]
    clients: dict[int, int]
    woken: int  # follow-ups whose time has come


def of_desk(*, person: Person, sight: Sight, now: datetime) -> DeskCounts:
    """For this person; who directs any client begins with what is due at all of theirs."""
    conditions = [*(queues.QUEUES[one].condition for one in COUNTED), _WOKEN]
    first = queues.QUEUES[first_queue(is_director=sight.is_director)].condition
    given = {**queues.parameters(person, sight, now), "clients": sight.client_ids}
    row = prepared.row_of(f"{keyset.counted(conditions)}, {keyset.by_client(first)}", given)
    *in_queues, woken, by_client = row
    return DeskCounts(
        queues=dict(zip(COUNTED, in_queues, strict=True)),
        clients=dict(zip(sight.client_ids, by_client or [], strict=True)),
        woken=woken,
    )


def of_lists(
    lists: Sequence[ListQuery], *, person: Person, sight: Sight, now: datetime
) -> Sequence[int]:
    """Of each list, its filters counted in; what is done is counted only when it is narrowed."""
    wanted = [keyset.asked(one, person=person, sight=sight, now=now) for one in lists]
    given = {name: value for one in wanted for name, value in one.parameters.items()}
    sql = keyset.counted([one.condition for one in wanted])
    usual = all(keyset.is_usual(one) for one in lists)
    return keyset.rows_of(sql, given, is_usual=usual)[0]
