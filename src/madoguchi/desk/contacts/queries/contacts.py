"""A client's contacts, for the settings, the portal and whoever writes to them."""

from datetime import date, datetime

from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.contacts.models import Contact, ContactAbsence
from madoguchi.desk.contacts.rows import AbsenceRow, ContactRow
from madoguchi.desk.platform.days import local_day


def contact_rows(client: Client, now: datetime) -> tuple[ContactRow, ...]:
    """Who is there, owners first, then by name; two queries."""
    today = local_day(now)
    away = dict(
        ContactAbsence.objects.filter(client=client, first__lte=today, last__gte=today)
        .order_by("last", "pk")
        .values_list("contact_id", "last")
    )
    found = Contact.objects.filter(client=client, left_at__isnull=True)
    rows = found.select_related("person", "invitation").order_by("-is_owner", "name", "pk")
    return tuple(contact_row(one, client, now, away_until=away.get(one.pk)) for one in rows)


def contact_row(
    contact: Contact, client: Client, now: datetime, *, away_until: date | None = None
) -> ContactRow:
    """One of them; person and invitation are read with the contact."""
    return ContactRow(
        pk=contact.pk,
        client=chip(client),
        name=contact.name,
        email=contact.email,
        department=contact.department,
        device=contact.device,
        standing=_standing(contact, now),
        is_owner=contact.is_owner,
        preferred_form=contact.preferred_form,
        preferred_words=contact.preferred_words,
        away_until=away_until,
        seen_at=contact.person.seen_at if contact.person else None,
    )


def absence_rows(contact: Contact, now: datetime) -> tuple[AbsenceRow, ...]:
    """Their absences in order, those of the past last."""
    today = local_day(now)
    rows = [
        AbsenceRow(one.pk, one.first, one.last, one.note, is_past=one.last < today)
        for one in contact.absences.order_by("first", "pk")
    ]
    return tuple(sorted(rows, key=lambda row: row.is_past))


def _standing(contact: Contact, now: datetime) -> str:
    if contact.person_id is not None:
        return "member"
    asked = contact.invitation
    if asked is None or asked.withdrawn_at is not None:
        return "listed"
    return "invited" if asked.expires_at > now else "lapsed"
