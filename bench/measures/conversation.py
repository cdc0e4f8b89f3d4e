"""The page of a conversation with 20 messages, opened for the first time by whoever works on it."""

from bench.figures import Figure, timed
from bench.world import World

MOST = 120
WARM = 15
TWENTY = """
select a.person_id, c.id from conversations_conversation c
join clients_assignment a on a.client_id = c.client_id and a.person_id <= %s
where c.channel = 'mail' and c.id %% 10 = 5 order by c.id desc limit %s
"""


def measure(world: World) -> list[Figure]:
    """As the desk opens it: with the list beside, and the same as htmx asks for it, without."""
    people = len(world.operators)
    asked = [
        (world.operators[person - 1], f"/conversations/{pk}/?queue=open")
        for person, pk in world.rows(TWENTY, people, MOST + WARM)
    ]
    for operator, path in asked[:WARM]:
        operator.get(path)
    fresh = asked[WARM:]
    part = {"HX-Request": "true", "HX-Target": "conversation"}
    return [
        *timed("conversation, 20 messages", [one.time(path) for one, path in fresh]),
        *timed("conversation, the pane alone", [one.time(path, **part) for one, path in fresh]),
    ]
