"""What the list can be narrowed by: the clients, people, tags and saved views in sight."""

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.list_query import ME, NOBODY, ListQuery
from madoguchi.desk.conversations.list_rows import Choice, Filters
from madoguchi.desk.conversations.models import SavedView, Tag
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.rows import ViewItem
from madoguchi.desk.platform.words import say


def filters_of(query: ListQuery, *, person: Person, sight: Sight) -> Filters:
    """Everything that a person may choose from, with what is chosen now."""
    names = Tag.objects.filter(client__in=sight.client_ids).order_by("name")
    tags = list(names.values_list("name", flat=True).distinct())
    owners = [(ME, say("自分")), (NOBODY, say("担当なし")), *_colleagues(person, sight)]
    return Filters(
        clients=tuple((one, one.pk in query.clients) for one in sight.clients),
        owners=tuple(Choice(value, label, value == query.owner) for value, label in owners),
        tags=tuple(Choice(name, name, name == query.tag) for name in tags),
    )


def views_of(person: Person, asked: ListQuery | None) -> tuple[ViewItem, ...]:
    """The person's saved views, by name; the one that is shown is marked."""
    here = asked.from_start().query if asked else ""
    kept = SavedView.objects.filter(person=person).order_by("name", "pk")
    return tuple(ViewItem(one.pk, one.name, one.query, one.query == here) for one in kept)


def _colleagues(person: Person, sight: Sight) -> list[tuple[str, str]]:
    """Everybody who works for one of these clients, each once, by name."""
    every = {one.pk: one.name for people in sight.people.values() for one in people}
    every.pop(person.pk, None)
    return [(str(pk), name) for pk, name in sorted(every.items(), key=lambda one: (one[1], one[0]))]
