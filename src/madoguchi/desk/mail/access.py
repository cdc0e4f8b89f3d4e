"""The doors to raw mail: what is behind the wall does not exist."""

from django.http import Http404

from madoguchi.desk.mail.models import RawMail


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
