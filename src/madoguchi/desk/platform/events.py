"""The event log: what happened, to which conversation of which client, by whom, when, with what."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from madoguchi.desk.platform.models import Event


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something that happened: named in the past tense, carries ids and short values, never text of a message."""

    client_id: int | None
    conversation_id: int | None = None


Reaction = Callable[[Any], None]
_reactions: dict[type[Happening], list[Reaction]] = defaultdict(list)


def react(to: type[Happening], *, with_: Reaction) -> None:
    """Run `with_` in the same transaction whenever `to` is recorded. Called by wiring.py alone."""
    if with_ not in _reactions[to]:
        _reactions[to].append(with_)


def record(happening: Happening, *, at: datetime, actor_id: int | None = None) -> Event:
    """Append the happening to the log, then run the reactions that wiring.py names for it."""
    event = Event.objects.create(
        at=at,
        kind=type(happening).__name__,
        client_id=happening.client_id,
        conversation_id=happening.conversation_id,
        actor_id=actor_id,
        data=_data(happening),
    )
    for reaction in _reactions[type(happening)]:
        reaction(happening)
    return event


def _data(happening: Happening) -> dict[str, Any]:
    columns = {field.name for field in fields(Happening)}
    values = asdict(happening)
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
        if name not in columns and value is not None
    }
