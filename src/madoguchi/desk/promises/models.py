"""A given word with its due time: who gave it, in which message, and what became of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


class Promise(models.Model):
    """What one side said it would do, by when. Open until kept, broken or released."""

    class Side(models.TextChoices):
        US = "us", _("自社")
        THEM = "them", _("委託元")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("promise", "未完")
        KEPT = "kept", pgettext_lazy("promise", "守った")
        LATE = "late", pgettext_lazy("promise", "遅れて果たした")
        BROKEN = "broken", pgettext_lazy("promise", "守れなかった")
        RELEASED = "released", pgettext_lazy("promise", "取り下げ")

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        "conversations.Conversation",
        models.PROTECT,
        null=True,
        related_name="promises",
        db_constraint=False,
    )
    # The message it was given in; null for one that was made by hand or spoken.
    message = models.ForeignKey(
        "conversations.Message",
        models.PROTECT,
        null=True,
        related_name="promises",
        db_constraint=False,
    )
    side = models.CharField(max_length=4, choices=Side.choices, default=Side.US)
    span = models.CharField(max_length=500, blank=True)  # the words that commit, as they were said
    what = models.CharField(max_length=500)
    due_at = models.DateTimeField()
    # How often the due time was put elsewhere.
    mended = models.PositiveSmallIntegerField(db_default=0, default=0)
    # The one that was broken, in whose place it was given.
    instead_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="successors", db_constraint=False
    )
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="promises")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="promises_given")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="promises_settled"
    )
    kept_by_message = models.ForeignKey(
        "conversations.Message",
        models.PROTECT,
        null=True,
        related_name="promises_kept",
        db_constraint=False,
    )
    release_reason = models.TextField(blank=True)
    task_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="promise_and_client"),
            models.CheckConstraint(condition=~Q(what=""), name="promise_says_what"),
            models.CheckConstraint(
                condition=Q(side="us", owner__isnull=False) | Q(side="them", owner__isnull=True),
                name="promise_of_ours_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="settled_promise_says_when",
            ),
            models.CheckConstraint(
                condition=(~Q(state="kept") | Q(settled_at__lte=F("due_at")))
                & (~Q(state="late") | Q(settled_at__gt=F("due_at"))),
                name="late_promise_was_late",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | ~Q(release_reason=""),
                name="released_promise_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kept_by_message__isnull=True) | Q(state__in=["kept", "late"]),
                name="message_keeps_a_kept_promise",
            ),
            models.CheckConstraint(
                condition=Q(instead_of__isnull=True) | ~Q(instead_of=F("id")),
                name="promise_is_not_in_its_own_place",
            ),
        ]
        # The ledger asks client by client, so that each of these answers in its own order.
        indexes = [
            models.Index(fields=["client", "state", "due_at", "id"], name="promise_by_state"),
            models.Index(  # and counts of a span of days need nothing else
                fields=["client", "due_at", "id"],
                include=["state", "side", "owner", "mended"],
                name="promise_by_due",
            ),
            models.Index(
                fields=["client", "owner", "state", "due_at", "id"], name="promise_of_owner"
            ),
            models.Index(fields=["conversation", "id"], name="promise_of_conversation"),
            models.Index(
                fields=["owner", "due_at"], condition=Q(state="open"), name="promise_open_of_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
