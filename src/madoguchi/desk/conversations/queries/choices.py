"""What the list can be narrowed by: the clients, people, tags and saved views in sight."""

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.list_query import ME, NOBODY, ListQuery
from madoguchi.desk.conversations.list_rows import Choice, Filters
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.rows import ViewItem
from madoguchi.desk.platform.words import say

# As SQL: Django would take longer to write these two than PostgreSQL to answer, on every page.
TAGS = """select distinct name from conversations_tag
where client_id = any(%(clients)s::smallint[]) order by name"""
VIEWS = """select id, name, query from conversations_savedview
where person_id = %(person)s::bigint order by name, id"""


def filters_of(query: ListQuery, *, person: Person, sight: Sight) -> Filters:
    """Everything that a person may choose from, with what is chosen now."""
    tags = [name for (name,) in prepared.rows_of(TAGS, {"clients": sight.client_ids})]
    owners = [(ME, say("自分")), (NOBODY, say("担当なし")), *_colleagues(person, sight)]
    return Filters(
        clients=tuple((one, one.pk in query.clients) for one in sight.clients),
        owners=tuple(Choice(value, label, value == query.owner) for value, label in owners),
        tags=tuple(Choice(name, name, name == query.tag) for name in tags),
    )


def views_of(person: Person, asked: ListQuery | None) -> tuple[ViewItem, ...]:
    """The person's saved views, by name; the one that is shown is marked."""
    here = asked.from_start().query if asked else ""
    kept = prepared.rows_of(VIEWS, {"person": person.pk})
    return tuple(ViewItem(pk, name, query, query == here) for pk, name, query in kept)


def _colleagues(person: Person, sight: Sight) -> list[tuple[str, str]]:
    """Everybody who works for one of these clients, each once, by name."""
    every = {one.pk: one.name for people in sight.people.values() for one in people}
    every.pop(person.pk, None)
    return [(str(pk), name) for pk, name in sorted(every.items(), key=lambda one: (one[1], one[0]))]
