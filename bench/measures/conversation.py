"""The page of a conversation with 20 messages, another one each time."""

from bench.figures import Figure, timed
from bench.world import World

TWENTY = """
select c.id from conversations_conversation c
join clients_assignment a on a.client_id = c.client_id and a.person_id = 1
where c.id % 50 = 25 order by c.id desc limit 120
"""


def measure(world: World) -> list[Figure]:
    """As the desk opens it: with the list beside."""
    ann = world.operators[0]
    numbers = [pk for (pk,) in world.rows(TWENTY)]
    paths = [f"/conversations/{pk}/?queue=open" for pk in numbers]
    asked = (paths * 120)[:120]
    for path in asked[:15]:
        ann.get(path)
    return timed("conversation, 20 messages", [ann.time(path) for path in asked])
