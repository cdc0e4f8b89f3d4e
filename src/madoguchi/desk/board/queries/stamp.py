"""What the board was drawn from: while it is the same, nothing needs to be drawn anew."""

from hashlib import sha256

from madoguchi.desk.board.scope import Scope
from madoguchi.desk.platform.postgresql import prepared

# A few of each client: a transaction that took longer may end after a later one.
NEWEST = """select wanted.client_id, q.id from unnest(%(clients)s::bigint[]) wanted (client_id)
cross join lateral (select e.id, e.at from platform_event e where e.client_id = wanted.client_id
  order by e.at desc, e.id desc limit 3) q order by wanted.client_id, q.id"""


def stamp(scope: Scope, *, person_id: int) -> str:
    """The newest events of these clients, the people's own view of them, and the minute: clocks tell minutes."""
    rows = prepared.rows_of(NEWEST, {"clients": scope.client_ids})
    drawn = (
        person_id,
        scope.asked.query(),
        scope.clients,
        f"{scope.now:%Y%m%d%H%M}",
        [tuple(row) for row in rows],
    )
    return sha256(repr(drawn).encode()).hexdigest()[:24]
