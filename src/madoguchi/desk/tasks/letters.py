"""Drafts about a task, put into somebody's composer without touching what they have begun there."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.tasks.models import Task


@dataclass(frozen=True, slots=True)
class Written:
    """A text for the other side, and whether it stands in the composer; else it is to be copied."""

    text: str
    is_drafted: bool


def put(task: Task, text: str, *, person: Person, now: datetime) -> Written:
    """Into this person's composer of the task's conversation, unless another text was begun there."""
    if task.conversation_id is None:
        return Written(text, is_drafted=False)
    conversation = Conversation.objects.lock(task.conversation_id)
    if conversation.state == Conversation.State.CLOSED:
        return Written(text, is_drafted=False)
    letter = drafts.Letter(body=text)
    is_drafted = drafts.give_back(conversation=conversation, person=person, letter=letter, now=now)
    return Written(text, is_drafted)


def addressee(task: Task) -> str:
    """Whom a message about the task is to: who wrote the request, else whom the conversation is with."""
    if task.message_id is not None:
        return Message.objects.values_list("sender_name", flat=True).get(pk=task.message_id)
    if task.conversation_id is None:
        return ""
    conversation = Conversation.objects.select_related("customer").get(pk=task.conversation_id)
    return conversation.customer.name if conversation.is_mail else ""
