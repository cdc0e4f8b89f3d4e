"""The monthly self-check of a client's desk: what was measured, and what its director judges."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person


class SelfCheck(models.Model):
    """One month of one client's desk, filled in once and never changed afterwards."""

    client = models.ForeignKey(Client, models.PROTECT)
    month = models.DateField()  # its first day
    person = models.ForeignKey(Person, models.PROTECT, related_name="self_checks")
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="self_check_and_client"),
            models.UniqueConstraint(fields=["client", "month"], name="desk_checks_a_month_once"),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="month_begins_on_its_first_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.month:%Y-%m}"


class SelfCheckLine(models.Model):
    """One rule of a self-check; the measured figures are those of the moment when it was filled in."""

    class Judgement(models.TextChoices):
        KEPT = "kept", _("できている")
        PARTLY = "partly", _("できていないことがある")
        NOT_KEPT = "not_kept", _("できていない")

    client = models.ForeignKey(Client, models.PROTECT)
    # Tied inside the client's wall by a composite key, made by the migrations.
    self_check = models.ForeignKey(
        SelfCheck, models.PROTECT, related_name="lines", db_constraint=False
    )
    rule = models.SlugField()
    checked = models.PositiveIntegerField()  # messages that left in the month
    broken = models.PositiveIntegerField()  # of them, those that the rule was broken in
    judgement = models.CharField(max_length=8, choices=Judgement.choices)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["self_check", "rule"], name="rule_is_judged_once"),
            models.CheckConstraint(
                condition=models.Q(broken__lte=models.F("checked")),
                name="broken_are_of_the_checked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.judgement}"
