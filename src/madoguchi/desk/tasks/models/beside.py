"""What hangs on a task: its checklist, who watches it, and the delays that were told or not."""

from django.db import models
from django.db.models import F, Q

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.tasks.models.task import Task


class TaskItem(models.Model):
    """One line of a checklist; ticked when, and by whom."""

    client = models.ForeignKey(Client, models.PROTECT)
    task = models.ForeignKey(Task, models.CASCADE, related_name="items", db_constraint=False)
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=200)
    ticked_at = models.DateTimeField(null=True)
    ticked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "position"], name="item_has_its_place"),
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="item_says_something"),
            models.CheckConstraint(
                condition=Q(ticked_at__isnull=True, ticked_by__isnull=True)
                | Q(ticked_at__isnull=False, ticked_by__isnull=False),
                name="tick_has_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class TaskWatcher(models.Model):
    """Somebody who follows a task that is another's."""

    client = models.ForeignKey(Client, models.PROTECT)
    task = models.ForeignKey(Task, models.CASCADE, related_name="watchers", db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="tasks_watched")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "person"], name="task_is_watched_once")
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.person_id}"


class TaskDelay(models.Model):
    """A due time that cannot be held: why, the new one, and when the other side was told.

    Told at its due time or after it, it was told late. One waits to be told at a time.
    """

    client = models.ForeignKey(Client, models.PROTECT)
    task = models.ForeignKey(Task, models.PROTECT, related_name="delays", db_constraint=False)
    due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    reason = models.TextField()
    noticed_at = models.DateTimeField()
    noticed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # The message that told it; null when it was told otherwise, such as by phone.
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(told_at__isnull=True), name="one_delay_waits"
            ),
            models.CheckConstraint(
                condition=Q(new_due_at__gt=F("due_at")), name="delay_ends_later"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="delay_has_a_reason"),
        ]
        indexes = [models.Index(fields=["client", "told_at", "id"], name="delay_by_telling")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.due_at} → {self.new_due_at}"

    @property
    def was_told_late(self) -> bool:
        """Whether the due time was reached before the other side knew."""
        return self.told_at is not None and self.told_at >= self.due_at
