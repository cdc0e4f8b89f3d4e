"""Who of the provider looked at something of a client's customers: a row an hour, for the client to read."""

from datetime import datetime

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared

# What stands there already is only looked for: a page opened again writes nothing.
NOTED = """insert into contacts_look (client_id, person_id, hour, at)
select %(client)s::bigint, %(person)s::bigint, %(hour)s::timestamptz, %(at)s::timestamptz
where not exists (select from contacts_look l where l.client_id = %(client)s
  and l.person_id = %(person)s and l.hour = %(hour)s)
on conflict do nothing returning id"""


def note_look(*, client_id: int, person: Person, now: datetime) -> None:
    """Somebody opened a page about the client's customers. Of members nothing is noted: it is theirs."""
    if person.is_member:
        return
    hour = now.replace(minute=0, second=0, microsecond=0)
    prepared.rows_of(NOTED, {"client": client_id, "person": person.pk, "hour": hour, "at": now})
