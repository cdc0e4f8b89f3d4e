"""Requested work: what, why, how far, by when, whose it is and how it stands."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.tasks.models.series import TaskSeries
from madoguchi.desk.tasks.querysets import TaskManager

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


class Task(models.Model):
    """Work that a client asked for, or that we gave ourselves for a client."""

    class State(models.TextChoices):
        REQUESTED = "requested", pgettext_lazy("task", "受付前")
        ACCEPTED = "accepted", pgettext_lazy("task", "着手前")
        DOING = "doing", pgettext_lazy("task", "進行中")
        BLOCKED = "blocked", pgettext_lazy("task", "止まっています")
        WAITING = "waiting", pgettext_lazy("task", "相手の確認待ち")
        DONE = "done", pgettext_lazy("task", "完了")
        DECLINED = "declined", pgettext_lazy("task", "お断り")

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, null=True, related_name="tasks", db_constraint=False
    )
    # The message that asks for it; null for one that was made by hand.
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="tasks", db_constraint=False
    )
    title = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    approach = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    is_internal = models.BooleanField(default=True)  # the client's own people do not see it
    requested_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField()
    # Whether the request as it was written tells enough to begin with (what the guard's reading says).
    is_clear = models.BooleanField(default=True)
    due_at = models.DateTimeField(null=True)
    due_named_by = models.DateTimeField(null=True)  # by then we name the due time
    first_due_at = models.DateTimeField(null=True)  # the first that was agreed
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="tasks")
    estimate_minutes = models.PositiveIntegerField(null=True)
    remaining_minutes = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.REQUESTED)
    state_at = models.DateTimeField()
    state_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)  # why it is blocked or declined, what the client is asked
    remind_days = models.PositiveSmallIntegerField(null=True)  # business days between reminders
    remind_at = models.DateTimeField(null=True)  # the next reminder
    closed_at = models.DateTimeField(null=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="parts", db_constraint=False
    )
    series = models.ForeignKey(
        TaskSeries, models.PROTECT, null=True, related_name="tasks", db_constraint=False
    )
    series_day = models.DateField(null=True)

    objects = TaskManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="task_and_client"),
            models.UniqueConstraint(
                fields=["message"],
                condition=Q(parent__isnull=True) & ~Q(state="declined"),
                name="message_asks_for_one_task",
            ),
            models.UniqueConstraint(
                fields=["series", "series_day"], name="series_makes_one_task_a_day"
            ),
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="task_says_what"),
            models.CheckConstraint(
                condition=Q(state__in=["requested", "declined"])
                | Q(due_at__isnull=False)
                | Q(due_named_by__isnull=False),
                name="accepted_task_has_a_due_or_a_time_that_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["blocked", "waiting", "declined"]) | Q(reason__regex=r"\S"),
                name="task_that_stands_still_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "declined"], closed_at__isnull=False)
                | (~Q(state__in=["done", "declined"]) & Q(closed_at__isnull=True)),
                name="closed_task_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(remind_days__isnull=True, remind_at__isnull=True),
                name="only_a_task_that_waits_reminds",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="task_is_no_part_of_itself",
            ),
            models.CheckConstraint(
                condition=Q(series__isnull=True, series_day__isnull=True)
                | Q(series__isnull=False, series_day__isnull=False),
                name="task_of_a_series_has_its_day",
            ),
        ]
        # Pages ask client by client, so that each of these answers in its own order.
        indexes = [
            models.Index(
                fields=["client", "due_at", "id"],
                condition=Q(closed_at__isnull=True),
                name="task_open_by_due",
            ),
            models.Index(
                fields=["owner", "due_at", "id"],
                condition=Q(closed_at__isnull=True),
                name="task_open_of_owner",
            ),
            models.Index(
                fields=["client", "-closed_at", "-id"],
                condition=Q(closed_at__isnull=False),
                name="task_closed",
            ),
            models.Index(fields=["conversation", "id"], name="task_of_conversation"),
            models.Index(fields=["parent", "id"], name="task_part"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number that people say: T-321."""
        return f"T-{self.pk}"

    @property
    def is_closed(self) -> bool:
        """Whether it is done or declined."""
        return self.closed_at is not None
