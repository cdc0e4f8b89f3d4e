"""What is unclear about a request is asked in one message, before it is taken on."""

from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.desk.clients import policies
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.tasks import letters, wording
from madoguchi.desk.tasks.actions.admission import held_open, tell
from madoguchi.desk.tasks.events import TaskQuestioned
from madoguchi.desk.tasks.letters import Written
from madoguchi.desk.tasks.models import Task
from madoguchi.engines.businesstime import Calendar, NoOpenTime, add

HALF_HOUR = timedelta(minutes=30)
USUAL_MINUTES = 120  # of work, for a request that nobody has estimated


class NothingToAsk(Refusal):
    """たずねることはありません。目的と期限がそろっています。"""


@transaction.atomic
def ask_about(*, task_id: int, person: Person, now: datetime) -> Written:
    """Draft the open questions into the person's composer; never over what they have typed."""
    task = held_open(task_id, person, now)
    if task.state != Task.State.REQUESTED or (task.purpose and task.due_at):
        raise NothingToAsk
    calendar = policies.in_force(task.client_id).calendar
    text = wording.questions(
        task,
        to=letters.addressee(task),
        proposed=proposed_due(task, now, calendar),
        calendar=calendar,
    )
    written = letters.put(task, text, person=person, now=now)
    if written.is_drafted:
        asked = TaskQuestioned(client_id=task.client_id, task_id=task.pk)
        tell(asked, now=now, person_id=person.pk)
    return written


def proposed_due(task: Task, now: datetime, calendar: Calendar) -> datetime | None:
    """When the work can be done, with as much again to spare, on the half hour."""
    minutes = task.remaining_minutes or task.estimate_minutes or USUAL_MINUTES
    try:
        at = add(now, timedelta(minutes=2 * minutes), calendar)
        rest = timedelta(minutes=at.minute, seconds=at.second, microseconds=at.microsecond)
        return add(at, -rest % HALF_HOUR, calendar)
    except NoOpenTime:
        return None
