"""The tables of tasks, by topic."""

from madoguchi.desk.tasks.models.beside import TaskDelay, TaskItem, TaskWatcher
from madoguchi.desk.tasks.models.series import TaskSeries
from madoguchi.desk.tasks.models.task import Task

__all__ = ["Task", "TaskDelay", "TaskItem", "TaskSeries", "TaskWatcher"]
