"""The doors to conversations: what is behind the wall does not exist."""

from django.http import Http404

from madoguchi.desk.conversations.models import Attachment, Conversation, HeldReply


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


def attachment_for(pk: int) -> Attachment:
    """The attachment, by the same rule."""
    found = Attachment.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
