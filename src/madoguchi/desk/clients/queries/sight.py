"""What one person has in sight at a moment: the clients, who works for them, and as what."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from madoguchi.desk.clients.models import Assignment
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.rows import ClientChip

# An admin's policies show every client; only those in the scope are of use here.
SEEN = """
select c.id, c.name, c.hue, p.id, p.name, a.role, p.is_active
   and a.starts_at <= %(now)s::timestamptz and (a.ends_at is null or a.ends_at > %(now)s) as in_force
from clients_client c
left join clients_assignment a on a.client_id = c.id
left join people_person p on p.id = a.person_id
where c.id = any(%(clients)s::bigint[]) order by c.hue, c.id, a.role, p.name, p.id, a.id
"""


class Colleague(NamedTuple):
    """Somebody who is assigned to a client now."""

    pk: int
    name: str
    role: Assignment.Role


@dataclass(frozen=True, slots=True)
class Sight:
    """The clients in the sidebar's order; by client its people, directors first."""

    person_pk: int
    clients: tuple[ClientChip, ...]
    people: dict[int, tuple[Colleague, ...]]
    gone: frozenset[int]  # who once worked for one of these clients and perhaps no longer does

    @property
    def client_ids(self) -> list[int]:
        """In the sidebar's order."""
        return [one.pk for one in self.clients]

    @property
    def is_director(self) -> bool:
        """Whether this person directs any client."""
        return any(self.role_at(one.pk) == Assignment.Role.DIRECTOR for one in self.clients)

    def knows(self, person_id: int) -> bool:
        """Whether somebody works, or once worked, for one of these clients."""
        every = (one.pk for colleagues in self.people.values() for one in colleagues)
        return person_id in self.gone or person_id in every

    def role_at(self, client_id: int) -> Assignment.Role | None:
        """What this person is for the client; None for somebody who only looks."""
        own = (one.role for one in self.people.get(client_id, ()) if one.pk == self.person_pk)
        return next(own, None)


def sight_of(person: Person, now: datetime) -> Sight:
    """In one query, within the wall of the running work."""
    rows = prepared.rows_of(SEEN, {"clients": sorted(walls.current().client_ids), "now": now})
    clients: dict[int, ClientChip] = {}
    people: dict[int, tuple[Colleague, ...]] = {}
    gone: set[int] = set()
    for client_id, client_name, hue, pk, name, role, in_force in rows:
        clients.setdefault(client_id, _chip(client_id, client_name, hue))
        if in_force:
            one = Colleague(pk, name, Assignment.Role(role))
            people[client_id] = (*people.get(client_id, ()), one)
        elif pk is not None:
            gone.add(pk)
    return Sight(person.pk, tuple(clients.values()), people, frozenset(gone))


@lru_cache(maxsize=1024)
def _chip(pk: int, name: str, hue: int) -> ClientChip:
    """The same one for all rows that are drawn with it: what is the same need not be compared."""
    return ClientChip(pk, name, hue)
