"""How tasks are locked by actions."""

from typing import TYPE_CHECKING

from django.db import models

from madoguchi.desk.platform.refusals import Refusal

if TYPE_CHECKING:
    from madoguchi.desk.tasks.models import Task


class NoSuchTask(Refusal):
    """このタスクは見つかりません。担当が変わったか、番号が違います。"""


class TaskManager(models.Manager["Task"]):
    """Tasks inside the wall of the running work."""

    def lock(self, pk: int) -> "Task":
        """The task, held until the transaction ends: one verb at a time."""
        found = self.select_for_update(no_key=True).filter(pk=pk).first()
        if found is None:
            raise NoSuchTask
        return found

    def open(self) -> "models.QuerySet[Task]":
        """Those that are neither done nor declined."""
        return self.filter(closed_at__isnull=True)
