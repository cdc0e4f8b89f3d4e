"""What can be found: the words of each message, and how far a client's messages are indexed."""

from typing import TYPE_CHECKING, Any

from django.db import models

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations.


if TYPE_CHECKING:
    _Field = models.Field[str, str]  # generic for the type checker alone
else:
    _Field = models.Field


class WordsField(_Field):
    """PostgreSQL's tsvector, written as its literal and never read."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 (Django's signature)
        """The column's type."""
        return "tsvector"


class Entry(models.Model):
    """One message as it is found. Read by the function search_entries alone (migration 0003)."""

    # Without indexes of their own: they would tempt the planner away from that of the words.
    client = models.ForeignKey(Client, models.PROTECT, db_index=False)
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, db_constraint=False, db_index=False
    )
    message = models.OneToOneField(
        Message, models.PROTECT, related_name="search_entry", db_constraint=False
    )
    kind = models.CharField(max_length=8)
    at = models.DateTimeField()
    words = WordsField()
    version = models.CharField(max_length=60)  # of the engine that chose the words

    def __str__(self) -> str:
        return f"{self.message_id}"


class Progress(models.Model):
    """Up to which message a client's messages were looked at, by which version of the engine."""

    client = models.OneToOneField(Client, models.PROTECT)
    version = models.CharField(max_length=60)
    done_up_to = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.client_id} {self.done_up_to}"
