"""What rooms tell of a thread: what stands at its head, and at each of its messages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.side_rows import Panel
from madoguchi.desk.people.models import Person


@dataclass(frozen=True, slots=True)
class Marks:
    """Templates with their rows: `head` under the title, `at` by a message's number, `foot` at the end.

    `names` are who can be called into it by "@", each with their id; of a direct thread, all who can.
    """

    head: Panel | None = None
    foot: Panel | None = None
    at: Mapping[int, Panel] = field(default_factory=dict)
    names: tuple[tuple[int, str], ...] = ()
    ways: Panel | None = None  # of whom an answer reaches, at the composer


Maker = Callable[[Conversation, Person, datetime], Marks]
Read = Callable[[Conversation, Person, datetime], object]

_makers: list[Maker] = []
_reads: list[Read] = []


def told_by(maker: Maker, *, read: Read) -> None:
    """Called by wiring.py alone. `read` is told when somebody has a thread before them."""
    _makers[:], _reads[:] = [maker], [read]


def marks_of(conversation: Conversation, person: Person, now: datetime) -> Marks:
    """The marks of a thread; a mail with a customer has none, and is not asked about."""
    if conversation.is_mail or not _makers:
        return Marks()
    return _makers[0](conversation, person, now)


def note_read(conversation: Conversation, person: Person, now: datetime) -> None:
    """This person has it open: of a thread, the room keeps up to where it was read."""
    if not conversation.is_mail:
        for read in _reads:
            read(conversation, person, now)
