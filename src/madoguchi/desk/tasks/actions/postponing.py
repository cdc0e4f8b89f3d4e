"""A told delay puts an earlier promise off: the new time is no second promise beside it."""

from datetime import timedelta

from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.promises.actions.mending import Told, mend_with_task
from madoguchi.desk.promises.given import Given
from madoguchi.desk.tasks.models import TaskDelay

NEAR = timedelta(minutes=1)  # a text names no seconds


def put_off(message: Message, author: Person, given: tuple[Given, ...]) -> tuple[Given, ...]:
    """The promises of the message that are new, inside of the sending action: for `giving.mended_by`.

    What names the new due time of a delay that waits here mends the promise of its task, with the
    reason; where the task has none that is open, it is a promise like any other.
    """
    waiting = TaskDelay.objects.filter(
        client=message.client_id,
        told_at__isnull=True,
        task__conversation_id=message.conversation_id,
    )
    for delay in waiting.order_by("pk"):
        naming = [one for one in given if abs(one.due_at - delay.new_due_at) < NEAR]
        if naming and mend_with_task(
            client_id=message.client_id,
            task_id=delay.task_id,
            told=Told(
                due_at=delay.new_due_at,
                reason=delay.reason,
                message_id=message.pk,
                span=naming[0].span,
            ),
            person=author,
            now=message.at,
        ):
            given = tuple(one for one in given if one not in naming)
    return given
