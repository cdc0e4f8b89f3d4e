"""What features put beside a conversation: panels of theirs, drawn where the client is told of."""

from collections.abc import Callable, Sequence
from datetime import datetime

from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.side_rows import Panel
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared

Maker = Callable[[Conversation, Person, datetime], Panel | None]
Asker = Callable[[Conversation, Person, datetime], Sequence[prepared.Asked]]

_makers: list[Maker] = []
_askers: list[Asker] = []


def told_by(*makers: Maker) -> None:
    """Called by wiring.py alone, with the makers in the order in which their panels stand."""
    _makers.extend(one for one in makers if one not in _makers)


def asked_by(*askers: Asker) -> None:
    """Called by wiring.py alone, with what tells which questions the makers will ask the database."""
    _askers.extend(one for one in askers if one not in _askers)


def asked_of(
    conversation: Conversation, person: Person, now: datetime
) -> tuple[prepared.Asked, ...]:
    """What the panels ask the database, for who asks it ahead of its time."""
    return tuple(asked for ask in _askers for asked in ask(conversation, person, now))


def panels_of(conversation: Conversation, person: Person, now: datetime) -> tuple[Panel, ...]:
    """The panels that have something to say about this conversation to this person."""
    made = (make(conversation, person, now) for make in _makers)
    return tuple(panel for panel in made if panel is not None)
