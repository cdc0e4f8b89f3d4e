"""The frame of a page: queues and clients with their counts."""

from datetime import datetime

from django.db.models import Count, Q

from madoguchi.desk.clients.access import is_director
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries.lists import OURS, THEIRS, in_queue
from madoguchi.desk.conversations.rows import QUEUES, desk_query, queue_items
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.rows import ClientItem, SettingsItem, Shell

UNCOUNTED = {"closed"}  # grows for ever, and nobody works it off
WHEN_NEEDED = {"waiting", "undelivered"}  # shown only while something is in them


def shell(
    *,
    person: Person,
    section: str,
    queue: str = "",
    client_id: int | None = None,
    now: datetime,
    quarantine_count: int,
    shows_customers: bool,
    settings: tuple[SettingsItem, ...] = (),
) -> Shell:
    """Everything around a page, for one person."""
    counts = _counts(person, now)
    clients = _clients(person, queue or "mine", client_id, now)
    return Shell(
        person_pk=person.pk,
        person_name=person.name,
        role_label="管理者" if person.is_admin else "対応中",
        section=section,
        desk_count=counts["mine"] or 0,
        desk_query=desk_query(queue, client_id) if queue else "",
        queues=queue_items(counts, current=queue, client=client_id),
        clients=clients,
        quarantine_count=quarantine_count,
        settings=settings,
        shows_customers=shows_customers,
    )


def _counts(person: Person, now: datetime) -> dict[str, int | None]:
    counts: dict[str, int | None] = {
        slug: None if slug in UNCOUNTED else in_queue(slug, person=person, now=now).count()
        for slug in QUEUES
    }
    return {slug: count for slug, count in counts.items() if count or slug not in WHEN_NEEDED}


def _clients(
    person: Person, queue: str, current: int | None, now: datetime
) -> tuple[ClientItem, ...]:
    # An operator counts their own balls; a director answers for everybody's.
    mine = OURS if is_director(person, now) else Q(OURS, owner=person)
    open_ones = Conversation.objects.filter(OURS | THEIRS)
    counts = dict(
        open_ones.order_by("client").values_list("client").annotate(mine=Count("pk", filter=mine))
    )
    return tuple(
        ClientItem(
            client=chip(client),
            query=desk_query(queue, client.pk),
            count=counts.get(client.pk, 0),
            current=client.pk == current,
        )
        for client in Client.objects.filter(pk__in=walls.current().client_ids).order_by("hue", "pk")
    )
