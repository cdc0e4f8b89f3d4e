"""What binds conversations and people: tags, links, merges, mentions, presence, saved views."""

from django.db import models

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models.conversation import Conversation
from madoguchi.desk.conversations.models.message import Message
from madoguchi.desk.people.models import Person

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


class Tag(models.Model):
    """A word by which a client's conversations are found again."""

    client = models.ForeignKey(Client, models.PROTECT)
    name = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "name"], name="tag_name_is_unique"),
            models.UniqueConstraint(fields=["id", "client"], name="tag_and_client"),
        ]

    def __str__(self) -> str:
        return self.name


class ConversationTag(models.Model):
    """A tag on a conversation."""

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="tags", db_constraint=False
    )
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="uses", db_constraint=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "tag"], name="tag_is_used_once")
        ]
        # The wall asks for the client too: with it in the index, the table is not looked at.
        indexes = [models.Index(fields=["client", "tag", "conversation"], name="tagged_of_client")]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.tag_id}"


class ConversationLink(models.Model):
    """Two conversations of one client that have to do with each other; the older one stands first."""

    client = models.ForeignKey(Client, models.PROTECT)
    first = models.ForeignKey(
        Conversation, models.PROTECT, related_name="links_onward", db_constraint=False
    )
    second = models.ForeignKey(
        Conversation, models.PROTECT, related_name="links_back", db_constraint=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="link_is_made_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="link_has_its_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class Merge(models.Model):
    """One conversation was put into another of the same client; which messages went, for the undo."""

    client = models.ForeignKey(Client, models.PROTECT)
    source = models.ForeignKey(
        Conversation, models.PROTECT, related_name="merges_out", db_constraint=False
    )
    target = models.ForeignKey(
        Conversation, models.PROTECT, related_name="merges_in", db_constraint=False
    )
    message_ids = models.JSONField()
    person = models.ForeignKey(Person, models.PROTECT)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(undone_at__isnull=True),
                name="conversation_is_merged_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"


class Mention(models.Model):
    """Somebody was called into a conversation by a note."""

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="mentions", db_constraint=False
    )
    message = models.ForeignKey(
        Message, models.PROTECT, related_name="mentions", db_constraint=False
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="mentions")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "person"], name="person_is_mentioned_once")
        ]
        indexes = [
            models.Index(
                fields=["person", "-at"],
                condition=models.Q(seen_at__isnull=True),
                name="mention_unseen",
            )
        ]

    def __str__(self) -> str:
        return f"{self.message_id} @{self.person_id}"


class Presence(models.Model):
    """Somebody has a conversation open, or is writing in it; old rows mean nothing."""

    client = models.ForeignKey(Client, models.PROTECT)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, related_name="present", db_constraint=False
    )
    person = models.ForeignKey(Person, models.PROTECT)
    at = models.DateTimeField()
    is_writing = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "person"], name="person_is_present_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.conversation_id}"


class SavedView(models.Model):
    """A filtered list that somebody keeps for themselves: what stands after the "?" of its address."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="saved_views")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="view_name_is_unique")
        ]

    def __str__(self) -> str:
        return self.name
