"""The doors to conversations: what is behind the wall does not exist."""

from django.db.models import Q
from django.http import Http404

from madoguchi.desk.conversations.models import (
    Attachment,
    Conversation,
    DraftFile,
    HeldReply,
    Merge,
    Message,
    SavedView,
    ScheduledReply,
)
from madoguchi.desk.people.models import Person


def conversation_for(pk: int) -> Conversation:
    """The conversation if the signed-in person's scope holds it; 404 otherwise, whatever the reason."""
    found = Conversation.objects.select_related("client", "customer", "owner").filter(pk=pk).first()
    if found is None:
        raise Http404
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
