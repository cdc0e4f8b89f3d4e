"""What the guard found in each message that left, who let it pass, and what a reviewer said of it."""

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
    # Why it did not wait until its recipient works again; "" where nothing asked for that.
    urgent_reason = models.TextField(blank=True, db_default="")
    # While it was typed (guard/traces.py): by rule, how many findings were shown and how many
    # rewrites taken; and each finding that its writer left as it is.
    found = models.JSONField(default=dict)
    rewritten = models.JSONField(default=dict)
    silenced = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="check_and_client"),
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
        indexes = [models.Index(fields=["client", "at"], name="check_by_time")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.outcome}"


class GuardFinding(models.Model):
    """One finding of a check, what became of it, and what a reviewer said: to be counted by rule."""

    class Outcome(models.TextChoices):
        SENT = "sent", _("そのまま送信")
        SILENCED = "silenced", _("このまま")
        REASONED = "reasoned", _("理由を書いて送信")
        APPROVED = "approved", _("ディレクターが承認")
        REWRITTEN = "rewritten", _("言い換えた")

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("正しい指摘")
        REJECTED = "rejected", _("誤った指摘")

    client = models.ForeignKey(Client, models.PROTECT)
    # Both tied inside the client's wall by composite keys, made by the migrations.
    guard_check = models.ForeignKey(
        GuardCheck, models.PROTECT, related_name="rows", db_constraint=False
    )
    message_id = models.BigIntegerField()
    rule = models.SlugField()
    severity = models.CharField(max_length=8)
    span = models.TextField(blank=True)  # the words; "" for the whole message or a rewritten one
    reason = models.TextField(blank=True)  # what the guard said
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="guard_findings")
    at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="reviewed_findings"
    )
    reviewed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=9, choices=Verdict.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict="", reviewed_by__isnull=True, reviewed_at__isnull=True)
                | models.Q(
                    verdict__in=["confirmed", "rejected"],
                    reviewed_by__isnull=False,
                    reviewed_at__isnull=False,
                ),
                name="review_has_a_reviewer",
            ),
        ]
        indexes = [
            models.Index(fields=["client", "rule", "at"], name="finding_of_rule"),
            models.Index(fields=["client", "at"], name="finding_by_time"),
            models.Index(fields=["message_id"], name="finding_of_message"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.outcome}"
