"""A client's vocabulary when something is searched: the avoided word finds the preferred one, and back."""

from madoguchi.desk.platform import walls
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.search.marks import mark_of
from madoguchi.engines.japanese import Other

MOST = 40  # of all clients together
# Few rows, by the client and its word: what is typed is compared as it is.
TERMS = """select client_id, preferred, avoided from clients_term
where client_id = any(%(clients)s::bigint[])
  and (preferred = any(%(words)s::text[]) or avoided = any(%(words)s::text[]))
order by client_id, id limit %(most)s::int"""


def others_in_sight(typed: str) -> tuple[Other, ...]:
    """For each typed word the others of the clients in sight, each found in its own client alone."""
    words = set(typed.replace('"', " ").split())
    if not words:
        return ()
    given = {"clients": sorted(walls.current().client_ids), "words": sorted(words), "most": MOST}
    found: list[Other] = []
    for client_id, preferred, avoided in prepared.rows_of(TERMS, given):
        pairs = ((preferred, avoided), (avoided, preferred))
        found += [Other(*pair, mark_of(client_id)) for pair in pairs if pair[0] in words]
    return tuple(found)
