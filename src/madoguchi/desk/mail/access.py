"""The doors to raw mail: what is behind the wall does not exist."""

from django.http import Http404

from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail.models import Mailbox, RawMail


def quarantined_mail_for(pk: int) -> RawMail:
    """A mail of the quarantine in the signed-in person's sight; 404 otherwise."""
    found = RawMail.objects.filter(pk=pk, state=RawMail.State.QUARANTINED).first()
    if found is None:
        raise Http404
    return found


def raw_mail_of_message(message_id: int) -> RawMail:
    """The bytes that a message was read from, in the signed-in person's sight; 404 otherwise."""
    found = RawMail.objects.filter(message=message_id).order_by("pk").first()
    if found is None:
        raise Http404
    return found


def mailbox_for(pk: int) -> Mailbox:
    """A mailbox in the signed-in person's sight; 404 otherwise."""
    found = Mailbox.objects.select_related("address", "client").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def reply_for(pk: int) -> Message:
    """A reply of ours in the signed-in person's sight; 404 otherwise."""
    found = Message.objects.filter(pk=pk, kind=Message.Kind.REPLY).first()
    if found is None:
        raise Http404
    return found
