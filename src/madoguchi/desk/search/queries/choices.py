"""The filters of the search page: only what is in sight can be chosen."""

from collections.abc import Iterable
from datetime import date

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.models import Tag
from madoguchi.desk.platform.words import later, say
from madoguchi.desk.search.asking import ME, NOBODY, Question
from madoguchi.desk.search.rows import Choice, Filters

STATES = {"open": later("対応中"), "closed": later("完了")}
KINDS = {
    "customer": later("お客様のことば"),
    "reply": later("こちらの返信"),
    "note": later("社内メモ"),
}


def filters_of(question: Question, sight: Sight) -> Filters:
    """The form, with what the question has chosen."""
    clients = ((str(one.pk), one.name) for one in sight.clients)
    return Filters(
        clients=_choices(clients, chosen=question.client),
        states=_choices(STATES.items(), chosen=question.state),
        owners=_choices(_owners(sight), chosen=question.owner),
        kinds=_choices(KINDS.items(), chosen=question.kind),
        tags=_choices(((name, name) for name in _tags(sight)), chosen=question.tag),
        since=date.fromisoformat(question.since) if question.since else None,
        until=date.fromisoformat(question.until) if question.until else None,
    )


def _choices(values: Iterable[tuple[str, object]], *, chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, str(label), value == chosen) for value, label in values)


def _owners(sight: Sight) -> list[tuple[str, str]]:
    """Oneself, nobody, and the colleagues assigned to the clients in sight."""
    colleagues = {one.pk: one.name for people in sight.people.values() for one in people}
    colleagues.pop(sight.person_pk, None)
    by_name = sorted(colleagues.items(), key=lambda one: (one[1], one[0]))
    return [
        (ME, say("自分")),
        (NOBODY, say("担当なし")),
        *((str(pk), name) for pk, name in by_name),
    ]


def _tags(sight: Sight) -> list[str]:
    names = Tag.objects.filter(client__in=sight.client_ids).order_by("name")
    return list(names.values_list("name", flat=True).distinct())
