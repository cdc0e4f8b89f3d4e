"""Work that comes again: on which days, and as what."""

from django.db import models
from django.db.models import Q

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person


class TaskSeries(models.Model):
    """A task that is made anew on each day of its rule (engine `recurrence`), accepted as it stands."""

    client = models.ForeignKey(Client, models.PROTECT)
    title = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    approach = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    is_internal = models.BooleanField(default=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="task_series")
    estimate_minutes = models.PositiveIntegerField(null=True)
    rule = models.CharField(max_length=24)  # as engines.recurrence spells it
    due_time = models.TimeField()  # of its day, in the client's zone
    last_day = (
        models.DateField()
    )  # the newest day for which a task was made, or the day before it began
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="series_and_client"),
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="series_says_what"),
        ]
        indexes = [
            models.Index(
                fields=["client", "id"],
                condition=Q(ended_at__isnull=True),
                name="series_that_goes_on",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.rule}"
