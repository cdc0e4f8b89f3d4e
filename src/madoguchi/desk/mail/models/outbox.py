"""The outbox: what leaves, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Message


class OutgoingMail(models.Model):
    """One mail of the outbox: its Message-ID is made before the first try, so a retry is the same mail."""

    class State(models.TextChoices):
        QUEUED = "queued", _("送信待ち")
        SENT = "sent", _("送信済み")
        FAILED = "failed", _("送信できませんでした")
        WITHDRAWN = "withdrawn", _("送信を取り消しました")

    client = models.ForeignKey(Client, models.PROTECT)
    message = models.ForeignKey(
        Message, models.PROTECT, related_name="outgoing_mails", db_constraint=False
    )
    queued_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    not_before = models.DateTimeField(null=True)  # until then its sender can take it back
    sender = models.CharField(max_length=254, blank=True)  # "": the client's default address
    mail_id = models.CharField(max_length=500, blank=True)  # "": the message's own
    attempts = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    failing_since = models.DateTimeField(null=True)  # the first try of this sending that failed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message"], name="message_leaves_once"),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False) | ~models.Q(state="sent"),
                name="sent_mail_has_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["client", "id"],
                condition=models.Q(state="queued"),
                name="outgoing_mail_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.state}"
