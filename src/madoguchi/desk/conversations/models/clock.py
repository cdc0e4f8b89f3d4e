"""The instances of the reply clock."""

from django.db import models

from madoguchi.desk.clients.models import Client, ReplyPolicy
from madoguchi.desk.conversations.models.conversation import Conversation
from madoguchi.desk.conversations.models.message import Message

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


class ReplyClock(models.Model):
    """One instance of the reply clock: when it ran, to which levels, and how it ended."""

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="clocks", db_constraint=False
    )
    position = models.PositiveIntegerField()
    policy = models.ForeignKey(ReplyPolicy, models.PROTECT, db_constraint=False)
    message = models.ForeignKey(Message, models.PROTECT, null=True, db_constraint=False)
    since = models.DateTimeField()
    due_at = models.DateTimeField()
    late_at = models.DateTimeField()
    limit_at = models.DateTimeField()
    paused_seconds = models.FloatField(default=0)
    paused_since = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "position"], name="clock_has_its_place"
            ),
            models.UniqueConstraint(
                fields=["conversation"],
                condition=models.Q(stopped_at__isnull=True),
                name="one_clock_runs",
            ),
        ]
        # What ended when, and (null) what runs, client by client; with all that figures of them need.
        indexes = [
            models.Index(
                fields=["client", "stopped_at", "id"],
                include=(
                    *("since", "due_at", "met_at", "outcome", "policy", "paused_seconds"),
                    *("position", "conversation"),
                ),
                name="clock_by_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}#{self.position} {self.outcome}"
