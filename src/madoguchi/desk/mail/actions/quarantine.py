"""Mail that could not be read or routed: kept raw, shown to a person, tried again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.clients import access
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.mail.between_few import direct_thread_of
from madoguchi.desk.mail.events import MailAdmitted, MailQuarantined, MailRetried, MailRouted
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, jobs, walls
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rooms.actions import leaving

# What the mail itself is no reason for: a person decides.
HELD_BACK = {
    RawMail.Cause.SPAM,
    RawMail.Cause.FLOOD,
    RawMail.Cause.FORGED,
    RawMail.Cause.OUTSIDER,
}


class CannotRetry(Refusal):
    """このメールをもう一度読ませることはできません。"""


class CannotRoute(Refusal):
    """宛先の分からないメールの委託元を決められるのは、管理者だけです。"""


@transaction.atomic
def put(
    *, raw_mail_id: int, reason: str, now: datetime, cause: RawMail.Cause = RawMail.Cause.UNREADABLE
) -> None:
    """Set a mail aside with the reason; its bytes stay as they came.

    One that answers a direct thread is seen by who reads that one, and by nobody else: who takes part
    is told that it waits, and where nobody of ours does any more, the client's directors are.
    """
    mail = RawMail.objects.select_for_update(no_key=True).get(pk=raw_mail_id)
    if mail.state in {RawMail.State.READ, RawMail.State.DUPLICATE}:
        return
    mail.state = RawMail.State.QUARANTINED
    mail.reason = reason
    mail.cause = cause
    mail.tried_at = now
    thread = None if mail.client_id is None else direct_thread_of(mail)
    mail.thread = thread
    mail.save(update_fields=["state", "reason", "cause", "tried_at", "thread"])
    quarantined = MailQuarantined(
        client_id=mail.client_id, conversation_id=mail.thread_id, raw_mail_id=mail.pk
    )
    events.record(quarantined, at=now)
    if thread is not None and thread.merged_into_id is None:
        leaving.find_owner(Conversation.objects.lock(thread.pk), now=now)


@transaction.atomic
def retry(*, raw_mail_id: int, person: Person, now: datetime) -> None:
    """Have a quarantined mail of a known client read again.

    One that was held as spam, as a flood or as forged is let in by it: a person looked at it.
    """
    mail = _quarantined(raw_mail_id)
    if mail is None or mail.client_id is None:
        raise CannotRetry
    if access.role_at(person, mail.client_id, now) is None:
        raise CannotRetry
    client_id, held = mail.client_id, mail.cause in HELD_BACK
    mail.admitted = mail.admitted or held
    _read_again(mail, client_id)
    happened = (MailAdmitted if held else MailRetried)(
        client_id=client_id, conversation_id=mail.thread_id, raw_mail_id=mail.pk
    )
    events.record(happened, at=now, actor_id=person.pk)


@transaction.atomic
def route(*, raw_mail_id: int, client_id: int, person: Person, now: datetime) -> None:
    """Say whose an unrouted mail is; from then on only that client's people see it."""
    if not person.is_admin:
        raise CannotRoute
    with walls.within([client_id], provider_wide=True):
        mail = _quarantined(raw_mail_id)
        if mail is None or mail.client_id is not None:
            raise CannotRoute
        if not Client.objects.filter(pk=client_id).exists():
            raise CannotRoute(_("委託元を選んでください。"))
        mail.client_id = client_id
        _read_again(mail, client_id)
        events.record(
            MailRouted(client_id=client_id, raw_mail_id=mail.pk), at=now, actor_id=person.pk
        )


def _quarantined(raw_mail_id: int) -> RawMail | None:
    waiting = RawMail.objects.select_for_update(of=("self",), no_key=True).filter(
        pk=raw_mail_id, state=RawMail.State.QUARANTINED
    )
    return waiting.first()


def _read_again(mail: RawMail, client_id: int) -> None:
    mail.state = RawMail.State.RECEIVED
    mail.reason = ""
    mail.cause = ""
    mail.tries = 0
    # Until it is read, it is the desk's alone again.
    scope = walls.current()
    with walls.within(scope.client_ids, provider_wide=scope.provider_wide, person_id=0):
        mail.save(update_fields=["client_id", "state", "reason", "cause", "admitted", "tries"])
    jobs.defer("mail.read_raw", client_id=client_id, raw_mail_id=mail.pk)
