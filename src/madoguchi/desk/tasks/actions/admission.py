"""What every verb of a task begins with: it is held, and who acts is assigned to its client."""

from datetime import datetime

from madoguchi.desk.clients import access
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.actions.readers import refuse_unless_reads
from madoguchi.desk.tasks.events import TaskHappening
from madoguchi.desk.tasks.models import Task
from madoguchi.desk.tasks.reading import LONGEST_TITLE

LONGEST = 2_000  # characters of everything that is written about a task but its title
MOST_MINUTES = 60_000  # a thousand hours


class CannotWork(Refusal):
    """この委託元の担当ではないため、操作できません。"""


class TaskIsOver(Refusal):
    """このタスクはもう終わっています。"""


class NotAccepted(Refusal):
    """まだ引き受けていません。期限を決めて、先に引き受けてください。"""


class NotTheirs(Refusal):
    """この委託元の担当ではない人には渡せません。"""


class TooLong(Refusal):
    """長すぎて保存できません。題名は120字、ほかは2000字までにしてください。"""


class BadEstimate(Refusal):
    """見積もりは、0〜60000分の数字で入れてください。"""


def held(task_id: int, person: Person, now: datetime) -> Task:
    """The task, held with its conversation, for this person to act on; raises what stands in the way."""
    task = lock(task_id)
    refuse_unless_assigned(person, task.client_id, now)
    return task


def held_open(task_id: int, person: Person, now: datetime) -> Task:
    """Like `held`; raises TaskIsOver."""
    task = held(task_id, person, now)
    if task.is_closed:
        raise TaskIsOver
    return task


def held_accepted(task_id: int, person: Person, now: datetime) -> Task:
    """Like `held_open`; raises NotAccepted."""
    task = held_open(task_id, person, now)
    if task.state == Task.State.REQUESTED:
        raise NotAccepted
    return task


def lock(task_id: int) -> Task:
    """The conversation first, then the task: in the order in which a reply takes them."""
    of = Task.objects.filter(pk=task_id).values_list("conversation_id", flat=True).first()
    if of is not None:
        Conversation.objects.lock(of)
    return Task.objects.lock(task_id)


def refuse_unless_assigned(person: Person, client_id: int, now: datetime) -> None:
    """Somebody who only looks, works elsewhere, or is of the client's own people does nothing here."""
    if access.role_at(person, client_id, now) is None:
        raise CannotWork


def refuse_unless_theirs(
    owner: Person, client_id: int, now: datetime, *, conversation_id: int | None = None
) -> None:
    """A task is given to somebody who can see it: of a direct thread, to who reads that.

    Raises NotTheirs, promises' TakesNoPart.
    """
    if access.role_at(owner, client_id, now) is None:
        raise NotTheirs
    refuse_unless_reads(owner.pk, conversation_id, now)


def refuse_too_long(title: str, *texts: str) -> None:
    """Nothing that somebody wrote is cut without a word."""
    if len(title) > LONGEST_TITLE or any(len(text) > LONGEST for text in texts):
        raise TooLong


def refuse_bad_estimate(minutes: int | None) -> None:
    """Minutes of work; None is none said."""
    if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        raise BadEstimate


def become(
    task: Task, state: Task.State, *, now: datetime, person_id: int | None, reason: str = ""
) -> None:
    """Another state, by whom and why; a reminder ends with the waiting that it was for."""
    task.state = state
    task.state_at = now
    task.state_by_id = person_id
    task.reason = reason.strip()
    task.remind_days = task.remind_at = None
    task.closed_at = now if state in {Task.State.DONE, Task.State.DECLINED} else None
    task.save()


def tell(happening: TaskHappening, *, now: datetime, person_id: int | None) -> None:
    """Record what happened."""
    events.record(happening, at=now, actor_id=person_id)
