"""Search through HTTP: frequent and rare words, and every planted one found."""

import re
import time
from urllib.parse import quote

from bench.figures import Figure, timed
from bench.world import World

TIMES = 40
WORDS = {
    "search, 返品 (frequent)": "返品",
    "search, 引越 (written 引っ越し)": "引越",
    "search, two words": "請求書 見積",
    "search, nothing found": "鍾乳洞",
}
# Messages with an order number of their own, of the first operator's clients.
PLANTED = """
select m.conversation_id from conversations_message m
join clients_assignment a on a.client_id = m.client_id and a.person_id = 1
where m.text like '%%注文番号はA' || m.conversation_id || 'です%%' order by m.id desc limit 25
"""
MISSING = """
select count(*) from conversations_message m
where m.kind in ('customer', 'reply', 'note', 'notice')
and not exists (select from search_entry e where e.message_id = m.id)
"""
LINK = re.compile(r'href="/conversations/(\d+)/')


def measure(world: World) -> list[Figure]:
    """The index is made first where it is missing; how long that took is a figure, too."""
    figures = _indexed(world)
    ann = world.operators[0]
    for name, words in WORDS.items():
        path = f"/search/?q={quote(words)}"
        ann.get(path)
        figures += timed(name, [ann.time(path) for _ in range(TIMES)])
    planted = [pk for (pk,) in world.rows(PLANTED.replace("%%", "%"))]
    paths = [f"/search/?q=A{pk}" for pk in planted]
    figures += timed("search, an order number", [ann.time(path) for path in paths])
    lost = sum(
        str(pk) not in LINK.findall(ann.get(path)) for pk, path in zip(planted, paths, strict=True)
    )
    return [*figures, Figure("planted words not found", lost, f"of {len(planted)}")]


def _indexed(world: World) -> list[Figure]:
    [(missing,)] = world.rows(MISSING)
    if not missing:
        return []
    begun = time.perf_counter()
    world.place.run(world.size, "-m", "madoguchi", "search", "reindex", seconds=7200)
    taken = time.perf_counter() - begun
    world.rows("select 1 from search_entry limit 1")
    return [Figure("messages indexed", missing / taken, "1/s")]
