"""The tasks that were made of a conversation's messages: a mark under each."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass

from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.side_rows import Panel
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.words import say
from madoguchi.desk.tasks.models import Task

HAS_TASKS = """exists (select from tasks_task where conversation_id = %(conversation)s
    and message_id is not null)"""
MADE = """select message_id, id, title, state from tasks_task
where conversation_id = %(of)s::bigint and message_id is not null
  and (%(is_ours)s::boolean or not is_internal) order by id"""


@dataclass(frozen=True, slots=True)
class TaskMark:
    """One task that the message became."""

    pk: int
    title: str
    state: str  # its word

    @property
    def number(self) -> str:
        return f"T-{self.pk}"


@dataclass(frozen=True, slots=True)
class TaskMarks:
    """Those of one message. `is_theirs`: read by one of the client's own people, who see their requests."""

    tasks: tuple[TaskMark, ...]
    is_theirs: bool = False


def tasks_of_messages(conversation: Conversation, person: Person) -> Mapping[int, Panel]:
    """By the message's number; in one query. To members the desk tells what of it is theirs."""
    made: defaultdict[int, list[TaskMark]] = defaultdict(list)
    with walls.as_the_desk() if person.is_member else nullcontext():
        rows = prepared.rows_of(*asked_of(conversation, person))
    for message_id, pk, title, state in rows:
        made[message_id].append(TaskMark(pk, title, _word(state, person)))
    return {
        pk: Panel("tasks/parts/made.html", TaskMarks(tuple(tasks), person.is_member))
        for pk, tasks in made.items()
    }


def asked_of(conversation: Conversation, person: Person) -> prepared.Asked:
    """What `tasks_of_messages` asks the database, for who asks it ahead of its time."""
    return MADE, {"of": conversation.pk, "is_ours": not person.is_member}


def _word(state: str, person: Person) -> str:
    """How it stands, as this side says it."""
    if person.is_member and state == Task.State.WAITING:
        return say("ご確認待ち")
    return str(Task.State(state).label)
