"""The event log's table: append-only, the spine of statistics, audit and live updates."""

from django.db import models


class Event(models.Model):
    """One thing that happened. Never changed, never removed."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    client_id = models.BigIntegerField(null=True)
    conversation_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(conversation_id__isnull=True)
                | models.Q(client_id__isnull=False),
                name="event_of_conversation_names_its_client",
            )
        ]
        indexes = [
            models.Index(fields=["conversation_id", "id"], name="event_of_conversation"),
            models.Index(fields=["client_id", "at", "id"], name="event_of_client"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
