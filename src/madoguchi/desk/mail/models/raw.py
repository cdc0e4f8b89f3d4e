"""Mail as it came: its bytes, and what became of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message


class RawMail(models.Model):
    """The bytes of one mail for one client, stored before anything is understood."""

    class State(models.TextChoices):
        RECEIVED = "received", _("受信")
        READ = "read", _("取り込み済み")
        DUPLICATE = "duplicate", _("重複")
        QUARANTINED = "quarantined", _("隔離")

    class Cause(models.TextChoices):
        """Why a mail lies in the quarantine."""

        UNREADABLE = "unreadable", _("読めません")
        UNKNOWN_CLIENT = "unknown", _("委託元が不明")
        SPAM = "spam", _("迷惑メールの疑い")
        FLOOD = "flood", _("短時間に大量")
        TOO_BIG = "too_big", _("大きすぎます")
        FORGED = "forged", _("差出人が確かめられません")
        OUTSIDER = "outsider", _("個別スレッドの参加者か不明")

    client = models.ForeignKey(Client, models.PROTECT, null=True)
    envelope_from = models.CharField(max_length=320, blank=True)
    envelope_to = models.CharField(max_length=320)
    received_at = models.DateTimeField()
    raw = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    reason = models.TextField(blank=True)
    cause = models.CharField(max_length=12, choices=Cause.choices, blank=True)
    # A person let it in: neither spam marks nor a flood hold it any more.
    admitted = models.BooleanField(default=False)
    writer = models.CharField(max_length=254, blank=True)  # who is to be answered, once it was read
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="raw_mails", db_constraint=False
    )
    # The direct thread whose address it names, of what lies or lay in the quarantine.
    thread = models.ForeignKey(
        Conversation, models.PROTECT, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="raw_mail_and_client"),
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
            models.CheckConstraint(
                condition=models.Q(thread__isnull=True) | models.Q(client__isnull=False),
                name="unrouted_mail_answers_no_thread",
            ),
        ]
        indexes = [
            models.Index(
                fields=["client", "id"],
                condition=models.Q(state="quarantined"),
                name="raw_mail_quarantine",
            ),
            models.Index(fields=["message"], name="raw_mail_of_message"),
            models.Index(
                fields=["client", "writer", "received_at"],
                condition=~models.Q(writer=""),
                name="raw_mail_of_writer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.envelope_to} {self.pk}"
