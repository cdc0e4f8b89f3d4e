"""Conversations and the customers they are with: tables, constraints, facts about one row."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.querysets import ConversationManager
from madoguchi.desk.people.models import Person

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


class Ball(models.TextChoices):
    US = "us", _("自社")
    THEM = "them", _("相手")
    NOBODY = "nobody", _("なし")


class Channel(models.TextChoices):
    """Where it is talked: by mail with a customer, in the client's room, between two in private."""

    MAIL = "mail", _("メール")
    ROOM = "room", _("委託元ルーム")
    DIRECT = "direct", _("個別スレッド")


class Customer(models.Model):
    """The client's customer, known by their address; or the client's own side, one of each client."""

    class Kind(models.TextChoices):
        CUSTOMER = "customer", _("お客様")
        CLIENT = "client", _("委託元")

    client = models.ForeignKey(Client, models.PROTECT)
    kind = models.CharField(
        max_length=8, choices=Kind.choices, default=Kind.CUSTOMER, db_default=Kind.CUSTOMER.value
    )
    email = models.CharField(max_length=254)
    name = models.CharField(max_length=200)
    first_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "email", "kind"], name="customer_address_is_unique"
            ),
            models.UniqueConstraint(fields=["id", "client"], name="customer_and_client"),
            models.CheckConstraint(
                condition=models.Q(kind="customer") | models.Q(email=""),
                name="client_side_has_no_address",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Conversation(models.Model):
    """One matter with a customer, or one thread in the client's room."""

    class State(models.TextChoices):
        OPEN = "open", _("対応中")
        CLOSED = "closed", pgettext_lazy("state", "完了")

    client = models.ForeignKey(Client, models.PROTECT)
    customer = models.ForeignKey(Customer, models.PROTECT, db_constraint=False)
    channel = models.CharField(
        max_length=8, choices=Channel.choices, default=Channel.MAIL, db_default=Channel.MAIL.value
    )
    subject = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    ball = models.CharField(max_length=8, choices=Ball.choices, default=Ball.US)
    owner = models.ForeignKey(Person, models.PROTECT, null=True)
    opened_at = models.DateTimeField()
    last_message_at = models.DateTimeField()
    snippet = models.CharField(max_length=200, blank=True)
    newest_customer_message_id = models.BigIntegerField(null=True)
    # Out of the list until then; the reply clock goes on.
    snoozed_until = models.DateTimeField(null=True)
    snoozed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="snoozed")
    # The client was asked, and the customer waits meanwhile; null when nobody was.
    asked_client_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged_from", db_constraint=False
    )
    # The running clock's levels, kept here so that the list needs no join; null when no clock runs.
    due_at = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True)
    limit_at = models.DateTimeField(null=True)

    objects = ConversationManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="conversation_and_client"),
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(ball="nobody"),
                name="closed_conversation_has_no_ball",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(state="closed"),
                name="merged_conversation_is_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(snoozed_until__isnull=True, snoozed_by__isnull=True)
                | models.Q(snoozed_until__isnull=False, snoozed_by__isnull=False),
                name="snooze_has_a_person",
            ),
        ]
        # The list asks client by client, so that each of these answers in its own order.
        indexes = [
            models.Index(
                fields=["client", "due_at", "id"],
                condition=models.Q(state="open"),
                name="conversation_open_by_due",
            ),
            models.Index(
                fields=["client", "owner", "due_at", "id"],
                condition=models.Q(state="open"),
                name="conversation_open_of_owner",
            ),
            models.Index(
                fields=["client", "-last_message_at", "-id"],
                condition=models.Q(state="open"),
                name="conversation_open_by_time",
            ),
            models.Index(
                fields=["client", "snoozed_until"],
                condition=models.Q(state="open", snoozed_until__isnull=False),
                name="conversation_snoozed",
            ),
            models.Index(
                fields=["client", "asked_client_at"],
                condition=models.Q(state="open", asked_client_at__isnull=False),
                name="conversation_asked",
            ),
            models.Index(
                fields=["client", "-last_message_at", "-id"],
                condition=models.Q(state="closed"),
                name="conversation_closed",
            ),
            models.Index(
                fields=["client", "owner", "-last_message_at", "-id"],
                condition=models.Q(state="closed"),
                name="conversation_closed_of_owner",
            ),
            models.Index(
                fields=["client", "-opened_at", "-id"],
                condition=models.Q(state="closed"),
                name="conversation_closed_by_open",
            ),
            models.Index(fields=["client", "customer", "id"], name="conversation_of_customer"),
            models.Index(
                fields=["client", "-last_message_at", "-id"],
                condition=~models.Q(channel="mail"),
                name="conversation_of_room",
            ),
            models.Index(
                fields=["client", "-last_message_at", "-id"],
                condition=models.Q(state="open", ball="them") & ~models.Q(channel="mail"),
                name="conversation_of_room_theirs",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number that people say on the phone: MG-4127."""
        return f"MG-{self.pk}"

    @property
    def is_mail(self) -> bool:
        """Whether our words leave by mail; else they are read where they are written."""
        return self.channel == Channel.MAIL
