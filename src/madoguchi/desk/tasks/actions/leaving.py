"""Whoever works for a client no more leaves no task behind unseen: it is nobody's, and stands in every day."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients.events import AssignmentEnded
from madoguchi.desk.clients.models import Assignment, in_force
from madoguchi.desk.people.events import PersonDeactivated
from madoguchi.desk.platform import jobs
from madoguchi.desk.tasks.actions.admission import tell
from madoguchi.desk.tasks.events import TaskOwned
from madoguchi.desk.tasks.models import Task


@transaction.atomic
def release_tasks(*, client_id: int, now: datetime) -> int:
    """Open tasks whose owner is not assigned any more are nobody's; how many."""
    working = Assignment.objects.filter(in_force(now), client_id=client_id, person__is_active=True)
    left = Task.objects.open().filter(client_id=client_id, owner__isnull=False)
    left = left.exclude(owner_id__in=working.values_list("person_id", flat=True))
    tasks = list(left.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    for task in tasks:
        task.owner = None
        task.save(update_fields=["owner"])
        owned = TaskOwned(client_id=client_id, task_id=task.pk, owner_id=None)
        tell(owned, now=now, person_id=None)
    return len(tasks)


def when_assignment_ends(ended: AssignmentEnded) -> None:
    """At its end, which may be ahead: by the job."""
    assert ended.client_id is not None
    jobs.defer("tasks.make", client_id=ended.client_id, at=ended.ends_at)


def when_person_leaves(left: PersonDeactivated) -> None:
    """For each client that they worked for."""
    assigned = Assignment.objects.filter(person_id=left.person_id)
    for client_id in sorted(set(assigned.values_list("client_id", flat=True))):
        jobs.defer("tasks.make", client_id=client_id)
