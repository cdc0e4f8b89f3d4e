"""How fast the machine is now: figures of two days or two machines are compared by it."""

import time

from bench.figures import Figure, timed
from bench.world import World

TIMES = 30
ADDITIONS = 200_000


def measure(_world: World) -> list[Figure]:
    """A loop of Python and nothing else."""
    return timed("this machine, 200,000 additions", [_seconds() for _ in range(TIMES)])


def _seconds() -> float:
    begun = time.perf_counter()
    total = 0
    for number in range(ADDITIONS):
        total += number
    return time.perf_counter() - begun
