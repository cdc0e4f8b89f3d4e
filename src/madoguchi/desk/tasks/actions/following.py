"""What happens to conversations happens to their tasks: answers come in, conversations are merged."""

from collections.abc import Sequence

from madoguchi.desk.conversations.events import (
    ConversationMerged,
    MergeUndone,
    MessageReceived,
    MessagesParted,
)
from madoguchi.desk.conversations.models import Channel, Message
from madoguchi.desk.tasks.actions.admission import become, tell
from madoguchi.desk.tasks.events import TaskAnswered
from madoguchi.desk.tasks.models import Task


def follow_answers(received: Sequence[MessageReceived]) -> None:
    """In the client's room, what a task waited for has come in: it goes on."""
    newest = {one.conversation_id or 0: one.message_id for one in received}
    waiting = Task.objects.filter(
        conversation_id__in=list(newest), state=Task.State.WAITING
    ).exclude(conversation__channel=Channel.MAIL)  # a customer wrote; we wait for the client
    for task in waiting.order_by("pk"):
        message = Message.objects.only("at").get(pk=newest[task.conversation_id or 0])
        become(task, Task.State.DOING, now=message.at, person_id=None)
        answered = TaskAnswered(client_id=task.client_id, task_id=task.pk, message_id=message.pk)
        tell(answered, now=message.at, person_id=None)


def follow_merge(happened: ConversationMerged) -> None:
    """Tasks go where the messages went."""
    Task.objects.filter(conversation_id=happened.conversation_id or 0).update(
        conversation_id=happened.target_id
    )


def follow_messages(happened: MergeUndone | MessagesParted) -> None:
    """Tasks whose message went elsewhere go with it."""
    both = [happened.conversation_id or 0, happened.other_id]
    moved = Task.objects.filter(conversation_id__in=both, message__isnull=False).order_by("pk")
    for task in moved.select_related("message"):
        if task.message is not None and task.conversation_id != task.message.conversation_id:
            task.conversation_id = task.message.conversation_id
            task.save(update_fields=["conversation"])
