"""The doors to conversations: what is behind the wall does not exist."""

from functools import cache

from django.db.models import Q
from django.http import Http404

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import (
    Attachment,
    Conversation,
    Customer,
    DraftFile,
    HeldReply,
    Merge,
    Message,
    SavedView,
    ScheduledReply,
)
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import instances

LARGEST = 2**63 - 1  # PostgreSQL knows no larger number of a row


@cache
def _whole() -> str:
    """A conversation with its client, its customer and its owner."""
    models = {"c": Conversation, "l": Client, "u": Customer, "o": Person}
    columns = ", ".join(instances.columns_of(model, alias) for alias, model in models.items())
    return f"""select {columns} from conversations_conversation c
join clients_client l on l.id = c.client_id
join conversations_customer u on u.client_id = c.client_id and u.id = c.customer_id
left join people_person o on o.id = c.owner_id where c.id = %(pk)s::bigint"""  # noqa: S608 -- our own words, no input


def conversation_for(pk: int) -> Conversation:
    """The conversation if the signed-in person's scope holds it; 404 otherwise, whatever the reason."""
    row = ()
    if pk <= LARGEST:
        row = instances.row_of(_whole(), {"pk": pk}, Conversation, Client, Customer, Person)
    if not row:
        raise Http404
    found: Conversation = row[0]
    found.client, found.customer, found.owner = row[1:]
    return found


def held_reply_for(pk: int) -> HeldReply:
    """The held reply, by the same rule."""
    found = HeldReply.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def scheduled_reply_for(pk: int) -> ScheduledReply:
    """The scheduled reply, by the same rule."""
    found = ScheduledReply.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def message_for(pk: int) -> Message:
    """The message, by the same rule."""
    found = Message.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def merge_for(pk: int) -> Merge:
    """The merge, by the same rule."""
    found = Merge.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def draft_file_for(pk: int, person: Person) -> DraftFile:
    """A file in this person's own composer; a colleague's is as far away as another client's."""
    found = DraftFile.objects.select_related("conversation").filter(pk=pk, person=person).first()
    if found is None:
        raise Http404
    return found


def unsent_file_for(pk: int, person: Person) -> DraftFile:
    """A file beside a reply that has not left: one's own, or of a reply that waits for all to read."""
    is_readable = Q(person=person) | Q(draft_key__isnull=False)
    found = DraftFile.objects.filter(is_readable, pk=pk).first()
    if found is None:
        raise Http404
    return found


def saved_view_for(pk: int, person: Person) -> SavedView:
    """One of the person's own views; somebody else's does not exist."""
    found = SavedView.objects.filter(pk=pk, person=person).first()
    if found is None:
        raise Http404
    return found


def attachment_for(pk: int) -> Attachment:
    """The attachment, by the same rule."""
    found = Attachment.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
