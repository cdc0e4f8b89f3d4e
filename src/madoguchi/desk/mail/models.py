"""Raw mail as it came, and the outbox."""

from django.db import models

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Message


class RawMail(models.Model):
    """The bytes of one mail for one client, stored before anything is understood."""

    class State(models.TextChoices):
        RECEIVED = "received", "受信"
        READ = "read", "取り込み済み"
        DUPLICATE = "duplicate", "重複"
        QUARANTINED = "quarantined", "隔離"

    client = models.ForeignKey(Client, models.PROTECT, null=True)
    envelope_from = models.CharField(max_length=320, blank=True)
    envelope_to = models.CharField(max_length=320)
    received_at = models.DateTimeField()
    raw = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    reason = models.TextField(blank=True)
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="raw_mails", db_constraint=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="quarantined") | models.Q(reason__regex=r"\S"),
                name="quarantine_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="read") | models.Q(message__isnull=False),
                name="read_mail_has_its_message",
            ),
            models.CheckConstraint(
                condition=models.Q(message__isnull=True) | models.Q(client__isnull=False),
                name="unrouted_mail_has_no_message",
            ),
        ]
        indexes = [
            models.Index(
                fields=["client", "id"],
                condition=models.Q(state="quarantined"),
                name="raw_mail_quarantine",
            ),
            models.Index(fields=["message"], name="raw_mail_of_message"),
        ]

    def __str__(self) -> str:
        return f"{self.envelope_to} {self.pk}"


class OutgoingMail(models.Model):
    """One mail of the outbox: its Message-ID is made before the first try, so a retry is the same mail."""

    class State(models.TextChoices):
        QUEUED = "queued", "送信待ち"
        SENT = "sent", "送信済み"
        FAILED = "failed", "送信できませんでした"

    client = models.ForeignKey(Client, models.PROTECT)
    message = models.ForeignKey(
        Message, models.PROTECT, related_name="outgoing_mails", db_constraint=False
    )
    queued_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message"], name="message_leaves_once"),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False) | ~models.Q(state="sent"),
                name="sent_mail_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.state}"
