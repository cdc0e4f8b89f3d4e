"""What is being written and read: drafts, replies that wait for a director, readers' marks."""

from django.db import models

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models.conversation import Conversation
from madoguchi.desk.people.models import Person

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


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
        indexes = [
            models.Index(
                fields=["conversation"],
                condition=models.Q(state="waiting"),
                name="held_reply_waiting",
            )
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
