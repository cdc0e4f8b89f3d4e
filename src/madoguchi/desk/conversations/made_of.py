"""What features above made of a conversation's messages, such as a task: said under each of them."""

from collections.abc import Callable, Mapping

from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.side_rows import Panel
from madoguchi.desk.people.models import Person

Maker = Callable[[Conversation, Person], Mapping[int, Panel]]

_told: dict[str, Maker] = {}


def told_by(question: str, maker: Maker) -> None:
    """Called by wiring.py alone. `question`: SQL that is true where there is anything; it may name
    %(conversation)s, and is asked with all else that hangs on a conversation.
    """
    _told[question] = maker


def question() -> str:
    """Whether anything was made of any of its messages."""
    return " or ".join(_told) or "false"


def made_of(conversation: Conversation, person: Person) -> Mapping[int, Panel]:
    """By the message's number what stands under it, for a reader of either side."""
    made: dict[int, Panel] = {}
    for maker in _told.values():
        made |= maker(conversation, person)
    return made
