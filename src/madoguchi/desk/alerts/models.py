"""What somebody was told of a conversation or a promise, and how each person wants to be told."""

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.promises.models import Promise

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


class About(models.TextChoices):
    """What an alert is about."""

    CLOCK = "clock", _("返信の期限")
    CALL = "call", _("メンション")
    APPROVAL = "approval", _("承認待ち")
    HOLD = "hold", _("送信を見合わせています")
    RETURNED = "returned", _("差し戻し")
    TAKEN = "taken", _("引き取り")
    CHANGED = "changed", _("直して承認")
    PROMISE = "promise", _("約束")
    UNHELD = "unheld", _("個別スレッドの参加者不在")
    ENDING = "ending", _("勤務の終わり")
    HANDED = "handed", _("約束の引き継ぎ")


class Level(models.TextChoices):
    """The level of the reply clock that an alert speaks of."""

    DUE = "due", _("期限")
    LATE = "late", _("遅延")
    LIMIT = "limit", _("上限")


class Alert(models.Model):
    """Somebody was told: that a clock nears a level or has passed it, that a note calls them, that a
    reply waits for their approval or what became of their own, that a scheduled one did not leave.
    """

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(  # null: about a promise that was given in none
        Conversation, models.PROTECT, null=True, related_name="alerts", db_constraint=False
    )
    promise = models.ForeignKey(  # only where it leads to no conversation
        Promise, models.PROTECT, null=True, related_name="alerts", db_constraint=False
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="alerts")
    about = models.CharField(max_length=8, choices=About, default=About.CLOCK)
    level = models.CharField(max_length=5, choices=Level, blank=True)  # of a clock
    is_passed = models.BooleanField(default=False)  # the level is passed; else it is near
    level_at = models.DateTimeField()  # of all but a clock: when it happened
    caused_by = models.ForeignKey(  # who calls, wrote the reply that waits, or decided about it
        Person, models.PROTECT, null=True, related_name="alerts_caused"
    )
    note = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="alerts", db_constraint=False
    )
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # A clock that starts anew has other times, and may alert anew.
            models.UniqueConstraint(
                fields=["conversation", "person", "about", "level", "is_passed", "level_at"],
                name="person_is_alerted_once",
            ),
            models.UniqueConstraint(
                fields=["promise", "person", "about", "is_passed", "level_at"],
                condition=models.Q(conversation__isnull=True),
                name="person_is_alerted_once_of_a_promise",
            ),
            models.CheckConstraint(
                condition=models.Q(conversation__isnull=False, promise__isnull=True)
                | models.Q(
                    conversation__isnull=True,
                    promise__isnull=False,
                    about__in=["promise", "ending", "handed"],
                ),
                name="alert_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=models.Q(about="clock", level__in=["due", "late", "limit"])
                | (~models.Q(about="clock") & models.Q(level="")),
                name="alert_of_a_clock_has_a_level",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="alert_of_person"),
            models.Index(
                fields=["person"], condition=models.Q(seen_at__isnull=True), name="alert_unseen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.conversation_id} {self.about} {self.level}"


class AlertChoice(models.Model):
    """How and when a person wants to be told. Who never chose is told in the pages, at any time."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="alert_choice")
    in_app = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=False)
    by_browser = models.BooleanField(default=False)
    minutes_before = models.PositiveSmallIntegerField(default=15)
    # The shift: ISO weekdays on which it begins, 「12345」, and its hours; it may pass midnight, and
    # one that ends when it begins is the whole day.
    days = models.CharField(max_length=7, default="1234567")
    begins = models.TimeField(default=time(0, 0))
    ends = models.TimeField(default=time(0, 0))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days__regex=r"^[1-7]+$"), name="shift_has_days"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes_before__gte=1, minutes_before__lte=120),
                name="warning_is_within_two_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
