"""Search through HTTP: frequent and rare words, and every planted one found."""

import html
import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from bench import entries
from bench.figures import Figure, timed
from bench.people import Operator
from bench.world import World

TIMES = 40
WORDS = {
    "search, 返品 (frequent)": "返品",
    "search, 引越 (written 引っ越し)": "引越",
    "search, two words": "請求書 見積",
    "search, never side by side": "変更引越",
    "search, nothing found": "鍾乳洞",
}
# What bench/data.sql plants, by a word of it: inside of a compound, in half width, inflected.
PLANTED = {
    "返品": "返品交換受付",
    "キャンセル": "ｷｬﾝｾﾙ",
    "引越": "引っ越しました",
    "再発行": "再発行",
}
OF_EACH = 15
# Of the first operator's clients, drawn from all the years; later messages than the first of theirs.
WHERE_PLANTED = """
select m.conversation_id, m.client_id, m.at from conversations_message m
join clients_assignment a on a.client_id = m.client_id and a.person_id = 1
where m.conversation_id %% 5 = 2 and m.id > m.conversation_id * 32
and position(%s in m.text) > 0 and position('控えはP-' in m.text) > 0
order by md5(m.id::text) limit %s
"""
LINK = re.compile(r'href="/conversations/(\d+)/')
ONWARD = re.compile(r'href="(/search/\?[^"]*(?:before|older)=\d+)"')
MOST_PAGES = 100
TOKYO = ZoneInfo("Asia/Tokyo")


class Planted(NamedTuple):
    """A conversation, and the moment at which its customer wrote the words."""

    conversation: int
    client: int
    at: datetime


def measure(world: World) -> list[Figure]:
    """The entries are as the product makes them; then how long a question takes, and what it finds."""
    unlike = entries.unlike_the_products(world.place, world.size)
    figures = [Figure("entries unlike the product's", unlike, f"of {entries.CHECKED}")]
    ann = world.operators[0]
    for name, words in WORDS.items():
        path = _path(q=words)
        ann.get(path)
        figures += timed(name, [ann.time(path) for _ in range(TIMES)])
    planted = {
        word: [Planted(*row) for row in world.rows(WHERE_PLANTED, written, OF_EACH)]
        for word, written in PLANTED.items()
    }
    numbers = [_path(q=f"P-{one.conversation}") for found in planted.values() for one in found]
    figures += timed("search, a number", [ann.time(path) for path in numbers])
    return figures + [_lost(ann, word, found) for word, found in planted.items()]


def _lost(ann: Operator, word: str, planted: list[Planted]) -> Figure:
    """How often a planted word is not found: with its number, and alone on its day."""
    lost = 0
    for one in planted:
        day = one.at.astimezone(TOKYO).date().isoformat()
        paths = (
            _path(q=f"{word} P-{one.conversation}"),
            _path(q=word, client=str(one.client), since=day, until=day),
        )
        lost += sum(not _finds(ann, path, one.conversation) for path in paths)
    return Figure(f"planted {word} not found", lost, f"of {2 * len(planted)}")


def _finds(ann: Operator, path: str, conversation: int) -> bool:
    """Whether the pages hold the conversation, as far as they go on."""
    for _page in range(MOST_PAGES):
        page = ann.get(path)
        if str(conversation) in LINK.findall(page):
            return True
        onward = ONWARD.search(page)
        if onward is None:
            return False
        path = html.unescape(onward[1])
    return False


def _path(**question: str) -> str:
    return f"/search/?{urlencode(question)}"
