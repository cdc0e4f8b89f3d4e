"""The event log: what happened, to which conversation of which client, by whom, when, with what."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.postgresql import many


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something that happened: named in the past tense, carries ids and short values, never text of a message."""

    client_id: int | None
    conversation_id: int | None = None


Reaction = Callable[[Any], None]
Reactions = Callable[[Sequence[Any]], None]
_reactions: dict[type[Happening], list[Reaction]] = defaultdict(list)
_together: dict[type[Happening], list[Reactions]] = defaultdict(list)


def react(to: type[Happening], *, with_: Reaction) -> None:
    """Run `with_` in the same transaction whenever `to` is recorded. Called by wiring.py alone."""
    if with_ not in _reactions[to]:
        _reactions[to].append(with_)


def react_together(to: type[Happening], *, with_: Reactions) -> None:
    """Like `react`, but what is recorded together is handed over together."""
    if with_ not in _together[to]:
        _together[to].append(with_)


def record(happening: Happening, *, at: datetime, actor_id: int | None = None) -> Event:
    """Append the happening to the log, then run the reactions that wiring.py names for it."""
    [event] = record_all([(happening, at)], actor_id=actor_id)
    return event


def record_all(
    happened: Sequence[tuple[Happening, datetime]], *, actor_id: int | None = None
) -> list[Event]:
    """Append what happened and when, in this order and by one person or nobody of us, in one statement."""
    events = [told(happening, at=at, actor_id=actor_id) for happening, at in happened]
    many.insert(events)
    _react([happening for happening, _ in happened])
    return events


def told(happening: Happening, *, at: datetime, actor_id: int | None = None) -> Event:
    """The happening as a row of the log, not recorded yet."""
    return Event(
        at=at,
        kind=type(happening).__name__,
        client_id=happening.client_id,
        conversation_id=happening.conversation_id,
        actor_id=actor_id,
        data=_data(happening),
    )


def _react(happened: Sequence[Happening]) -> None:
    for happening in happened:
        for reaction in _reactions[type(happening)]:
            reaction(happening)
    for kind in dict.fromkeys(type(happening) for happening in happened):
        for reactions in _together[kind]:
            reactions([happening for happening in happened if type(happening) is kind])


def _data(happening: Happening) -> dict[str, Any]:
    columns = {field.name for field in fields(Happening)}
    values = asdict(happening)
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
        if name not in columns and value is not None
    }
