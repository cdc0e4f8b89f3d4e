"""Who is called by a note: 「@藤原 みお」 in its text, or picked from the list."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared

_CALL = re.compile(r"[@＠]([^@＠\n]{1,60})")
_BLANK = re.compile(r"\s+")
PEOPLE = """select a.person_id, p.name from clients_assignment a
join people_person p on p.id = a.person_id
where a.client_id = %(client)s::bigint and a.starts_at <= %(now)s::timestamptz
  and (a.ends_at is null or a.ends_at > %(now)s) order by p.name, a.person_id"""


def people_of(conversation: Conversation, *, now: datetime) -> dict[int, str]:
    """Who can be called into it, by id: the people who are assigned to its client."""
    return people_at(conversation.client_id, now=now)


def people_at(client_id: int, *, now: datetime) -> dict[int, str]:
    """The people who are assigned to the client, by id."""
    return {int(pk): str(name) for pk, name in prepared.rows_of(*asked_at(client_id, now))}


def asked_at(client_id: int, now: datetime) -> prepared.Asked:
    """What `people_at` asks the database, for who asks it ahead of its time."""
    return PEOPLE, {"client": client_id, "now": now}


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
    others = (
        Person.objects.staff().filter(is_active=True).exclude(pk__in=people).order_by("name", "pk")
    )
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
