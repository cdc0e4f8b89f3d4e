"""A reply, from the button to the redirect."""

import time
import uuid

from bench.figures import Figure, timed
from bench.world import World

OURS = """
select distinct on (c.id) a.person_id, c.id from conversations_conversation c
join clients_assignment a on a.client_id = c.client_id and a.person_id <= %s
where c.state = 'open' and c.ball = 'us' order by c.id desc limit 40
"""
TEXT = "お客様\nお問い合わせありがとうございます。12月4日(金)までにお届けします。どうぞよろしくお願いいたします。"


def measure(world: World) -> list[Figure]:
    """One reply each to forty conversations that wait for one."""
    seconds = []
    for person, pk in world.rows(OURS, len(world.operators)):
        ann = world.operators[person - 1]
        ann.get(f"/conversations/{pk}/?queue=open")
        form = {
            "body": TEXT,
            "draft_key": str(uuid.uuid4()),
            "last_seen": str(2**62),
            "reason": "計測のため",
        }
        begun = time.perf_counter()
        status = ann.post(f"/conversations/{pk}/replies/?queue=open", form)
        seconds.append(time.perf_counter() - begun)
        if status != 302:
            raise SystemExit(f"a reply was answered with {status}")
    if not seconds:
        raise SystemExit(
            "every conversation is answered: remove the bench's folder, so that it is made anew"
        )
    return timed("reply posted", seconds)
