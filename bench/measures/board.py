"""The board of a director of five clients: today, this week, this month; and asked again while nothing happened."""

import re

from bench.figures import Figure, timed
from bench.people import Operator
from bench.world import World

TIMES = 40
DIRECTOR = 37
PAGES = {
    "board, today": "/board/",
    "board, this week": "/board/?span=week",
    "board, this month": "/board/?span=month",
    "board, its rows": "/board/waits/?span=month",
    "board, our balls": "/board/balls/",
    "board, what was typed": "/board/written/",
}
SEEN = re.compile(r'name="seen"\s+value="(\w+)"')
PART = {"HX-Request": "true", "HX-Target": "board"}


def measure(world: World) -> list[Figure]:
    """Each page again and again; then the poll that finds nothing new."""
    dai = Operator.of(world.place, world.size, [DIRECTOR])[0]
    figures: list[Figure] = []
    for name, path in PAGES.items():
        for _ in range(5):
            dai.get(path)
        figures += timed(name, [dai.time(path) for _ in range(TIMES)])
    figures += timed("board, drawn anew", [dai.time("/board/", **PART) for _ in range(TIMES)])
    return figures + timed("board, nothing new", [_asked_again(dai) for _ in range(TIMES)])


def _asked_again(dai: Operator) -> float:
    """How many seconds it takes to hear that nothing happened: a minute may have passed meanwhile."""
    while True:
        seen = SEEN.search(dai.get("/board/"))
        assert seen is not None
        taken, status = dai.timed(f"/board/?seen={seen[1]}", **PART)
        if status == 204:
            return taken
