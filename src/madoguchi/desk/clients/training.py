"""Who is in training for a client: what they send goes to a director first."""

from datetime import datetime

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared

# Of one who has more than one assignment at that moment, each has to be a trainee's.
IN_TRAINING = """coalesce((select bool_and(a.in_training) from clients_assignment a
  where a.client_id = %(client)s::bigint and a.person_id = %(person)s::bigint
  and a.starts_at <= %(now)s::timestamptz
  and (a.ends_at is null or a.ends_at > %(now)s::timestamptz)), false)"""


def in_training(person: Person, client_id: int, now: datetime) -> bool:
    """Whether a director has to approve what this person sends for the client."""
    given = {"client": client_id, "person": person.pk, "now": now}
    return bool(prepared.row_of(f"select {IN_TRAINING}", given)[0])
