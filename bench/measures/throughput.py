"""How many list pages a second eight people get who never pause."""

import time
from concurrent.futures import ThreadPoolExecutor

from bench.figures import Figure, percentile
from bench.people import Operator
from bench.world import World

SECONDS = 8.0
LIST = {"HX-Request": "true", "HX-Target": "list"}


def measure(world: World) -> list[Figure]:
    """Whole desk pages, and the list alone as live updates ask for it."""
    figures: list[Figure] = []
    for name, headers in (("whole desk pages", {}), ("list pages", LIST)):
        with ThreadPoolExecutor(len(world.operators)) as pool:
            taken = list(pool.map(lambda one, sent=headers: _ask(one, sent), world.operators))
        every = [second for one in taken for second in one]
        figures.append(Figure(f"{name}, 8 people", len(every) / SECONDS, "1/s"))
        figures.append(Figure(f"{name}, 8 people, p95", 1000 * percentile(every, 95), "ms"))
    return figures


def _ask(operator: Operator, headers: dict[str, str]) -> list[float]:
    taken: list[float] = []
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        taken.append(operator.time("/desk/", **headers))
    return taken
