"""The ledger of promises: one's own that are owed, all of one's clients, what was kept by client, person and week."""

from bench.figures import Figure, timed
from bench.world import World

TIMES = 40
PAGES = {
    "ledger, own": "/promises/",
    "ledger, everybody's": "/promises/?owner=all",
    "ledger, how they were kept": "/promises/kept/",
}


def measure(world: World) -> list[Figure]:
    """Each page again and again, by an operator of five clients."""
    ann = world.operators[0]
    figures: list[Figure] = []
    for name, path in PAGES.items():
        for _ in range(5):
            ann.get(path)
        figures += timed(name, [ann.time(path) for _ in range(TIMES)])
    return figures
