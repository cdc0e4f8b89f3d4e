"""Light news to open desks: of the moment, in no log, for the named people alone."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from madoguchi.desk.platform.live.hub import CHANNEL


def tell(
    *,
    kind: str,
    client_id: int,
    conversation_id: int | None,
    people: Iterable[int],
    soon: Mapping[str, Any] | None = None,
) -> None:
    """Tell these people's open desks when the transaction commits; nobody of them, nothing.

    `soon` is for everybody who sees the client: the newest of each conversation, together with
    what else comes within a second. What is to be kept is an event (platform/events.py).
    """
    told = sorted(people)
    if not told and soon is None:
        return
    payload: dict[str, Any] = {
        "kind": kind,
        "client": client_id,
        "conversation": conversation_id,
        "people": told,
    }
    if soon is not None:
        payload["soon"] = dict(soon)
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, json.dumps(payload)])
