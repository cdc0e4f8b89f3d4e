"""The filters of the search page: only what is in sight can be chosen."""

from collections.abc import Iterable
from datetime import date, datetime

from madoguchi.desk.clients.models import Assignment, Client, in_force
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.words import later, say
from madoguchi.desk.search.asking import ME, NOBODY, Question
from madoguchi.desk.search.rows import Choice, Filters

STATES = {"open": later("対応中"), "closed": later("完了")}
KINDS = {
    "customer": later("お客様のことば"),
    "reply": later("こちらの返信"),
    "note": later("社内メモ"),
}


def filters_of(question: Question, *, person: Person, now: datetime) -> Filters:
    """The form, with what the question has chosen."""
    return Filters(
        clients=_choices(((str(pk), name) for pk, name in _clients()), chosen=question.client),
        states=_choices(STATES.items(), chosen=question.state),
        owners=_choices(_owners(person, now), chosen=question.owner),
        kinds=_choices(KINDS.items(), chosen=question.kind),
        since=date.fromisoformat(question.since) if question.since else None,
        until=date.fromisoformat(question.until) if question.until else None,
    )


def _choices(values: Iterable[tuple[str, object]], *, chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, str(label), value == chosen) for value, label in values)


def _clients() -> Iterable[tuple[int, str]]:
    return Client.objects.order_by("hue", "pk").values_list("pk", "name")


def _owners(person: Person, now: datetime) -> list[tuple[str, str]]:
    """Oneself, nobody, and the colleagues assigned to the clients in sight."""
    assigned = Assignment.objects.filter(in_force(now)).exclude(person=person)
    colleagues = assigned.order_by("person__name", "person_id").values_list(
        "person_id", "person__name"
    )
    others = [(str(pk), name) for pk, name in dict.fromkeys(colleagues)]
    return [(ME, say("自分")), (NOBODY, say("担当なし")), *others]
