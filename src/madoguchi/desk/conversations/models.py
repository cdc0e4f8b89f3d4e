"""Conversations, their messages and their clocks: tables, constraints, facts about one row."""

from django.db import models

from madoguchi.desk.clients.models import Client, ReplyPolicy
from madoguchi.desk.conversations.querysets import ConversationManager
from madoguchi.desk.people.models import Person

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


class Ball(models.TextChoices):
    US = "us", "自社"
    THEM = "them", "相手"
    NOBODY = "nobody", "なし"


class Customer(models.Model):
    """The client's customer, known by their address."""

    client = models.ForeignKey(Client, models.PROTECT)
    email = models.CharField(max_length=254)
    name = models.CharField(max_length=200)
    first_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "email"], name="customer_address_is_unique"),
            models.UniqueConstraint(fields=["id", "client"], name="customer_and_client"),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Conversation(models.Model):
    """One matter with a customer."""

    class State(models.TextChoices):
        OPEN = "open", "対応中"
        CLOSED = "closed", "完了"

    client = models.ForeignKey(Client, models.PROTECT)
    customer = models.ForeignKey(Customer, models.PROTECT, db_constraint=False)
    subject = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    ball = models.CharField(max_length=8, choices=Ball.choices, default=Ball.US)
    owner = models.ForeignKey(Person, models.PROTECT, null=True)
    opened_at = models.DateTimeField()
    last_message_at = models.DateTimeField()
    snippet = models.CharField(max_length=200, blank=True)
    newest_customer_message_id = models.BigIntegerField(null=True)
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
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_at", "id"],
                condition=models.Q(state="open", ball="us"),
                name="conversation_my_ball",
            ),
            models.Index(
                fields=["client", "due_at", "id"],
                condition=models.Q(state="open", ball="us"),
                name="conversation_client_ball",
            ),
            models.Index(
                fields=["client", "state", "ball", "last_message_at", "id"],
                name="conversation_newest",
            ),
            models.Index(fields=["client", "customer", "id"], name="conversation_of_customer"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number that people say on the phone: MG-4127."""
        return f"MG-{self.pk}"


class Message(models.Model):
    """What was said: by the customer, by us, inside the house, or by a machine."""

    class Kind(models.TextChoices):
        CUSTOMER = "customer", "お客様"
        REPLY = "reply", "返信"
        NOTE = "note", "社内メモ"
        NOTICE = "notice", "自動応答・通知"

    class Delivery(models.TextChoices):
        NONE = "none", "—"
        QUEUED = "queued", "送信待ち"
        SENT = "sent", "送信済み"
        FAILED = "failed", "送信できませんでした"
        BOUNCED = "bounced", "宛先に届きませんでした"

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="messages", db_constraint=False
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    author = models.ForeignKey(Person, models.PROTECT, null=True)
    sender_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    text = models.TextField()
    quoted_text = models.TextField(blank=True)  # the whole text, where it says more than `text`
    mail_id = models.CharField(max_length=500, null=True)
    body_hash = models.CharField(max_length=64, blank=True)
    draft_key = models.UUIDField(null=True)
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.NONE)
    delivery_at = models.DateTimeField(null=True)
    delivery_note = models.TextField(blank=True)
    needs_no_answer = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="message_and_client"),
            models.UniqueConstraint(
                fields=["client", "mail_id", "body_hash"],
                name="mail_is_kept_once",
            ),
            models.UniqueConstraint(fields=["client", "draft_key"], name="draft_is_sent_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["customer", "notice"])
                | models.Q(author__isnull=False),
                name="our_words_have_an_author",
            ),
        ]
        indexes = [models.Index(fields=["conversation", "at", "id"], name="message_thread")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Attachment(models.Model):
    """A file that came with a message; its bytes are read from the raw mail."""

    client = models.ForeignKey(Client, models.PROTECT)
    message = models.ForeignKey(
        Message, models.PROTECT, related_name="attachments", db_constraint=False
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="attachment_has_its_place")
        ]

    def __str__(self) -> str:
        return self.name


class ReplyClock(models.Model):
    """One instance of the reply clock: when it ran, to which levels, and how it ended."""

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="clocks", db_constraint=False
    )
    position = models.PositiveIntegerField()
    policy = models.ForeignKey(ReplyPolicy, models.PROTECT, db_constraint=False)
    message = models.ForeignKey(Message, models.PROTECT, null=True, db_constraint=False)
    since = models.DateTimeField()
    due_at = models.DateTimeField()
    late_at = models.DateTimeField()
    limit_at = models.DateTimeField()
    paused_seconds = models.FloatField(default=0)
    paused_since = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "position"], name="clock_has_its_place"
            ),
            models.UniqueConstraint(
                fields=["conversation"],
                condition=models.Q(stopped_at__isnull=True),
                name="one_clock_runs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}#{self.position} {self.outcome}"


class HeldReply(models.Model):
    """A reply that waits for a director, kept word for word."""

    class State(models.TextChoices):
        WAITING = "waiting", "承認待ち"
        APPROVED = "approved", "承認して送信"
        RETURNED = "returned", "差し戻し"

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="held_replies", db_constraint=False
    )
    author = models.ForeignKey(Person, models.PROTECT, related_name="held_replies")
    body = models.TextField()
    draft_key = models.UUIDField()
    last_seen_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="decided_replies"
    )
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "draft_key"], name="draft_is_held_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(decided_by__isnull=False),
                name="decision_has_a_director",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.state}"


class Seen(models.Model):
    """Up to where somebody has read a conversation."""

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="seen", db_constraint=False
    )
    person = models.ForeignKey(Person, models.PROTECT)
    message_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "person"], name="person_reads_up_to_one_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.conversation_id}"


class SavedDraft(models.Model):
    """What somebody has typed and not sent yet: one text a person and conversation."""

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="drafts", db_constraint=False
    )
    person = models.ForeignKey(Person, models.PROTECT)
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "person"], name="person_has_one_draft")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.conversation_id}"
