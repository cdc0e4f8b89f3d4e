"""Reads for the quarantine's pages."""

from datetime import datetime

from django.db.models import BinaryField
from django.db.models.functions import Substr

from madoguchi.desk.clients.access import role_at
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.mail.heads import head_of
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.mail.rows import HeaderRow, QuarantineMail, QuarantineRow
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.sayings import again
from madoguchi.desk.platform.words import say
from madoguchi.engines import mailtext

SHOWN = 200
EXCERPT_BYTES = 20_000
WAITING = "select count(*) from mail_rawmail where state = 'quarantined'"


def quarantine_count() -> int:
    """How many mails in sight wait for a person."""
    return int(prepared.row_of(WAITING, {})[0])


def quarantine_rows() -> tuple[QuarantineRow, ...]:
    """The mails in sight that wait for a person, newest first; only their beginnings are fetched."""
    waiting = (
        RawMail.objects.filter(state=RawMail.State.QUARANTINED)
        .annotate(beginning=Substr("raw", 1, EXCERPT_BYTES, output_field=BinaryField()))
        .defer("raw")
        .order_by("-received_at", "-pk")[:SHOWN]
    )
    return tuple(_row(mail, bytes(mail.beginning)) for mail in waiting)


def quarantine_mail(
    mail: RawMail, *, person: Person, now: datetime, refusal: str = ""
) -> QuarantineMail:
    """One of them opened: what can be read of it, and what can be done."""
    beginning = bytes(mail.raw)[:EXCERPT_BYTES]
    can_route = person.is_admin and mail.client_id is None
    clients = Client.objects.order_by("hue", "pk") if can_route else Client.objects.none()
    return QuarantineMail(
        row=_row(mail, beginning),
        headers=_headers(mail, beginning),
        excerpt=beginning.decode("utf-8", "replace").replace("\x00", "␀"),
        is_cut=mail.size > EXCERPT_BYTES,
        tries=mail.tries,
        last_tried_at=mail.tried_at,
        can_route=can_route,
        can_retry=_can_retry(mail, person, now),
        clients=tuple(chip(one) for one in clients),
        is_between_few=mail.thread_id is not None,
        refusal=refusal,
    )


def _can_retry(mail: RawMail, person: Person, now: datetime) -> bool:
    return mail.client_id is not None and role_at(person, mail.client_id, now) is not None


def _row(mail: RawMail, beginning: bytes) -> QuarantineRow:
    read = mailtext.parse(head_of(beginning))
    return QuarantineRow(
        pk=mail.pk,
        received_at=mail.received_at,
        kind=mail.cause or RawMail.Cause.UNREADABLE,
        sender=read.sender.email or mail.envelope_from,
        recipient=mail.envelope_to,
        subject=read.subject,
        reason=again(mail.reason),
        size=mail.size,
    )


def _headers(mail: RawMail, beginning: bytes) -> tuple[HeaderRow, ...]:
    read = mailtext.parse(head_of(beginning))
    named = (
        ("From", read.sender.email),
        ("To", say("、").join(one.email for one in read.to)),
        ("Message-ID", read.message_id or ""),
        ("SMTP", f"{mail.envelope_from or '<>'} → {mail.envelope_to}"),
    )
    return tuple(HeaderRow(name, value) for name, value in named if value)
