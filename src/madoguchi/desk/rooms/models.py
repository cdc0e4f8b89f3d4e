"""What a client's room knows beside its threads: who read, who reacted, what was decided, calls."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.tasks.models import Task

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


class ReadMark(models.Model):
    """Up to which message somebody, of either side, has read a thread."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="read_marks", db_constraint=False
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    up_to = models.BigIntegerField()  # the number of a message
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "person"], name="person_has_read_up_to_one_message"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.conversation_id}"


class Reaction(models.Model):
    """Somebody's sign at a message. It answers nothing: the ball stays where it is."""

    class Kind(models.TextChoices):
        SEEN = "seen", _("見ました")
        AGREED = "agreed", _("了解")
        THANKS = "thanks", _("ありがとう")

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    message = models.ForeignKey(
        Message, models.PROTECT, related_name="reactions", db_constraint=False
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "person", "kind"], name="person_reacts_once_in_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"


class Pin(models.Model):
    """A decision that stays in sight: a message of the room, by whom it was pinned."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, related_name="pins", db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message"], name="message_is_pinned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}"


class Call(models.Model):
    """A talk on the phone with somebody of the client; done once its written follow-up was sent."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="calls", db_constraint=False
    )
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+", db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")  # who talked for us
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    decided = models.JSONField(default=list)  # a sentence each
    due_at = models.DateTimeField()  # by when the follow-up is to be sent
    follow_up = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="call_and_client"),
            models.CheckConstraint(
                condition=models.Q(ended_at__gte=models.F("began_at")),
                name="call_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["client", "due_at", "id"],
                condition=models.Q(follow_up__isnull=True),
                name="call_without_follow_up",
            ),
            models.Index(fields=["conversation", "began_at", "id"], name="call_of_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.began_at}"


class NextAction(models.Model):
    """What is to be done after a call: by us or by them, by name, until when."""

    class Side(models.TextChoices):
        US = "us", _("自社")
        THEM = "them", _("委託元")

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    call = models.ForeignKey(Call, models.PROTECT, related_name="actions", db_constraint=False)
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=4, choices=Side.choices)
    what = models.CharField(max_length=200)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # of ours
    owner_name = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    # What ours became with the follow-up.
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+", db_constraint=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "position"], name="next_action_has_its_place"),
            models.CheckConstraint(
                condition=models.Q(side="us") | models.Q(owner__isnull=True),
                name="their_action_is_none_of_ours",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class DirectThread(models.Model):
    """Why a thread is not for everybody: one of the private matters that the rulebook allows."""

    class Matter(models.TextChoices):
        HEALTH = "health", _("体調・健康")
        FAMILY = "family", _("家庭の事情")
        WORK_LIFE = "work", _("面談・働き方")
        CREDENTIALS = "keys", _("個別に渡すと決めた認証情報")

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    conversation = models.OneToOneField(
        Conversation, models.PROTECT, related_name="direct", db_constraint=False
    )
    matter = models.CharField(max_length=6, choices=Matter.choices)
    reason = models.CharField(max_length=200)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Who was named into it last, after nobody of ours was left.
    named = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    named_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__regex=r"\S"), name="direct_thread_has_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(named__isnull=True, named_by__isnull=True, named_at__isnull=True)
                | models.Q(named__isnull=False, named_by__isnull=False, named_at__isnull=False),
                name="participant_is_named_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.matter}"


class Participant(models.Model):
    """Somebody, of either side, who takes part in a direct thread."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="participants", db_constraint=False
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "person"], name="participant_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.conversation_id}"


class Told(models.Model):
    """Up to which message of the room a member was written to about what they had missed."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="+", db_constraint=False
    )
    up_to = models.BigIntegerField()  # the number of a message
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "person"], name="member_is_told_up_to_one_message"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.conversation_id}"
