"""What a page weighs over the wire: with everything that it loads on the first visit, and alone afterwards."""

import re

from bench.figures import Figure
from bench.people import COMPRESSED
from bench.world import World

LOADED = re.compile(r'(?:src|href)="(/static/[^"#]+)')


def measure(world: World) -> list[Figure]:
    """The desk and a conversation."""
    ann = world.operators[0]
    [(pk,)] = world.rows(
        "select max(c.id) from conversations_conversation c join clients_assignment a"
        " on a.client_id = c.client_id and a.person_id = 1 where c.state = 'open' and c.channel = 'mail'"
    )
    figures = []
    for name, path in {"desk": "/desk/", "conversation": f"/conversations/{pk}/"}.items():
        _, page = ann.ask("GET", path, headers=COMPRESSED)
        plain = ann.get(path)
        files = sorted(set(LOADED.findall(plain)))
        loaded = sum(len(ann.ask("GET", file, headers=COMPRESSED)[1]) for file in files)
        figures += [
            Figure(f"{name}, first visit", (len(page) + loaded) / 1000, "kB"),
            Figure(f"{name}, after", len(page) / 1000, "kB"),
        ]
    return figures
