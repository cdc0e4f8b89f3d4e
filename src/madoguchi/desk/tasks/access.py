"""The doors to tasks: what is behind the wall does not exist."""

from django.http import Http404

from madoguchi.desk.conversations.access import LARGEST
from madoguchi.desk.tasks.models import Task, TaskSeries

BESIDE = ("client", "owner", "conversation", "message", "requested_by")


def task_for(pk: int) -> Task:
    """The task if the signed-in person's scope holds it; 404 otherwise, whatever the reason."""
    found = Task.objects.select_related(*BESIDE).filter(pk=min(pk, LARGEST)).first()
    if found is None:
        raise Http404
    return found


def series_for(pk: int) -> TaskSeries:
    """The series, by the same rule."""
    found = TaskSeries.objects.filter(pk=min(pk, LARGEST)).first()
    if found is None:
        raise Http404
    return found
