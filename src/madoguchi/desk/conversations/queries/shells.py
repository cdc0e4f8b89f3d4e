"""The frame of a page: queues, saved views and clients with their counts."""

from dataclasses import replace
from datetime import datetime

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.list_rows import queue_items
from madoguchi.desk.conversations.queries import counts
from madoguchi.desk.conversations.queries.choices import views_of
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
    in_queues, of_clients = counts.of_desk(person=person, sight=sight, now=now)
    return Shell(
        person_pk=person.pk,
        person_name=person.name,
        role_label=say("管理者") if person.is_admin else told("person", "対応中"),
        section=section,
        desk_count=in_queues["mine"],
        desk_query=asked.query if asked else "",
        waiting_count=in_queues["waiting"] if sight.is_director and not _is_there(asked) else 0,
        queues=queue_items(in_queues, asked=asked),
        clients=_clients(sight, of_clients, asked),
        views=views_of(person, asked),
        quarantine_count=quarantine_count,
        settings=settings,
        shows_customers=shows_customers,
        single_keys=person.single_keys,
    )


def _is_there(asked: ListQuery | None) -> bool:
    return asked is not None and asked.queue == "waiting"


def _clients(
    sight: Sight, of_clients: dict[int, int], asked: ListQuery | None
) -> tuple[ClientItem, ...]:
    here = asked or ListQuery()
    if sight.is_director and here.queue == ListQuery().queue:
        here = replace(here, queue="open")  # what is counted is everybody's, not theirs alone
    return tuple(
        ClientItem(
            client=one,
            query=here.of_client(one.pk).query,
            count=of_clients[one.pk],
            current=one.pk == here.client_id,
        )
        for one in sight.clients
    )
