"""A client's room: the list of rooms, one room, and a thread of twenty messages opened by whoever works on it."""

from bench.figures import Figure, timed
from bench.world import World

TIMES = 40
THREADS = """
select c.id from conversations_conversation c
join clients_assignment a on a.client_id = c.client_id and a.person_id = 1
where c.channel = 'room' order by c.last_message_at desc, c.id desc limit %s
"""


def measure(world: World) -> list[Figure]:
    """By an operator of five clients; each thread is opened once before, and once to be measured."""
    ann = world.operators[0]
    [(client,)] = world.rows("select min(client_id) from clients_assignment where person_id = 1")
    threads = [f"/rooms/threads/{pk}/" for (pk,) in world.rows(THREADS, TIMES)]
    figures: list[Figure] = []
    for name, path in {"rooms": "/rooms/", "room": f"/rooms/{client}/?threads="}.items():
        for _ in range(5):
            ann.get(path)
        figures += timed(name, [ann.time(path) for _ in range(TIMES)])
    for path in threads:
        ann.get(path)
    return figures + timed("room, a thread of 20", [ann.time(path) for path in threads])
