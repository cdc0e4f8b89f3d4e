"""Lists as tests ask for them: the numbers of what stands there."""

from datetime import datetime
from typing import Any

from madoguchi.desk.clients import access
from madoguchi.desk.clients.queries.sight import sight_of
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.list_rows import DeskList
from madoguchi.desk.conversations.queries import counts
from madoguchi.desk.conversations.queries.lists import desk_list
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls


def the_list(person: Person, query: ListQuery, *, now: datetime) -> DeskList:
    """The list as this person gets it."""
    with walls.transaction(access.scope_of(person).client_ids):
        return desk_list(query=query, person=person, sight=sight_of(person, now), now=now)


def listed(person: Person, queue: str, *, now: datetime, **narrowed: Any) -> list[int]:
    """The numbers of the first group, in order."""
    shown = the_list(person, ListQuery(queue=queue, **narrowed), now=now)
    return [row.pk for row in shown.groups[0].rows]


def count_of(person: Person, queue: str, *, now: datetime) -> int:
    """What the sidebar counts."""
    with walls.transaction(access.scope_of(person).client_ids):
        return counts.of_desk(person=person, sight=sight_of(person, now), now=now).queues[queue]
