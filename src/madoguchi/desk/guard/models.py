"""What the guard found in each message that left, and who let it pass."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person


class GuardCheck(models.Model):
    """The guard's last word on one sending: never changed afterwards."""

    class Outcome(models.TextChoices):
        CLEAN = "clean", _("指摘なし")
        PASSED = "passed", _("注意のまま送信")
        REASONED = "reasoned", _("理由を書いて送信")
        APPROVED = "approved", _("ディレクターが承認")

    client = models.ForeignKey(Client, models.PROTECT)
    message_id = (
        models.BigIntegerField()
    )  # a conversation's message; tied to it by that feature's migration
    person = models.ForeignKey(Person, models.PROTECT, related_name="guard_checks")
    approver = models.ForeignKey(Person, models.PROTECT, null=True, related_name="guard_approvals")
    at = models.DateTimeField()
    text_hash = models.CharField(max_length=64)
    rulebook_version = models.CharField(max_length=40)
    findings = models.JSONField(default=list)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message_id"], name="message_is_checked_once"),
            models.CheckConstraint(
                condition=~models.Q(outcome="reasoned") | models.Q(reason__regex=r"\S"),
                name="override_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="approved") | models.Q(approver__isnull=False),
                name="approval_has_a_director",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.outcome}"
