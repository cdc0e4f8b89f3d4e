"""The frame of a page: queues, saved views and clients with their counts."""

from datetime import datetime

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.list_rows import queue_items
from madoguchi.desk.conversations.queries import counts
from madoguchi.desk.conversations.queries.choices import views_of
from madoguchi.desk.conversations.queue_names import QUEUES, first_queue
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.rows import ClientItem, SettingsItem, Shell
from madoguchi.desk.platform.words import say, told


def shell(
    *,
    person: Person,
    sight: Sight,
    section: str,
    asked: ListQuery | None,
    now: datetime,
    quarantine_count: int,
    shows_customers: bool,
    settings: tuple[SettingsItem, ...] = (),
) -> Shell:
    """Everything around a page, for one person; `asked` is the list that the page shows."""
    counted = counts.of_desk(person=person, sight=sight, now=now)
    first = first_queue(is_director=sight.is_director)
    waiting = counted.queues["waiting"] if sight.is_director and not _is_there(asked) else 0
    return Shell(
        person_pk=person.pk,
        person_name=person.name,
        role_label=say("管理者") if person.is_admin else told("person", "対応中"),
        section=section,
        desk_count=counted.queues[first],
        desk_count_of=str(QUEUES[first][0]),
        desk_query=asked.query if asked else "",
        waiting_count=waiting,
        queues=queue_items(counted.queues, asked=asked, woken=counted.woken),
        clients=_clients(sight, counted.clients, ListQuery(queue=first), asked),
        views=views_of(person, asked),
        quarantine_count=quarantine_count,
        settings=settings,
        shows_board=sight.is_director or person.is_admin,
        shows_customers=shows_customers,
        single_keys=person.single_keys,
    )


def _is_there(asked: ListQuery | None) -> bool:
    return asked is not None and asked.queue == "waiting"


def _clients(
    sight: Sight, counted: dict[int, int], first: ListQuery, asked: ListQuery | None
) -> tuple[ClientItem, ...]:
    """Each opens what its number counts, whatever list is open now."""
    return tuple(
        ClientItem(
            client=one,
            query=first.of_client(one.pk).query,
            count=counted[one.pk],
            current=asked is not None and one.pk == asked.client_id,
        )
        for one in sight.clients
    )
