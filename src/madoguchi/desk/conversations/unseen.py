"""What features above tell people of a conversation, and want to know seen when somebody opens it."""

from collections.abc import Callable
from datetime import datetime

from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person

See = Callable[[Conversation, Person, datetime], None]

_told: dict[str, See] = {}


def told_by(question: str, *, see: See) -> None:
    """Called by wiring.py alone. `question`: SQL that is true while something is unseen; it may name
    %(conversation)s and %(person)s, and is asked with all else that hangs on a conversation.
    """
    _told[question] = see


def question() -> str:
    """Whether anything was told to this person of this conversation that they have not seen."""
    return " or ".join(_told) or "false"


def see(conversation: Conversation, person: Person, now: datetime) -> None:
    """This person has it open now."""
    for told in _told.values():
        told(conversation, person, now)
