"""The desk page: one's own balls, everything open, what is done, and the list as the live stream asks for it."""

from bench.figures import Figure, timed
from bench.world import World

TIMES = 120
PAGES = {
    "desk, own balls": "/desk/",
    "desk, all open": "/desk/?queue=open",
    "desk, done": "/desk/?queue=closed",
}


def measure(world: World) -> list[Figure]:
    """Each page again and again, by an operator of five clients."""
    ann = world.operators[0]
    figures: list[Figure] = []
    for name, path in PAGES.items():
        for _ in range(20):
            ann.get(path)
        figures += timed(name, [ann.time(path) for _ in range(TIMES)])
    return figures
