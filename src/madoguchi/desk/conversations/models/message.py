"""What was said in a conversation, and the files that came with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models.conversation import Channel, Conversation
from madoguchi.desk.people.models import Person

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


class Confidentiality(models.TextChoices):
    """For whom a file is, as the guard reads it."""

    PUBLIC = "public", _("公開")
    INTERNAL = "internal", _("社内限り")
    RESTRICTED = "restricted", _("取扱注意")


class Message(models.Model):
    """What was said: by the customer, by us, inside the house, or by a machine."""

    class Kind(models.TextChoices):
        CUSTOMER = "customer", _("お客様")
        REPLY = "reply", _("返信")
        NOTE = "note", _("社内メモ")
        NOTICE = "notice", _("自動応答・通知")
        RECALLED = "recalled", _("送信を取り消した返信")

    class Delivery(models.TextChoices):
        NONE = "none", "—"
        QUEUED = "queued", _("送信待ち")
        SENT = "sent", _("送信済み")
        FAILED = "failed", _("送信できませんでした")
        BOUNCED = "bounced", _("宛先に届きませんでした")

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="messages", db_constraint=False
    )
    # Its conversation's, said again: the members' wall opens by it, without asking further.
    channel = models.CharField(
        max_length=8, choices=Channel.choices, default=Channel.MAIL, db_default=Channel.MAIL.value
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    author = models.ForeignKey(Person, models.PROTECT, null=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_address = models.CharField(max_length=254, blank=True)  # of a customer's message
    at = models.DateTimeField()
    text = models.TextField()
    quoted_text = models.TextField(blank=True)  # the whole text, where it says more than `text`
    mail_id = models.CharField(max_length=500, null=True)
    # It did not wait for a good moment of whom it reaches.
    is_urgent = models.BooleanField(default=False, db_default=False)
    # How long its author typed, as far as it was seen: writing_time.py. Null: nothing is known of it.
    written_seconds = models.PositiveIntegerField(null=True)
    # Which promises its writer mended or struck (promises/given.py): taken back, it has them again.
    promised = models.JSONField(default=dict)
    body_hash = models.CharField(max_length=64, blank=True)
    draft_key = models.UUIDField(null=True)
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.NONE)
    delivery_at = models.DateTimeField(null=True)
    delivery_note = models.TextField(blank=True)
    needs_no_answer = models.BooleanField(default=False)
    no_answer_reason = models.TextField(blank=True)  # of a mail; a room's stands in the log
    no_answer_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="excused")
    notice = models.CharField(
        max_length=20, blank=True
    )  # of a machine's mail: which, as mailtext says
    copied = models.JSONField(default=list)  # addresses in Cc, both ways
    has_html = models.BooleanField(default=False)  # the mail has an HTML view of its own

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
            models.CheckConstraint(
                condition=models.Q(channel="mail") | models.Q(no_answer_reason=""),
                name="room_holds_no_reason_of_ours",
            ),
        ]
        indexes = [
            models.Index(fields=["conversation", "at", "id"], name="message_thread"),
            models.Index(
                fields=["client", "conversation"],
                condition=models.Q(delivery__in=["failed", "bounced"]),
                name="message_undelivered",
            ),
            models.Index(
                fields=["client", "conversation"],
                condition=models.Q(delivery="queued") & ~models.Q(delivery_note=""),
                name="message_tried_in_vain",
            ),
            models.Index(
                fields=["client", "at"],
                condition=models.Q(written_seconds__isnull=False),
                name="message_written",
            ),
            models.Index(
                fields=["client", "id"],
                condition=models.Q(kind="recalled"),
                name="message_recalled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Attachment(models.Model):
    """A file that came or left with a message; its bytes are kept by their hash."""

    client = models.ForeignKey(Client, models.PROTECT)
    message = models.ForeignKey(
        Message, models.PROTECT, related_name="attachments", db_constraint=False
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content_id = models.CharField(max_length=255, blank=True)  # of an image inside of the HTML
    scan = models.CharField(max_length=8, blank=True)  # "", clean, infected or failed
    confidentiality = models.CharField(  # as its sender marked it
        max_length=10, choices=Confidentiality.choices, default=Confidentiality.PUBLIC
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="attachment_has_its_place")
        ]

    def __str__(self) -> str:
        return self.name
