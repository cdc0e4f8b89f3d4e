"""Who is called by a note: 「@藤原 みお」 in its text, or picked from the list."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from madoguchi.desk.clients.models import Assignment, in_force
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person

_CALL = re.compile(r"[@＠]([^@＠\n]{1,60})")
_BLANK = re.compile(r"\s+")


def people_of(conversation: Conversation, *, now: datetime) -> dict[int, str]:
    """Who can be called into it, by id: the people who are assigned to its client."""
    assigned = Assignment.objects.filter(in_force(now), client=conversation.client_id)
    rows = assigned.order_by("person__name", "person_id").values_list("person_id", "person__name")
    return dict(rows)


def called_in(text: str, people: Mapping[int, str]) -> tuple[int, ...]:
    """The ids of those whom the text calls by full name, or by a family name that only one has."""
    words = [_compact(call) for call in _CALL.findall(text)]
    names = _names(people)
    found = (_longest(word, names) for word in words)
    return tuple(dict.fromkeys(pk for pk in found if pk is not None))


def strangers_in(text: str, people: Mapping[int, str]) -> tuple[str, ...]:
    """Full names in the text of people who work here, but not for this client."""
    words = [_compact(call) for call in _CALL.findall(text)]
    if not words:
        return ()
    others = Person.objects.filter(is_active=True).exclude(pk__in=people).order_by("name", "pk")
    known = set(people.values())
    return tuple(
        name
        for name in others.values_list("name", flat=True)
        if name not in known and any(word.startswith(_compact(name)) for word in words)
    )


def _names(people: Mapping[int, str]) -> dict[str, int]:
    families = [name.split()[0] for name in people.values() if name.split()]
    alone = {family for family in families if families.count(family) == 1}
    names = {
        _compact(name.split()[0]): pk
        for pk, name in people.items()
        if name.split() and name.split()[0] in alone
    }
    return names | {_compact(name): pk for pk, name in people.items() if name.split()}


def _longest(word: str, names: Mapping[str, int]) -> int | None:
    fitting: Iterable[str] = (name for name in names if word.startswith(name))
    best = max(fitting, key=len, default="")
    return names.get(best)


def _compact(text: str) -> str:
    return _BLANK.sub("", text)
