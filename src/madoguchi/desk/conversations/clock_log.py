"""The events that move a clock, read from the log, and each as the engine's happening."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from madoguchi.desk.conversations import events as happened
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.engines import replyclock
from madoguchi.engines.replyclock import Ball, Happening, Waiting

NEWEST = 2**63 - 1
LOG = """select kind, at, actor_id, data::text from platform_event
where conversation_id = %(of)s::bigint and id <= %(until)s::bigint
  and kind = any(%(kinds)s::text[]) order by id"""


class Logged(NamedTuple):
    """What an event says that moves a clock."""

    kind: str
    at: datetime
    actor_id: int | None
    data: dict[str, Any]


def log_of(
    conversation_id: int, kinds: Collection[str], *, until: int = NEWEST
) -> list[Event | Logged]:
    """The conversation's events of these kinds in their order, `until` being the number of the last."""
    rows = prepared.rows_of(*log_asked(conversation_id, kinds, until=until))
    return [Logged(kind, at, actor_id, json.loads(data)) for kind, at, actor_id, data in rows]


def log_asked(
    conversation_id: int, kinds: Collection[str], *, until: int = NEWEST
) -> prepared.Asked:
    """What `log_of` asks the database, for who asks it ahead of its time."""
    return LOG, {"of": conversation_id, "kinds": list(kinds), "until": until}


def happening_of(row: Event | Logged) -> Happening:
    """The event as the engine takes it. Raises ValueError for one that does not move the clock."""
    data: dict[str, Any] = row.data
    match row.kind:
        case happened.MessageReceived.__name__:
            return replyclock.MessageReceived(at=row.at, message_id=data["message_id"])
        case happened.ReplySent.__name__:
            sent = replyclock.HoldingReplySent if data.get("is_holding") else replyclock.ReplySent
            return sent(at=row.at, message_id=data["message_id"])
        case happened.NoAnswerNeeded.__name__:
            return replyclock.AnswerNotNeeded(
                at=row.at,
                message_id=data["message_id"],
                by=row.actor_id or 0,
                why=data["reason"],
            )
        case happened.ConversationClosed.__name__:
            return replyclock.Closed(at=row.at)
        case happened.ConversationReopened.__name__:
            return replyclock.Reopened(at=row.at)
        case happened.BallPassed.__name__:
            return replyclock.BallPassed(at=row.at, to=Ball(data["to"]))
        case happened.ConversationMerged.__name__:
            return replyclock.Merged(at=row.at)
        case happened.MessagesParted.__name__:
            return replyclock.MessagesParted(at=row.at, message_ids=frozenset(data["message_ids"]))
        case happened.MessagesJoined.__name__:
            return replyclock.MessagesJoined(
                at=row.at, waiting=_waiting(data["waiting"]), rest=Ball(data["rest"])
            )
        case _:
            raise ValueError(f"{row.kind} does not move the clock")


def _waiting(told: Iterable[tuple[int | None, str]]) -> tuple[Waiting, ...]:
    return tuple(Waiting(datetime.fromisoformat(at), message_id) for message_id, at in told)
