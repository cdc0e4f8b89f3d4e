"""What is being written and read: drafts and their files, held and scheduled replies, readers' marks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models.conversation import Conversation
from madoguchi.desk.conversations.models.message import Confidentiality
from madoguchi.desk.people.models import Person

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


class HeldReply(models.Model):
    """A reply that waits for a director, kept word for word."""

    class State(models.TextChoices):
        WAITING = "waiting", _("承認待ち")
        APPROVED = "approved", _("承認して送信")
        RETURNED = "returned", _("差し戻し")
        TAKEN = "taken", _("引き取り")

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="held_replies", db_constraint=False
    )
    author = models.ForeignKey(Person, models.PROTECT, related_name="held_replies")
    body = models.TextField()
    draft_key = models.UUIDField()
    last_seen_id = models.BigIntegerField()
    copied = models.JSONField(default=list)  # addresses in Cc
    guarded = models.JSONField(default=dict)  # while it was typed: guard/traces.py
    promised = models.JSONField(default=dict)  # as its author confirmed it: promises/given.py
    # Why it cannot wait for a good moment, once a director has approved it; "" where it may.
    urgent_reason = models.TextField(blank=True, db_default="")
    written_seconds = models.PositiveIntegerField(default=0, db_default=0)  # as of a draft
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="decided_replies"
    )
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)
    # What its director sent in its place, after changing it; "" where the text left as it was.
    approved_body = models.TextField(blank=True)

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
                fields=["client", "conversation"],
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
    """What somebody has typed and not sent yet: a reply and a note, a person and conversation."""

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="drafts", db_constraint=False
    )
    person = models.ForeignKey(Person, models.PROTECT)
    body = models.TextField(blank=True)
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    # Of a text that came back: to whom its copies were to go, and when it was to leave.
    copied = models.JSONField(default=list)
    planned_for = models.DateTimeField(null=True)
    # Each keeping is counted, and knows its window by the draft key of its page: a second window
    # of the same person is noticed, an answer that got lost is not taken for one.
    revision = models.PositiveIntegerField(default=0)
    kept_by = models.UUIDField(null=True)
    guarded = models.JSONField(default=dict)  # what became of the guard's findings: guard/traces.py
    promised = models.JSONField(default=dict)  # chips mended or struck so far: promises/given.py
    written_seconds = models.FloatField(
        default=0, db_default=0
    )  # of typing, so far: writing_time.py

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "person"], name="person_has_one_draft")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.conversation_id}"


class Pen(models.Model):
    """When a reply of somebody's was saved last, whichever it was: their time passes once."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}"


class DraftFile(models.Model):
    """A file that somebody put beside an unsent reply; its bytes are kept by their hash."""

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="draft_files", db_constraint=False
    )
    person = models.ForeignKey(Person, models.PROTECT)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=8, blank=True)  # as of an attachment
    confidentiality = models.CharField(
        max_length=10, choices=Confidentiality.choices, default=Confidentiality.PUBLIC
    )
    at = models.DateTimeField()
    # Of the held or scheduled reply that waits with it; null: in the composer.
    draft_key = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["conversation", "person", "id"], name="draft_file_of")]

    def __str__(self) -> str:
        return self.name


class ScheduledReply(models.Model):
    """A reply that leaves later, guarded again when it does; held when anything new came in before."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("送信予約")
        HELD = "held", _("送信を見合わせています")
        SENT = "sent", _("送信済み")
        CANCELLED = "cancelled", _("取り消し")

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="scheduled_replies", db_constraint=False
    )
    author = models.ForeignKey(Person, models.PROTECT, related_name="scheduled_replies")
    body = models.TextField()
    reason = models.TextField(blank=True)
    close = models.BooleanField(default=False)
    copied = models.JSONField(default=list)
    guarded = models.JSONField(default=dict)  # while it was typed: guard/traces.py
    promised = models.JSONField(default=dict)  # as its author confirmed it: promises/given.py
    draft_key = models.UUIDField()
    last_seen_id = models.BigIntegerField()
    written_seconds = models.PositiveIntegerField(default=0, db_default=0)  # as of a draft
    asked_at = models.DateTimeField()
    send_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.SCHEDULED)
    held_because = models.TextField(blank=True)
    # Whoever has a copy in the composer, which is to take its place.
    changed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="changed_schedules"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "draft_key"], name="draft_is_scheduled_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["client", "conversation", "send_at"],
                condition=models.Q(state__in=["scheduled", "held"]),
                name="scheduled_reply_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.state}"
