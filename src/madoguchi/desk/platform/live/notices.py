"""Light news to open desks: of the moment, in no log, for the named people alone."""

import json
from collections.abc import Iterable

from django.db import connection

from madoguchi.desk.platform.live.hub import CHANNEL


def tell(*, kind: str, client_id: int, conversation_id: int, people: Iterable[int]) -> None:
    """Tell these people's open desks when the transaction commits; nobody of them, nothing.

    What is to be kept is an event (platform/events.py), which tells everybody who sees the client.
    """
    told = sorted(people)
    if not told:
        return
    payload = {
        "kind": kind,
        "client": client_id,
        "conversation": conversation_id,
        "people": told,
    }
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, json.dumps(payload)])
